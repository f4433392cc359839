package dev.syntheticdata.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A directory with what a decision starts from, {@code in-*.yaml} as people see it with kubectl,
 * and what must come of it, {@code out-*.yaml}.
 *
 * <p>After a change that is meant, write the outputs anew, and read the difference before it is
 * committed:
 *
 * <pre>
 * mvn -pl operator -am test -Dtest='*Golden*' -Dgolden.write -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
public final class GoldenCase {

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");
  private static final boolean WRITE = System.getProperty("golden.write") != null;

  private final Path directory;
  private final TreeSet<String> used = new TreeSet<>();

  private GoldenCase(Path directory) {
    this.directory = directory;
  }

  /**
   * One test for each directory under a group. Each must use all the files of its directory.
   *
   * @param group path under {@code golden/}
   */
  public static Stream<DynamicTest> tests(String group, Consumer<GoldenCase> test) {
    var directories = list(ROOT.resolve(group));
    assertThat(directories).as("cases under %s", group).isNotEmpty();
    return directories.stream()
        .map(ROOT.resolve(group)::resolve)
        .map(
            directory ->
                DynamicTest.dynamicTest(
                    directory.getFileName().toString(),
                    directory.toUri(),
                    () -> {
                      var golden = new GoldenCase(directory);
                      test.accept(golden);
                      assertThat(list(directory))
                          .as("files of which each is read or written by the test")
                          .containsExactlyElementsOf(golden.used);
                    }));
  }

  /** The resource in a file; fails where there is no such file. */
  public <T> T in(String file, Class<T> type) {
    return find(file, type).orElseThrow(() -> new AssertionError(directory + " has no " + file));
  }

  /** The resource in a file, if there is one. */
  public <T> Optional<T> find(String file, Class<T> type) {
    var path = directory.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    used.add(file);
    return Optional.of(Serialization.unmarshal(read(path), type));
  }

  /** The resources in the files whose names start so, in the order of their names. */
  public <T> List<T> all(String prefix, Class<T> type) {
    return list(directory).stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> in(name, type))
        .toList();
  }

  /** What must have come of it: these documents, in this order, in a file. */
  public void out(String file, Object... documents) {
    used.add(file);
    var yaml =
        Stream.of(documents).map(GoldenCase::yaml).collect(Collectors.joining("---\n", "", ""));
    var path = directory.resolve(file);
    if (WRITE) {
      write(path, yaml);
    }
    assertThat(Files.exists(path) ? read(path) : "")
        .as("%s; if the change is meant, run with -Dgolden.write", path)
        .isEqualTo(yaml);
  }

  private static String yaml(Object document) {
    var yaml = Serialization.asYaml(document);
    return yaml.startsWith("---\n") ? yaml.substring(4) : yaml;
  }

  private static List<String> list(Path directory) {
    try (var files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
