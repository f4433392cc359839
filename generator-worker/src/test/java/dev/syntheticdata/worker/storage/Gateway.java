package dev.syntheticdata.worker.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syntheticdata.task.ObjectLocation;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A real S3 server over a temporary directory, as a process on loopback: the Versity S3 Gateway
 * that {@code hack/build-s3-server} brings. It has one bucket.
 */
final class Gateway implements AutoCloseable {

  private static final String BUCKET = "data";

  /** Another than the default, so that a request signed for the default is refused. */
  private static final String REGION = "eu-central-1";

  private static final String ACCESS_KEY = "test-key";
  private static final String SECRET_KEY = "test-secret";
  private static final int ATTEMPTS = 5;

  private final Path directory;
  private final int port;
  private final Process process;

  private Gateway(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * The newest version there is. Without one the test is skipped, unless REQUIRE_S3_SERVER says
   * that it must run.
   */
  static Path require() {
    var configured = System.getenv("KUBE_RIG_DIR");
    var rig =
        configured != null && !configured.isBlank()
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache", "synthetic-data-operator", "kube");
    var root = rig.resolve("s3");
    var found = newest(root);
    var missing = "there is no versitygw in " + root + ": run hack/build-s3-server";
    if (found.isEmpty() && Boolean.parseBoolean(System.getenv("REQUIRE_S3_SERVER"))) {
      throw new AssertionError("REQUIRE_S3_SERVER is set, but " + missing);
    }
    assumeTrue(found.isPresent(), missing);
    return found.get();
  }

  private static Optional<Path> newest(Path root) {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (var directories = Files.list(root)) {
      return directories
          .map(directory -> directory.resolve("versitygw"))
          .filter(Files::isExecutable)
          .max(Comparator.comparing(Gateway::version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Version version(Path program) {
    var name = program.getParent().getFileName().toString();
    return Version.parse(name.substring(0, name.indexOf('-')));
  }

  /** Starts one; on another port where a program took the free one before it could. */
  static Gateway start(Path program) {
    try {
      for (int attempt = 1; ; attempt++) {
        var gateway = startOn(freePort(), program);
        if (gateway.isReady()) {
          return gateway;
        }
        var said = Files.readString(gateway.directory.resolve("log"));
        gateway.close();
        if (attempt == ATTEMPTS || !said.contains("address already in use")) {
          throw new IllegalStateException("the gateway ended: " + said);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Gateway startOn(int port, Path program) throws IOException {
    var directory = Files.createTempDirectory("gateway");
    var builder =
        new ProcessBuilder(
            program.toString(),
            "--port",
            "127.0.0.1:" + port,
            "--region",
            REGION,
            "--quiet",
            "posix",
            Files.createDirectory(directory.resolve("objects")).toString());
    builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
    builder.environment().put("ROOT_SECRET_KEY", SECRET_KEY);
    var log = directory.resolve("log");
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // Also where the tests are broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Gateway(directory, port, process);
  }

  /** Waits until it has its bucket; false where it ended. */
  private boolean isReady() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> !process.isAlive() || hasBucket());
    return process.isAlive();
  }

  private boolean hasBucket() throws Exception {
    try (var client =
        MinioClient.builder()
            .endpoint("http://127.0.0.1:" + port)
            .region(REGION)
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build()) {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
      }
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A place in the bucket. */
  ObjectLocation location(String key) {
    return new ObjectLocation("http://127.0.0.1:" + port, REGION, BUCKET, key, "S");
  }

  /** The environment of the stores. */
  Map<String, String> environment() {
    return Map.of("S_AWS_ACCESS_KEY_ID", ACCESS_KEY, "S_AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
