package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.lifecycle.Written;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer that is decided but not yet sent. */
sealed interface Response {

  /** The HTTP code. */
  int code();

  /**
   * A complete body.
   *
   * @param warnings texts for Warning headers
   */
  record Complete(int code, String contentType, byte[] body, List<String> warnings)
      implements Response {}

  /** A body that is written while it comes into being, in chunks. */
  record Streamed(int code, String contentType, Writer writer) implements Response {}

  /** Writes a streamed body; returning ends it. */
  interface Writer {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  static Response json(int code, JsonNode body) {
    return json(code, body, List.of());
  }

  static Response json(int code, JsonNode body, List<String> warnings) {
    return new Complete(code, "application/json", Json.bytes(body), warnings);
  }

  static Response json(JsonNode body) {
    return json(200, body);
  }

  static Response text(String body) {
    return new Complete(
        200, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), List.of());
  }

  static Response of(Written written) {
    return json(written.created() ? 201 : 200, written.object(), written.warnings());
  }
}
