package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalApiServerTest {
  @TempDir Path directory;
  private LocalApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalApiServer.start(LocalApiServer.Config.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyServerHasATokenOfItsOwn() throws IOException {
    try (LocalApiServer other = LocalApiServer.start(LocalApiServer.Config.defaults())) {
      assertThat(server.token()).hasSize(32).isNotEqualTo(other.token());
    }
  }

  @Test
  void theKubeconfigNamesServerTokenAndNamespace() {
    var config = Yaml.object(server.kubeconfig());
    assertThat(config.at("/clusters/0/cluster/server").asText())
        .isEqualTo(server.url() + "/" + server.token());
    assertThat(config.at("/users/0/user/token").asText()).isEqualTo(server.token());
    assertThat(config.at("/contexts/0/context/namespace").asText()).isEqualTo("default");
    assertThat(config.at("/current-context").asText()).isEqualTo("local");
  }

  @Test
  void aClosedServerTakesNoConnections() {
    URI url = server.url();
    server.close();
    assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void crdsComeFromTheFilesOfADirectory() throws IOException {
    Files.writeString(directory.resolve("crd.yaml"), Yaml.file("recipes-crd.yaml"));
    Files.writeString(directory.resolve("readme.txt"), "not a CRD");
    server.applyCrds(directory);
    server.applyCrds(directory);
  }

  @Test
  void aDirectoryWithoutCrdsIsAMistake() {
    assertThatThrownBy(() -> server.applyCrds(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.toString());
    assertThatThrownBy(() -> server.applyCrds(directory.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aBadCrdIsNamed() {
    var crd =
        Yaml.object(Yaml.file("recipes-crd.yaml").replace("scope: Namespaced", "scope: Some"));
    assertThatThrownBy(() -> server.register(crd))
        .hasMessageContaining("recipes.kitchen.example.test")
        .hasMessageContaining("spec.scope: Unsupported value: \"Some\"");
  }
}
