package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The faults before local mode's own S3 server. */
@RunsOn({Server.LOCAL_API, Server.LOCAL_STORE})
class StoreFaultsTest extends StoreFaultsContract {

  @RegisterExtension static final World WORLD = new World();

  @Override
  World world() {
    return WORLD;
  }

  @Override
  URI server() {
    return WORLD.cluster().objects().endpoint();
  }

  @Override
  Path file(String bucketAndKey) {
    var parts = bucketAndKey.split("/", 2);
    return WORLD.cluster().objects().fileOf(parts[0], parts[1]);
  }

  @Override
  String secret() {
    return "object-storage";
  }
}
