package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.Evaluation;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser. Without a Chromium on the path these tests are skipped; with
 * REQUIRE_BROWSER=true in the environment that is a failure.
 */
class ReportInBrowserTest {

  private static final int LIGHT = 1;
  private static final int DARK = 0;

  /** Its width within margins of a centimetre, at 96 dots per inch. */
  private static final int A4 = 718;

  private static final String MEASURE =
      """
      <script>
      const cut = [];
      for (const words of document.querySelectorAll('svg text')) {
        const at = words.getBoundingClientRect();
        const within = words.closest('svg').getBoundingClientRect();
        if (at.left < within.left - 1 || at.right > within.right + 1
            || at.top < within.top - 1 || at.bottom > within.bottom + 1) {
          cut.push(words.textContent);
        }
      }
      if (document.documentElement.scrollWidth > window.innerWidth) {
        cut.push('the page is ' + document.documentElement.scrollWidth + ' wide');
      }
      if (getComputedStyle(document.querySelector('nav')).display === 'none') {
        for (const table of document.querySelectorAll('.scroll')) {
          if (table.scrollWidth > table.clientWidth) {
            cut.push('a table is wider than the paper: ' + table.textContent.slice(0, 60));
          }
        }
      }
      const said = document.createElement('output');
      said.textContent = cut.join('\\n');
      document.body.append(said);
      </script>
      """;

  private static String browser;

  @TempDir Path directory;

  @BeforeAll
  static void findBrowser() {
    browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(path -> Path.of(path, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(null);
    boolean required = "true".equals(System.getenv("REQUIRE_BROWSER"));
    Assumptions.assumeTrue(browser != null || required, "there is no Chromium on the path");
    assertThat(browser).as("a Chromium on the path, which REQUIRE_BROWSER asks for").isNotNull();
  }

  /** All kinds of values, with holdout, targets and a protected column. */
  private static String page(String title, Evaluation evaluation) {
    return HtmlReport.of(new Evidence(TestEvidence.files(title), evaluation, List.of()));
  }

  @Test
  void fiveColumnsInLightAndDark() throws Exception {
    var page = HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES));

    var light = screenshot(page, 1100, 5000, LIGHT);
    var dark = screenshot(page, 1100, 5000, DARK);

    assertThat(light.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0xf6f6f3);
    assertThat(dark.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0x13161b);
    for (var image : List.of(light, dark)) {
      assertThat(colours(image)).as("different colours").hasSizeGreaterThan(50);
      assertFits(image);
    }
  }

  @Test
  void elevenColumnsFitOnThePageAndOnAPhone() throws Exception {
    var page = page("the example table", ReportTables.flchain());

    assertFits(screenshot(page, 1100, 9000, LIGHT));
    assertFits(screenshot(page, 520, 9000, DARK));
    assertThat(cutOff(page, 1100)).isEmpty();
  }

  @Test
  void aHundredColumnsFitOnThePageAndOnAPhone() throws Exception {
    var page = page("a table of a hundred columns", ReportTables.mixed());

    assertFits(screenshot(page, 1100, 9000, LIGHT));
    assertFits(screenshot(page, 520, 9000, LIGHT));
    assertThat(cutOff(page, 1100)).isEmpty();
    assertThat(cutOff(page, 520)).isEmpty();
  }

  @Test
  void aNameThatIsCutOffIsFound() throws Exception {
    var page = page("the example table", ReportTables.flchain());

    var narrow = page.replace("class=\"heat\" viewBox=\"0 ", "class=\"heat\" viewBox=\"100 ");

    assertThat(narrow).isNotEqualTo(page);
    assertThat(cutOff(narrow, 1100)).isNotEmpty();
  }

  @Test
  void tablesAreNotWiderThanPaper() throws Exception {
    for (var evaluation : List.of(ReportTables.flchain(), ReportTables.mixed())) {
      var paper = page("on paper", evaluation).replace("@media print", "@media screen");

      assertThat(cutOff(paper, A4)).isEmpty();
    }
  }

  @Test
  void itCanBePrinted() throws Exception {
    var file = write(HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES)));
    var pdf = directory.resolve("page.pdf");

    run("--print-to-pdf=" + pdf, file.toUri().toString());

    assertThat(Files.readAllBytes(pdf))
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII))
        .hasSizeGreaterThan(20_000);
  }

  /** The margin right of the text shows the page's colour only: nothing runs over it. */
  private static void assertFits(BufferedImage image) {
    int x = image.getWidth() - 3;
    int paper = image.getRGB(2, 2);
    for (int y = 0; y < image.getHeight(); y++) {
      assertThat(image.getRGB(x, y)).as("pixel %s of row %s", x, y).isEqualTo(paper);
    }
  }

  private static HashSet<Integer> colours(BufferedImage image) {
    var colours = new HashSet<Integer>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  /**
   * Texts of pictures that are not wholly within them, and what is wider than the window, with all
   * that is folded shown. The page forbids scripts; its copy does not.
   */
  private List<String> cutOff(String page, int width) throws Exception {
    var open =
        page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("<details>", "<details open>")
            .replace("</main></body>", "</main>" + MEASURE + "</body>");
    assertThat(open).contains("<details open>").contains(MEASURE);

    var said =
        run("--window-size=" + width + ",1000", "--dump-dom", write(open).toUri().toString());

    var measured = Pattern.compile("<output>([^<]*)</output>").matcher(said);
    assertThat(measured.find()).as(said).isTrue();
    return Arrays.stream(measured.group(1).split("\n")).filter(line -> !line.isEmpty()).toList();
  }

  private Path write(String page) throws IOException {
    return Files.writeString(directory.resolve("page.html"), page);
  }

  private BufferedImage screenshot(String page, int width, int height, int scheme)
      throws Exception {
    var png = directory.resolve("page.png");
    run(
        "--hide-scrollbars",
        "--blink-settings=preferredColorScheme=" + scheme,
        "--window-size=" + width + "," + height,
        "--screenshot=" + png,
        write(page).toUri().toString());
    return ImageIO.read(png.toFile());
  }

  /** Without a network; what the page complains of in the console is a failure. */
  private String run(String... arguments) throws Exception {
    var command =
        Stream.concat(
                Stream.of(
                    browser,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    "--enable-logging=stderr",
                    "--user-data-dir=" + directory.resolve("profile")),
                Arrays.stream(arguments))
            .toList();
    var log = directory.resolve("log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    var said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).doesNotContain("CONSOLE");
    return said;
  }
}
