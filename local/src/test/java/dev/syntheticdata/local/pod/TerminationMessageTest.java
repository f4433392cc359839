package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
  private static final String FALLBACK = "FallbackToLogsOnError";
  @TempDir Path directory;
  private Path file;
  private Path log;

  @BeforeEach
  void name() {
    file = directory.resolve("message");
    log = directory.resolve("log");
  }

  @Test
  void isTheFilesContent() throws IOException {
    Files.writeString(file, "{\"rows\":5}");
    assertThat(TerminationMessage.read(file, log, null, 0)).isEqualTo("{\"rows\":5}");
  }

  @Test
  void isAbsentWhenNothingWasWritten() {
    assertThat(TerminationMessage.read(file, log, null, 1)).isNull();
  }

  @Test
  void isCutAt4096Bytes() throws IOException {
    Files.writeString(file, "x".repeat(5000));
    assertThat(TerminationMessage.read(file, log, null, 0)).hasSize(4096);
  }

  @Test
  void isTheLogsEndOnErrorIfAskedFor() throws IOException {
    Files.writeString(log, "first\nlast\n");
    assertThat(TerminationMessage.read(file, log, FALLBACK, 1)).isEqualTo("first\nlast\n");
  }

  @Test
  void isNotTheLogWithoutAnErrorOrWithoutBeingAskedFor() throws IOException {
    Files.writeString(log, "text");
    assertThat(TerminationMessage.read(file, log, FALLBACK, 0)).isNull();
    assertThat(TerminationMessage.read(file, log, "File", 1)).isNull();
  }

  @Test
  void isTheFileRatherThanTheLog() throws IOException {
    Files.writeString(file, "from file");
    Files.writeString(log, "from log");
    assertThat(TerminationMessage.read(file, log, FALLBACK, 1)).isEqualTo("from file");
  }

  @Test
  void takesAtMost80LinesOfTheLog() throws IOException {
    Files.writeString(log, lines(1, 100));
    assertThat(TerminationMessage.read(file, log, FALLBACK, 1)).isEqualTo(lines(21, 100));
  }

  @Test
  void takesAtMost2048BytesOfTheLog() throws IOException {
    Files.writeString(log, "x".repeat(3000) + "end");
    assertThat(TerminationMessage.read(file, log, FALLBACK, 1)).hasSize(2048).endsWith("end");
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }
}
