package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFrontTest {
  private static final String PIE = TestApi.recipe("pie", "{title: Pie, pan: {}}");

  private TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private TestApi.Answer anonymous(String path) {
    return api.send(HttpRequest.newBuilder(URI.create(api.server().url() + path)));
  }

  private void restartWith(RequestFilter filter) {
    api.close();
    api = TestApi.start(LocalApiServer.Config.defaults().withFilter(filter));
  }

  @Test
  void itListensOnLoopbackOnly() {
    assertThat(api.server().url().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void withoutTheTokenTheAnswerIs401() {
    assertThat(anonymous("/api/v1/namespaces").code()).isEqualTo(401);
    assertThat(anonymous("/wrong/api/v1/namespaces").code()).isEqualTo(401);
  }

  @Test
  void theTokenMayComeInThePath() {
    assertThat(anonymous("/" + api.server().token() + "/api/v1/namespaces").code()).isEqualTo(200);
  }

  @Test
  void healthAndVersionNeedNoToken() {
    for (String path : List.of("/readyz", "/livez", "/healthz", "/version")) {
      assertThat(anonymous(path).code()).isEqualTo(200);
    }
  }

  @Test
  void aWebSocketUpgradeIsAnsweredAtOnceWithoutOne() throws IOException {
    URI url = api.server().url();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          "GET "
              + RECIPES
              + "?watch=true HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void protobufIsAnUnsupportedMediaType() {
    TestApi.Answer answer =
        api.send(
            api.request(RECIPES)
                .header("Content-Type", "application/vnd.kubernetes.protobuf")
                .POST(HttpRequest.BodyPublishers.ofString("k8s")));
    assertThat(answer.code()).isEqualTo(415);
  }

  @Test
  void aBodyThatIsNoJsonIsABadRequest() {
    TestApi.Answer answer =
        api.send(
            api.request(RECIPES)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{")));
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message()).startsWith("the object provided is unrecognized");
  }

  @Test
  void aHugeBodyIsRefused() {
    String text = "x".repeat(4 * 1024 * 1024);
    TestApi.Answer answer =
        api.post("/api/v1/namespaces/default/configmaps", "{data: {a: " + text + "}}");
    assertThat(answer.code()).isEqualTo(413);
  }

  @Test
  void unknownPathsAreNotFound() {
    assertThat(api.get("/apis/nowhere/v1").code()).isEqualTo(404);
    assertThat(api.get("/api/v1/namespaces/default/unknowns").code()).isEqualTo(404);
    assertThat(api.get("/openapi/v2").code()).isEqualTo(404);
  }

  @Test
  void everyOpenApiDocumentOfTheIndexIsServed() {
    JsonNode index = api.get("/openapi/v3").body().path("paths");
    index
        .properties()
        .forEach(
            p ->
                assertThat(
                        api.get(p.getValue().path("serverRelativeURL").asText())
                            .body()
                            .path("components")
                            .path("schemas")
                            .isEmpty())
                    .as(p.getKey())
                    .isFalse());
  }

  @Test
  void theOpenApiAddressChangesWithTheSchema() {
    String before = api.get("/openapi/v3").body().toString();
    var crd = Yaml.file("recipes-crd.yaml").replace("How to cook something.", "Changed.");
    api.server().register(Yaml.object(crd));
    assertThat(api.get("/openapi/v3").body().toString()).isNotEqualTo(before);
  }

  @Test
  void aFilterSeesCallsBeforeAndAfter() {
    // The server adds to it by threads of its own.
    List<String> seen = new CopyOnWriteArrayList<>();
    restartWith(
        new RequestFilter() {
          @Override
          public Verdict before(ApiCall call) {
            seen.add(call.method() + " " + call.isWrite() + " " + call.userAgent());
            return new Proceed();
          }

          @Override
          public Verdict after(ApiCall call, int code) {
            seen.add(call.path() + " " + code);
            return new Proceed();
          }
        });
    api.post(RECIPES, PIE);
    assertThat(seen).containsExactly("POST true spec/1", RECIPES + " 201");
  }

  @Test
  void aFilterCanRefuseBeforeTheEffect() {
    restartWith(
        new RequestFilter() {
          @Override
          public Verdict before(ApiCall call) {
            return call.isWrite()
                ? new Refuse(503, "ServiceUnavailable", "try later")
                : new Proceed();
          }
        });
    assertThat(api.post(RECIPES, PIE).message()).isEqualTo("try later");
    assertThat(api.get(RECIPES + "/pie").code()).isEqualTo(404);
  }

  @Test
  void aFilterCanDropTheAnswerAfterTheEffect() {
    restartWith(
        new RequestFilter() {
          @Override
          public Verdict after(ApiCall call, int code) {
            return call.isWrite() ? new Drop() : new Proceed();
          }
        });
    assertThatThrownBy(() -> api.post(RECIPES, PIE)).hasRootCauseInstanceOf(IOException.class);
    assertThat(api.get(RECIPES + "/pie").code()).isEqualTo(200);
  }

  @Test
  void aFilterThatFailsIsAnInternalError() {
    restartWith(
        new RequestFilter() {
          @Override
          public Verdict before(ApiCall call) {
            throw new IllegalStateException("broken filter");
          }
        });
    TestApi.Answer answer = api.get(RECIPES);
    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.message()).contains("broken filter");
  }
}
