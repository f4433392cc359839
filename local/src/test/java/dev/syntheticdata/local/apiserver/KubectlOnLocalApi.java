package dev.syntheticdata.local.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl, against the API server of local mode. */
abstract class KubectlOnLocalApi {

  static final String PIZZA =
      TestApi.recipe("pizza", "{title: Pizza, oven: {}, ingredients: [{name: flour, grams: 200}]}");
  static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: wash}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - {name: main, image: soap, env: [{name: A, value: x}]}
      """;

  @TempDir Path directory;
  LocalApiServer server;
  Kubectl kubectl;
  Path log;

  @BeforeEach
  void start() throws IOException {
    log = directory.resolve("container.log");
    server =
        LocalApiServer.start(
            LocalApiServer.Config.defaults()
                .withPodLogs(c -> Optional.of(log).filter(Files::exists)));
    server.register(Yaml.recipeCrd());
    kubectl = new Kubectl(server, directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  String apply(String manifest) {
    return kubectl.run("apply", "-f", kubectl.file("manifest.yaml", manifest)).trim();
  }

  String field(String resource, String jsonPath) {
    return kubectl.run("get", resource, "-o", "jsonpath={" + jsonPath + "}");
  }
}
