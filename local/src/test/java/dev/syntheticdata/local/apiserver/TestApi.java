package dev.syntheticdata.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A server with the recipe CRD, and plain HTTP calls to it. */
public final class TestApi implements AutoCloseable {
  public static final String RECIPES =
      "/apis/kitchen.example.test/v1alpha1/namespaces/default/recipes";
  public static final String MERGE = "application/merge-patch+json";
  public static final String APPLY = "application/apply-patch+yaml";

  /** An answer: the HTTP code and the body, a text when it is no JSON. */
  public record Answer(int code, JsonNode body, HttpResponse<?> response) {
    public String message() {
      return body.path("message").asText();
    }

    public String resourceVersion() {
      return body.path("metadata").path("resourceVersion").asText();
    }
  }

  private final LocalApiServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestApi(LocalApiServer server) {
    this.server = server;
  }

  public static TestApi start() {
    return start(LocalApiServer.Config.defaults());
  }

  public static TestApi start(LocalApiServer.Config config) {
    try {
      LocalApiServer server = LocalApiServer.start(config);
      server.register(Yaml.recipeCrd());
      return new TestApi(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LocalApiServer server() {
    return server;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String yaml) {
    return send(body(path, "application/yaml", "POST", yaml));
  }

  public Answer put(String path, JsonNode object) {
    return send(body(path, "application/json", "PUT", object.toString()));
  }

  public Answer patch(String path, String contentType, String patch) {
    return send(body(path, contentType, "PATCH", patch));
  }

  public Answer apply(String path, String manager, String yaml) {
    return patch(path + "?fieldManager=" + manager, APPLY, yaml);
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer delete(String path, String options) {
    return send(body(path, "application/json", "DELETE", options));
  }

  /** Creates a recipe, which must succeed, and returns it. */
  public ObjectNode cook(String name, String spec) {
    Answer answer = post(RECIPES, recipe(name, spec));
    if (answer.code() != 201) {
      throw new AssertionError(answer.body().toPrettyString());
    }
    return (ObjectNode) answer.body();
  }

  /** A recipe manifest with a spec in YAML flow style. */
  public static String recipe(String name, String spec) {
    return """
        apiVersion: kitchen.example.test/v1alpha1
        kind: Recipe
        metadata: {name: %s}
        spec: %s
        """
        .formatted(name, spec);
  }

  /** Opens a watch; lines are read as they come. */
  public Watch watch(String path) {
    HttpRequest request = request(path).GET().build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      return new Watch(
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An open watch. */
  public record Watch(BufferedReader lines) implements AutoCloseable {
    /** The next event; waits for it. Null when the server ended the watch. */
    public JsonNode next() {
      try {
        String line = lines.readLine();
        return line == null ? null : Json.parse(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next event as {@code TYPE name}. */
    public String nextText() {
      JsonNode event = next();
      return event.path("type").asText()
          + " "
          + event.path("object").path("metadata").path("name").asText();
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Authorization", "Bearer " + server.token())
        .header("User-Agent", "spec/1");
  }

  private HttpRequest.Builder body(String path, String type, String method, String body) {
    return request(path)
        .header("Content-Type", type)
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      JsonNode body =
          json
              ? Json.parse(response.body())
              : Json.object().textNode(new String(response.body(), StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
