package dev.syntheticdata.worker.synthesizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.RowHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * {@code model.json}: a model as JSON.
 *
 * <pre>{"format": "syntheticdata.dev/model", "formatVersion": 1,
 *  "checksum": "sha256 of the model's bytes below", "model": {"engine": ..., "schema": ..., ...}}
 * </pre>
 *
 * Doubles are written in the shortest form that reads back as the same bits, so a model survives
 * any number of round trips and the same model always has the same bytes.
 */
public final class ModelDocument {

  /** Name of the format. */
  public static final String FORMAT = "syntheticdata.dev/model";

  /** The newest version of the format, which this worker writes. */
  public static final int FORMAT_VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ModelDocument() {}

  /** The document's bytes. */
  public static byte[] write(SynthesizerModel model) {
    try {
      String body = JSON.writerFor(SynthesizerModel.class).writeValueAsString(model);
      String text =
          "{\"format\":\"%s\",\"formatVersion\":%d,\"checksum\":\"%s\",\"model\":"
                  .formatted(FORMAT, FORMAT_VERSION, sha256(body))
              + body
              + "}\n";
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model must be writable", e);
    }
  }

  /**
   * Reads a document.
   *
   * @param name what it is called in messages
   * @throws InvalidInputException if it is no model, newer than this worker, or was altered
   */
  public static SynthesizerModel read(byte[] document, String name) {
    JsonNode root;
    try {
      root = JSON.readTree(document);
    } catch (IOException e) {
      throw new InvalidInputException(name + ": not a model document; fit again", e);
    }
    if (root == null || !FORMAT.equals(root.path("format").asText())) {
      throw new InvalidInputException(name + ": not a model document; fit again");
    }
    int version = root.path("formatVersion").asInt();
    if (version > FORMAT_VERSION) {
      throw new InvalidInputException(
          "%s: has format version %d, and this worker knows up to %d; use a newer worker, or fit again"
              .formatted(name, version, FORMAT_VERSION));
    }
    try {
      JsonNode body = root.path("model");
      if (!sha256(JSON.writeValueAsString(body)).equals(root.path("checksum").asText())) {
        throw new InvalidInputException(
            name + ": its checksum does not fit its content; it was altered or damaged, fit again");
      }
      return JSON.treeToValue(body, SynthesizerModel.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InvalidInputException(name + ": the model cannot be read; fit again", e);
    }
  }

  private static String sha256(String text) {
    return HexFormat.of()
        .formatHex(RowHasher.newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
