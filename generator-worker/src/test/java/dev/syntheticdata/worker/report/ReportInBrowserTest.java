package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
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

  /** Pixels between the margins of a page that Chromium prints. */
  private static final int A4 = 718;

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

  private static String wide() {
    var builder = table();
    for (int i = 0; i < 100; i++) {
      builder.numbers(
          "measurement number " + i, new Random(i).doubles(300).map(v -> v * 100).toArray());
    }
    var rows = builder.build();
    return HtmlReport.of(
        new Evidence(
            Subject.ofFiles("a table of a hundred columns"),
            new Evaluator().evaluate(new EvaluationInput(rows, null, rows, List.of(), 1)),
            List.of()));
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
  void aHundredColumnsFitOnThePageAndOnAPhone() throws Exception {
    var page = wide();

    assertFits(screenshot(page, 1100, 9000, LIGHT));
    assertFits(screenshot(page, 520, 9000, LIGHT));
  }

  @Test
  void itCanBePrinted() throws Exception {
    var file = write(HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES)));
    var pdf = directory.resolve("page.pdf");

    run("--print-to-pdf=" + pdf, file.toUri().toString());

    assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes()).hasSizeGreaterThan(20_000);
  }

  /** Paper does not scroll: what is wider than it would be lost. */
  @Test
  void noTableIsWiderThanThePaper() throws Exception {
    for (var page :
        List.of(
            HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES)),
            HtmlReport.of(CoverageSectionTest.evidence()),
            wide())) {
      assertThat(widerThanPaper(page)).isEqualTo("wider: none");
    }
  }

  /** Headings above the tables that do not fit on a page of A4 as it is printed. */
  private String widerThanPaper(String page) throws Exception {
    String script =
        """
        <script>
        const wider = [...document.querySelectorAll('.scroll')]
          .filter(box => box.scrollWidth > box.clientWidth)
          .map(box => box.querySelector('thead').innerText.replace(/\\s+/g, ' '));
        document.title = 'wider: ' + (wider.join('; ') || 'none');
        </script></body>""";
    var printed =
        page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("@media print", "@media all")
            .replace("</body>", script);
    assertThat(printed).contains("<script>").doesNotContain("Content-Security-Policy");
    run("--window-size=" + A4 + ",1000", "--dump-dom", write(printed).toUri().toString());
    var title =
        Pattern.compile("<title>(.*?)</title>").matcher(Files.readString(directory.resolve("log")));
    assertThat(title.find()).isTrue();
    return title.group(1);
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
  private void run(String... arguments) throws Exception {
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
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    var said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).doesNotContain("CONSOLE");
  }
}
