package dev.syntheticdata.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a real API server was asked to change, from its own audit log.
 *
 * @param directory holds the policy and the log
 */
record AuditLog(Path directory) {

  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
          verbs: [create, update, patch, delete, deletecollection]
      """;

  /** A request for a change that was answered. */
  record Write(String agent, String verb, String resource, String name, int code, String message) {}

  /** Flags by which an API server keeps the log. */
  String[] flags() throws IOException {
    var policy = Files.writeString(directory.resolve("audit-policy.yaml"), POLICY);
    return new String[] {"--audit-policy-file=" + policy, "--audit-log-path=" + log()};
  }

  private Path log() {
    return directory.resolve("audit.log");
  }

  /** All so far, the first first. A request is written down before its answer is sent. */
  List<Write> writes() {
    try {
      var text = Files.readString(log());
      // A line that is being written is of a request that nobody waits for here.
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(Json::parse)
          .map(AuditLog::write)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a user agent, but for questions about its rights, which change nothing. */
  List<Write> writesOf(String agent) {
    return writes().stream()
        .filter(w -> w.agent().equals(agent))
        .filter(w -> !w.resource().startsWith("selfsubject"))
        .toList();
  }

  private static Write write(JsonNode event) {
    var object = event.path("objectRef");
    var subresource = object.path("subresource").asText();
    return new Write(
        event.path("userAgent").asText(),
        event.path("verb").asText(),
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
        object.path("name").asText(),
        event.path("responseStatus").path("code").asInt(),
        event.path("responseStatus").path("message").asText());
  }
}
