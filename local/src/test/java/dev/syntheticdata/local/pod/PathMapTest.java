package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMapTest {
  private final PathMap paths =
      new PathMap(
          Map.of(
              "/data",
              Path.of("/real/d"),
              "/data/model/",
              Path.of("/real/m"),
              "/dev/termination-log",
              Path.of("/real/t")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/data|/real/d",
        "/data/|/real/d/",
        "/data/task.json|/real/d/task.json",
        "/data/model/x|/real/m/x",
        "--task=/data/task.json|--task=/real/d/task.json",
        "cat /data/a > /dev/termination-log|cat /real/d/a > /real/t",
        "/data/a:/data/b|/real/d/a:/real/d/b",
        "{\"path\":\"/data/a\"}|{\"path\":\"/real/d/a\"}",
        "file:/data/a|file:/real/d/a",
      })
  void translatesAMountPathWhereverItStandsAsAPath(String text, String translated) {
    assertThat(paths.rewrite(text)).isEqualTo(translated);
  }

  @ParameterizedTest
  @CsvSource({
    "/database/x",
    "/datafile",
    "/srv/data/x",
    "s3://data/x",
    "http://host/data/x",
    "data/x",
  })
  void leavesEverythingElse(String text) {
    assertThat(paths.rewrite(text)).isEqualTo(text);
  }

  @Test
  void translatesNothingWithoutMounts() {
    assertThat(new PathMap(Map.of()).rewrite("/data/x")).isEqualTo("/data/x");
  }

  @Test
  void refusesToTranslateTheRoot() {
    Map<String, Path> root = Map.of("/", Path.of("/real"));
    assertThatThrownBy(() -> new PathMap(root)).hasMessageContaining("mountPath /");
  }
}
