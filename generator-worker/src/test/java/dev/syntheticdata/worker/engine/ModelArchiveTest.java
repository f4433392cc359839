package dev.syntheticdata.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syntheticdata.worker.failure.EngineException;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArchiveTest {

  private static final String LONG = "a".repeat(90) + "/" + "b".repeat(90) + "/wéights.bin";

  @TempDir Path directory;
  private Path archive;

  @BeforeEach
  void nameArchive() {
    archive = directory.resolve("model.tar");
  }

  private Path model(String name, Map<String, String> files) throws IOException {
    Path model = Files.createDirectories(directory.resolve(name));
    for (var file : files.entrySet()) {
      Path path = model.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return model;
  }

  private static Map<String, String> filesOf(Path model) throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.walk(model)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        found.put(model.relativize(file).toString(), Files.readString(file));
      }
    }
    return found;
  }

  private Path unpacked() throws IOException {
    Path target = Files.createDirectories(directory.resolve("unpacked"));
    ModelArchive.unpack(archive, target);
    return target;
  }

  @Test
  void filesComeBackAsTheyWere() throws IOException {
    var files =
        Map.of(
            "empty", "", "block", "x".repeat(512), "deep/er/file", "y".repeat(1000), LONG, "long");
    Path model = model("model", files);
    Files.createDirectory(model.resolve("nothing-in-it"));

    ModelArchive.pack(model, "model", archive);

    assertThat(filesOf(unpacked())).isEqualTo(new TreeMap<>(files));
    assertThat(directory.resolve("unpacked/nothing-in-it")).isEmptyDirectory();
  }

  @Test
  void theSameFilesGiveTheSameBytes() throws IOException {
    Path one = model("one", Map.of("a", "1", "b/c", "2"));
    Path other = model("other", Map.of("b/c", "2"));
    Files.writeString(other.resolve("a"), "1");
    Files.setLastModifiedTime(other.resolve("a"), FileTime.fromMillis(0));
    ModelArchive.pack(one, "model", archive);
    ModelArchive.pack(other, "model", directory.resolve("other.tar"));

    assertThat(directory.resolve("other.tar")).hasSameBinaryContentAs(archive);
  }

  @Test
  void anyTarReadsIt() throws Exception {
    ModelArchive.pack(model("model", Map.of("short", "1", LONG, "2")), "model", archive);

    Process tar;
    try {
      tar =
          new ProcessBuilder("tar", "-tf", archive.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("list.txt").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "this machine has no tar");
      throw e;
    }

    assertThat(tar.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(tar.exitValue()).isZero();
    assertThat(Files.readAllLines(directory.resolve("list.txt")))
        .hasSize(4)
        .contains("short", "a".repeat(90) + "/");
  }

  @Test
  void aPathThatLeavesTheDirectoryIsNotWritten() throws IOException {
    for (String path : new String[] {"../outside", "/tmp/outside", "a/../../outside", ".."}) {
      try (var out = new ByteArrayOutputStream()) {
        out.write(Tar.header(new Tar.Header(path, Tar.FILE, 0)));
        out.write(new byte[2 * Tar.BLOCK]);
        Files.write(archive, out.toByteArray());
      }

      assertThatThrownBy(this::unpacked)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("leaves its directory");
    }
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  @Test
  void aLinkIsNotWritten() throws IOException {
    Files.write(archive, Tar.header(new Tar.Header("link", '2', 0)));

    assertThatThrownBy(this::unpacked)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("something else than files");
  }

  @Test
  void anArchiveThatIsCutShortIsRefused() throws IOException {
    ModelArchive.pack(model("model", Map.of("file", "x".repeat(3000))), "model", archive);
    byte[] bytes = Files.readAllBytes(archive);
    for (int length : new int[] {100, 600, 2000, bytes.length - 1024}) {
      Files.write(archive, java.util.Arrays.copyOf(bytes, length));

      assertThatThrownBy(this::unpacked)
          .as("cut at %d", length)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void anAlteredHeaderIsNoticed() throws IOException {
    byte[] header = Tar.header(new Tar.Header("file", Tar.FILE, 0));
    header[0] = 'F';

    assertThatThrownBy(() -> Tar.parse(header)).hasMessageContaining("checksum");
  }

  @Test
  void greatSizesAreWritten() throws IOException {
    byte[] headers = Tar.header(new Tar.Header("file", Tar.FILE, 1L << 34));

    assertThat(Tar.parse(java.util.Arrays.copyOf(headers, Tar.BLOCK)).type())
        .isEqualTo(Tar.EXTENDED);
    byte[] records = java.util.Arrays.copyOfRange(headers, Tar.BLOCK, Tar.BLOCK + 20);
    assertThat(new String(records, StandardCharsets.UTF_8)).isEqualTo("20 size=17179869184\n");
    assertThat(Tar.records(records)).containsEntry("size", "17179869184");
  }

  @Test
  void tooManyFilesAreRefused() throws IOException {
    Path model = Files.createDirectories(directory.resolve("model"));
    for (int i = 0; i <= 10_000; i++) {
      Files.createFile(model.resolve("f" + i));
    }

    assertThatThrownBy(() -> ModelArchive.pack(model, "model", archive))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("more than 10,000 files");
  }

  @Test
  void anythingButPlainFilesIsRefused() throws Exception {
    Path model = model("model", Map.of("file", "1"));
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", model.resolve("pipe").toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "this machine has no mkfifo");
      throw e;
    }
    assertThat(made.waitFor(10, TimeUnit.MINUTES)).isTrue();

    assertThatThrownBy(() -> ModelArchive.pack(model, "model", archive))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("model: pipe is not a plain file");
  }

  @Test
  void aNameWithALineBreakIsRefused() throws IOException {
    Path model = model("model", Map.of("a\nb", "1"));

    assertThatThrownBy(() -> ModelArchive.pack(model, "model", archive))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("control character");
  }
}
