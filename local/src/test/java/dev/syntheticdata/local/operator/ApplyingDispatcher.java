package dev.syntheticdata.local.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.zjsonpatch.JsonDiff;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets fabric8's mock server answer two kinds of patch that it refuses or gets wrong: server-side
 * apply, taken as a merge that owns what it sends, and JSON merge patch, in which its arrays grow.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {

  private static final ObjectMapper JSON = Serialization.jsonMapper();

  @Override
  public MockResponse handlePatch(RecordedRequest request) {
    var type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
    var path = request.getPath().replaceFirst("\\?.*", "");
    if (type.contains("json-patch")) {
      return super.handlePatch(copy(request, HttpMethod.PATCH, path, type, request.getBody()));
    }
    try {
      return patch(request, path, type.contains("apply-patch"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse patch(RecordedRequest request, String path, boolean apply)
      throws JsonProcessingException {
    var text = request.getBody().readUtf8();
    var patch = (ObjectNode) JSON.valueToTree(Serialization.unmarshal(text, Map.class));
    var main = path.replaceFirst("/status$", "");
    var present = handleGet(main);
    if (present.code() == 404) {
      return apply
          ? handleCreate(
              copy(
                  request,
                  HttpMethod.POST,
                  main.substring(0, main.lastIndexOf('/')),
                  "application/json",
                  buffer(patch)))
          : present;
    }
    var live = (ObjectNode) JSON.readTree(present.getBody().readUtf8());
    var target = live.deepCopy();
    if (path.endsWith("/status")) {
      target.set("status", patch.path("status"));
    } else {
      if (patch.get("metadata") instanceof ObjectNode metadata) {
        metadata.remove(List.of("resourceVersion", "uid", "managedFields"));
      }
      merge(target, patch);
    }
    return super.handlePatch(
        copy(
            request,
            HttpMethod.PATCH,
            path,
            "application/json-patch+json",
            buffer(JsonDiff.asJson(live, target))));
  }

  /** RFC 7386. */
  private static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                target.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner) {
                merge(target.withObjectProperty(field.getKey()), inner);
              } else {
                target.set(field.getKey(), field.getValue());
              }
            });
  }

  private static Buffer buffer(JsonNode json) {
    return new Buffer(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static RecordedRequest copy(
      RecordedRequest request, HttpMethod method, String path, String type, Buffer body) {
    return new RecordedRequest(
        request.getHttpVersion(),
        method,
        path,
        Headers.builder().add("Content-Type", type).build(),
        body);
  }
}
