package dev.syntheticdata.local.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A real S3 server as a process on loopback: the Versity S3 Gateway that {@code
 * hack/build-s3-server} brings. A bucket is a directory, an object a file in it.
 */
public final class S3Gateway implements AutoCloseable {

  public static final String ACCESS_KEY = "test-key";
  public static final String SECRET_KEY = "test-secret";

  private final Path objects;
  private final ReservedPort port;
  private final ServerProcess process;

  private S3Gateway(Path objects, ReservedPort port, ServerProcess process) {
    this.objects = objects;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the newest version there is. Without one the test is skipped, unless REQUIRE_S3_SERVER
   * says that it must run.
   *
   * @param directory where objects and log go
   * @param buckets the buckets there are
   */
  public static S3Gateway start(Path directory, List<String> buckets) {
    var program = require();
    try {
      var objects = Files.createDirectories(directory.resolve("objects"));
      for (var bucket : buckets) {
        Files.createDirectory(objects.resolve(bucket));
      }
      var port = new ReservedPort();
      var process =
          ServerProcess.start(
              directory,
              List.of(
                  program.toString(),
                  "--port=127.0.0.1:" + port.number(),
                  "--access=" + ACCESS_KEY,
                  "--secret=" + SECRET_KEY,
                  "--quiet",
                  "posix",
                  objects.toString()));
      process.awaitReady(() -> listens(port.number()));
      return new S3Gateway(objects, port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path require() {
    var root = KubeBinaries.root().resolve("s3");
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
          .max(Comparator.comparing(S3Gateway::version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Version version(Path program) {
    var name = program.getParent().getFileName().toString();
    return Version.parse(name.substring(0, name.indexOf('-')));
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address for S3 clients, path style. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port.number());
  }

  /** The directory of the buckets. */
  public Path objects() {
    return objects;
  }

  @Override
  public void close() {
    process.close();
    port.close();
  }
}
