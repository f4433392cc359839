package dev.syntheticdata.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation's claims name tests, and these tests, files and sections there are. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What stands for the tests of a module in brackets. */
  private static final Map<String, String> SHORT =
      Map.of(
          "operator", "operator/src/test/java/dev/syntheticdata/operator/",
          "worker", "generator-worker/src/test/java/dev/syntheticdata/worker/",
          "local", "local/src/test/java/dev/syntheticdata/local/",
          "crds", "crds/src/test/java/dev/syntheticdata/",
          "helm", "helm/src/test/java/dev/syntheticdata/helm/",
          "images", "helm/src/test/java/dev/syntheticdata/images/");

  private static final Pattern NAMED =
      Pattern.compile("`(?:(\\w+)/\\.\\.\\./)?((?:\\w+/)*[A-Z]\\w*(?:Test|Contract))(?:#(\\w+))?`");
  private static final Pattern FULL = Pattern.compile("`([\\w-]+/src/test/[\\w./-]+\\.\\w+)`");
  private static final Pattern PROGRAM =
      Pattern.compile("`((?:hack|bench(?!/target)|\\.ci)/[\\w./-]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]+`");

  /** Where pages are, beside the first one. */
  private static final List<String> CHAPTERS =
      List.of("docs", "bench", "examples", "hack", "crds/src", "generator-worker/src");

  static Stream<Path> pages() {
    var pages =
        CHAPTERS.stream()
            .flatMap(chapter -> files(ROOT.resolve(chapter)))
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !isLeftByARun(ROOT.relativize(file)))
            .sorted();
    return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages);
  }

  /** What benches and engines install for themselves has pages of its own, which are not ours. */
  private static boolean isLeftByARun(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .map(Path::toString)
        .anyMatch(name -> name.equals("target") || name.startsWith("."));
  }

  @Test
  void thereArePagesAndTheyNameTests() {
    assertThat(pages().flatMap(page -> NAMED.matcher(text(page)).results()).count())
        .isGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestThatIsNamedExists(Path page) {
    assertThat(NAMED.matcher(text(page)).results())
        .allSatisfy(
            named -> {
              var file = source(named.group(1), named.group(2));
              if (named.group(3) != null) {
                assertThat(text(file)).contains("void " + named.group(3) + "(");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileThatIsNamedExists(Path page) {
    assertThat(Stream.of(PROGRAM, FULL).flatMap(files -> files.matcher(text(page)).results()))
        .allSatisfy(file -> assertThat(ROOT.resolve(file.group(1))).exists());
  }

  /** So that nobody adds a chapter without anything to show it. */
  @ParameterizedTest
  @ValueSource(strings = {"guide", "install", "operations", "security", "worker", "metrics"})
  void everyChapterNamesWhatShowsIt(String page) {
    var chapters = text(ROOT.resolve("docs/" + page + ".md")).split("(?m)^(?=## )");
    var measured = page.equals("metrics") ? Stream.of(chapters[0]) : Stream.of(chapters).skip(1);
    assertThat(measured)
        .isNotEmpty()
        .allSatisfy(
            chapter ->
                assertThat(
                        Stream.of(NAMED, PROGRAM).anyMatch(named -> named.matcher(chapter).find()))
                    .as(chapter.lines().findFirst().orElseThrow())
                    .isTrue());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    var prose = INLINE_CODE.matcher(CODE.matcher(text(page)).replaceAll("")).replaceAll("");
    assertThat(LINK.matcher(prose).results())
        .filteredOn(link -> !link.group(1).matches("https?:.*"))
        .allSatisfy(
            link -> {
              var parts = link.group(1).split("#", 2);
              var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
              assertThat(target).as(link.group(1)).exists();
              if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
              }
            });
  }

  /** The file of a test; where no module is named, the only one of that name. */
  private static Path source(String module, String name) {
    if (module != null) {
      assertThat(SHORT).as(name).containsKey(module);
      var file = ROOT.resolve(SHORT.get(module)).resolve(name + ".java");
      assertThat(file).exists();
      return file;
    }
    var found = TESTS.stream().filter(file -> file.endsWith(name + ".java")).toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static final List<Path> TESTS = tests();

  private static List<Path> tests() {
    try (var modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(DocumentationTest::files)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of a page's sections, as GitHub makes them. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(CODE.matcher(text(page)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
