package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real S3 server; skipped where there is none, see {@link Gateway}. */
class ObjectStoreOnGatewayTest extends S3Contract {

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway = Gateway.start(Gateway.require());
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Override
  ObjectLocation location(String key) {
    return gateway.location(key);
  }

  @Override
  Map<String, String> environment() {
    return gateway.environment();
  }
}
