package dev.syntheticdata.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code hack/build-rig --download} against a mirror with the layout of upstream's release places,
 * whose programs are scripts that say their name.
 */
class RigDownloadTest {

  private static final Path SCRIPT = Path.of("..", "hack", "build-rig").toAbsolutePath();
  private static final Set<String> PROGRAMS =
      Set.of("versitygw", "etcd", "kube-apiserver", "kubectl", "kube-controller-manager");

  @TempDir Path directory;

  private HttpServer mirror;

  /** sha256 of what was served, by file name. */
  private final Map<String, String> served = new ConcurrentHashMap<>();

  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Beginning of the name of a file whose checksum is listed wrong; null for none. */
  private volatile String wrong;

  /** Beginning of the name of a file that there is not; null for none. */
  private volatile String missing;

  @BeforeEach
  void start() throws IOException {
    for (var program : List.of("bash", "curl", "tar", "sha256sum")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          program + " is not on the PATH");
    }
    mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext("/", this::serve);
    mirror.start();
  }

  @AfterEach
  void stop() {
    if (mirror != null) {
      mirror.stop(0);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    requests.add(path);
    var name = path.substring(path.lastIndexOf('/') + 1);
    byte[] content = missing != null && name.startsWith(missing) ? null : content(name);
    exchange.sendResponseHeaders(
        content == null ? 404 : 200, content == null ? -1 : content.length);
    if (content != null) {
      exchange.getResponseBody().write(content);
    }
    exchange.close();
  }

  private byte[] content(String name) throws IOException {
    if (name.endsWith(".sha256")) {
      return utf8(sum(name.replace(".sha256", "")));
    }
    if (name.equals("SHA256SUMS") || name.equals("checksums.txt")) {
      var lines = new StringBuilder("0000  another-file.tar.gz\n");
      served
          .keySet()
          .forEach(file -> lines.append(sum(file)).append("  ").append(file).append('\n'));
      return utf8(lines.toString());
    }
    byte[] content =
        name.endsWith(".tar.gz") ? archive(name.replace(".tar.gz", "")) : utf8(script(name));
    served.put(name, sha256(content));
    return content;
  }

  private String sum(String file) {
    return wrong != null && file.startsWith(wrong) ? "0".repeat(64) : served.get(file);
  }

  private static String script(String name) {
    return "#!/bin/sh\necho this is " + name + "\n";
  }

  /** A release as an archive: a directory of its name with the program. */
  private byte[] archive(String name) throws IOException {
    var program = name.startsWith("etcd") ? "etcd" : "versitygw";
    var root = Files.createTempDirectory(directory, "archive");
    Files.writeString(Files.createDirectory(root.resolve(name)).resolve(program), script(program));
    var file = root.resolve("archive.tar.gz");
    var tar =
        new ProcessBuilder("tar", "-czf", file.toString(), "-C", root.toString(), name).start();
    assertThat(tar.onExit().join().exitValue()).isZero();
    return Files.readAllBytes(file);
  }

  private record Run(int exit, List<String> out, String error) {}

  private Run download() throws IOException {
    var url = "http://127.0.0.1:" + mirror.getAddress().getPort();
    var out = directory.resolve("out").toFile();
    var error = directory.resolve("error").toFile();
    var builder = new ProcessBuilder(SCRIPT.toString(), "--download");
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBE_RIG_DIR", rig().toString(),
                "KUBE_DOWNLOAD_URL", url + "/kubernetes",
                "ETCD_DOWNLOAD_URL", url + "/etcd",
                "VERSITYGW_DOWNLOAD_URL", url + "/versitygw",
                "no_proxy", "127.0.0.1"));
    var process = builder.redirectOutput(out).redirectError(error).start();
    int exit = process.onExit().join().exitValue();
    return new Run(exit, Files.readAllLines(out.toPath()), Files.readString(error.toPath()));
  }

  private Path rig() {
    return directory.resolve("rig");
  }

  /** Every program that may be run, and every file that is left of one. */
  private List<Path> programs() throws IOException {
    try (var files = Files.walk(rig())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !Set.of(".lock", ".etcd-version").contains(name(file)))
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Test
  void releasesAreTakenWhereTheirChecksumsAreRight() throws IOException {
    var run = download();

    assertThat(run.error()).doesNotContain("Go is not installed");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(run.out()).hasSize(2).allMatch(place -> Files.isDirectory(Path.of(place)));
    assertThat(programs())
        .allMatch(Files::isExecutable)
        .extracting(RigDownloadTest::name)
        .containsExactlyInAnyOrderElementsOf(PROGRAMS);
    for (var program : programs()) {
      assertThat(program).content().isEqualTo(script(name(program)));
    }
    assertThat(requests)
        .anyMatch(path -> path.matches("/kubernetes/v1\\.\\d+\\.\\d+/bin/\\w+/\\w+/kube-apiserver"))
        .anyMatch(path -> path.matches("/etcd/(v[0-9.]+)/etcd-\\1-\\w+-\\w+\\.tar\\.gz"))
        .anyMatch(path -> path.matches("/versitygw/(v[0-9.]+)/versitygw_\\1_\\w+\\.tar\\.gz"));
  }

  @Test
  void whatIsThereIsNotDownloadedAgain() throws IOException {
    download();
    requests.clear();

    assertThat(download().exit()).isZero();
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"versitygw", "etcd", "kube-apiserver", "kubectl"})
  void aReleaseWithAnotherChecksumIsNotUsed(String program) throws IOException {
    wrong = program;

    var refused = download();

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.error()).contains("/" + program, "does not have the checksum", "not used");
    assertThat(programs()).extracting(RigDownloadTest::name).noneMatch(n -> n.contains(program));

    wrong = null;
    assertThat(download().exit()).isZero();
    assertThat(programs()).hasSize(PROGRAMS.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kube-controller-manager", "SHA256SUMS"})
  void aReleaseThatIsNotThereIsNamed(String file) throws IOException {
    missing = file;

    var failed = download();

    assertThat(failed.exit()).isNotZero();
    assertThat(failed.error()).contains(file + " cannot be downloaded");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
