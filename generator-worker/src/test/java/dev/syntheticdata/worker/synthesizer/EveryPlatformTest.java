package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No JVM, locale, time zone, encoding or number of processors changes a byte of a model or its
 * rows. Each is tried in a process of its own; Java 25 is that of {@code JAVA_HOME_25}.
 */
class EveryPlatformTest {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  @TempDir static Path directory;

  private static Path source;
  private static List<String> here;

  /**
   * The real table, and beside it what depends on a platform most easily: times, zones, letters.
   */
  @BeforeAll
  static void fit() throws IOException {
    var random = new Random(8);
    var zone = ZoneId.of("Europe/Berlin");
    var lines = Files.readAllLines(Rows.flchain()).subList(0, 1_401);
    var more = new ArrayList<String>();
    more.add(lines.get(0) + ",at,seen,Ort,kind");
    for (String line : lines.subList(1, lines.size())) {
      var at =
          LocalDateTime.of(2021, 1, 4, 8, 0)
              .plusDays(random.nextInt(900) / 7 * 7 + random.nextInt(5))
              .plusMinutes(15L * random.nextInt(30));
      more.add(
          String.join(
              ",",
              line,
              at.atZone(zone).toOffsetDateTime().toString(),
              at.toLocalDate().toString(),
              List.of("İstanbul", "ılık", "Größe", "TITLE").get(random.nextInt(4)),
              List.of("?", "NA", "1.5", "20", "300.25").get(random.nextInt(5))));
    }
    source = directory.resolve("source.csv");
    Files.write(source, more, StandardCharsets.UTF_8);
    here = Fingerprints.of(source, Files.createDirectory(directory.resolve("here")));
    assertThat(here).hasSizeGreaterThan(9);
  }

  private static List<String> elsewhere(String java, String... options) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(java, "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Path work = Files.createTempDirectory(directory, "elsewhere");
    Path digests = work.resolve("digests");
    command.addAll(
        List.of(
            Fingerprints.class.getName(), source.toString(), work.toString(), digests.toString()));
    Path log = work.resolve("log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(digests);
  }

  private static String java() {
    return System.getProperty("java.home");
  }

  @Test
  void turkishLettersAndOneProcessorGiveTheSameBytes() throws Exception {
    // There, the small letter of I has no dot.
    assertThat(
            elsewhere(
                java(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kolkata",
                "-Dfile.encoding=ISO-8859-9",
                "-XX:ActiveProcessorCount=1"))
        .isEqualTo(here);
  }

  @Test
  void arabicDigitsAndManyProcessorsGiveTheSameBytes() throws Exception {
    assertThat(
            elsewhere(
                java(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=UTC-11",
                "-XX:ActiveProcessorCount=7"))
        .isEqualTo(here);
  }

  @Test
  void java25GivesTheSameBytes() throws Exception {
    String home = System.getenv("JAVA_HOME_25");
    assumeTrue(home != null, "JAVA_HOME_25 names no Java 25");

    assertThat(elsewhere(home)).isEqualTo(here);
  }
}
