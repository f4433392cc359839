package dev.syntheticdata.local.apiserver;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The shipped resources on the API server of local mode. */
class ShippedResourcesTest extends ShippedResourcesContract {

  @TempDir Path directory;
  private LocalApiServer server;

  @Override
  Kubectl start() throws IOException {
    server = LocalApiServer.start(LocalApiServer.Config.defaults());
    server.applyCrds(CRDS);
    return new Kubectl(server, directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
