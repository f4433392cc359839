package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on S3Proxy, which local mode has. */
class ObjectStoreOnEmbeddedServerTest extends S3Contract {

  private static S3Server s3;

  @BeforeAll
  static void start() {
    s3 = S3Server.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  ObjectLocation location(String key) {
    return s3.location(key);
  }

  @Override
  Map<String, String> environment() {
    return s3.environment;
  }
}
