package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.LocalCluster;
import dev.syntheticdata.local.cluster.S3Gateway;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The faults before a real S3 server, which holds source, model and rows; see {@link S3Gateway}.
 */
@RunsOn({Server.LOCAL_API, Server.S3_GATEWAY})
class StoreFaultsOnGatewayTest extends StoreFaultsContract {

  private static final String SECRET = "gateway";

  @RegisterExtension static final World WORLD = new World();

  @TempDir static Path directory;
  private S3Gateway gateway;

  @BeforeAll
  @Override
  void publishUndisturbed() throws IOException {
    gateway =
        S3Gateway.start(
            directory, List.of(Storage.REAL_DATA, Storage.MODELS, Storage.SYNTHETIC_DATA));
    Files.writeString(file(Storage.REAL_DATA + "/patients.csv"), World.patients());
    WORLD
        .client()
        .resource(LocalCluster.secret(SECRET, S3Gateway.ACCESS_KEY, S3Gateway.SECRET_KEY))
        .create();
    super.publishUndisturbed();
  }

  @AfterAll
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Override
  World world() {
    return WORLD;
  }

  @Override
  URI server() {
    return gateway.endpoint();
  }

  @Override
  Path file(String bucketAndKey) {
    return gateway.objects().resolve(bucketAndKey);
  }

  @Override
  String secret() {
    return SECRET;
  }
}
