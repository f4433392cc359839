package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an evaluation of files says of the files, of the program, and of what it cannot know. */
class EvaluateFilesTest extends Commands {

  @BeforeEach
  void writeTables() throws IOException {
    Files.writeString(directory.resolve("real.csv"), table(0));
    Files.writeString(directory.resolve("held.csv"), table(3));
    Files.createDirectories(directory.resolve("out/data"));
    Files.writeString(directory.resolve("out/data/part-00000.csv"), table(7));
    Files.writeString(directory.resolve("out/data/part-00001.csv"), table(9));
  }

  private static String table(int shift) {
    var text = new StringBuilder("age,sex,cost\n");
    for (int row = 0; row < 150; row++) {
      int mixed = (row + 13 * shift) * 37 % 101;
      text.append(
          "%d,%s,%d.5\n".formatted(20 + mixed % 60, mixed % 3 == 0 ? "F" : "M", mixed * 3 + shift));
    }
    return text.toString();
  }

  private int evaluate(String into, String... more) {
    var args = new ArrayList<>(List.of("evaluate", "--real", path("real.csv")));
    args.addAll(List.of("--holdout", path("held.csv"), "--synthetic", path("out")));
    args.addAll(List.of("--out", path(into), "--seed", "5"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private JsonNode subject() throws IOException {
    return new ObjectMapper()
        .readTree(directory.resolve("eval/evaluation.json").toFile())
        .get("subject");
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void theFilesAndTheProgramAreRecordedSoThatTheyCanBeVerified() throws Exception {
    assertThat(evaluate("eval")).as(err.toString()).isZero();

    var read =
        List.of(
            List.of("real", "real.csv", "real.csv"),
            List.of("holdout", "held.csv", "held.csv"),
            List.of("synthetic", "part-00000.csv", "out/data/part-00000.csv"),
            List.of("synthetic", "part-00001.csv", "out/data/part-00001.csv"));
    var files = subject().get("files");
    assertThat(files).hasSameSizeAs(read);
    for (int i = 0; i < read.size(); i++) {
      Path file = directory.resolve(read.get(i).get(2));
      assertThat(files.get(i).get("role").asText()).isEqualTo(read.get(i).get(0));
      assertThat(files.get(i).get("name").asText()).isEqualTo(read.get(i).get(1));
      assertThat(files.get(i).get("size").asLong()).isEqualTo(Files.size(file));
      assertThat(files.get(i).get("sha256").asText()).isEqualTo(sha256(file));
    }
    assertThat(subject().get("worker").asText()).matches("generator-worker \\d+\\.\\d+\\.\\d+");
    for (String document : List.of("eval/report.html", "eval/README.md")) {
      assertThat(directory.resolve(document))
          .content(StandardCharsets.UTF_8)
          .contains("How to verify", subject().get("worker").asText(), "sha256sum --check");
    }
    assertThat(directory.resolve("eval/report.html"))
        .content(StandardCharsets.UTF_8)
        .contains(sha256(directory.resolve("real.csv")), "the seed 5");
    assertThat(out.toString())
        .contains("evaluation.json  sha256 " + sha256(directory.resolve("eval/evaluation.json")));
  }

  @Test
  void aPathThatWasGivenAsRelativeIsKeptForTheCheck() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path relative = here.relativize(directory.toRealPath().resolve("real.csv"));

    int exit =
        run(
            "evaluate",
            "--real",
            relative.toString(),
            "--synthetic",
            path("out"),
            "--out",
            path("eval"));

    assertThat(exit).as(err.toString()).isZero();
    assertThat(subject().get("files").get(0).get("name").asText()).isEqualTo(relative.toString());
  }

  @Test
  void theSameFilesGiveTheSameEvaluation() throws IOException {
    evaluate("eval");
    evaluate("again");

    assertThat(directory.resolve("again/evaluation.json"))
        .hasSameBinaryContentAs(directory.resolve("eval/evaluation.json"));
  }

  @Test
  void whatCannotBeKnownIsSaidToBeNotKnown() throws IOException {
    evaluate("eval");

    assertThat(out.toString())
        .containsPattern(
            "privacy.dp-epsilon +not computed: what the engine guarantees is not known");
    assertThat(subject().has("engine")).isFalse();
    for (String document : List.of("eval/report.html", "eval/README.md", "eval/evaluation.json")) {
      assertThat(directory.resolve(document))
          .content(StandardCharsets.UTF_8)
          .doesNotContain("seen by no engine", "the engine gives no guarantee");
    }
    for (String document : List.of("eval/report.html", "eval/README.md")) {
      assertThat(directory.resolve(document))
          .content(StandardCharsets.UTF_8)
          .contains(
              "no engine is declared",
              "150 given as held out; which of them the engine saw is not known here",
              "is taken from whoever gave the files");
    }
  }

  @Test
  void whatIsDeclaredOfTheEngineIsReportedAsDeclared() throws IOException {
    Files.writeString(directory.resolve("gates.yaml"), "- {metric: privacy.dp-epsilon, max: 3}\n");

    int exit =
        evaluate(
            "eval", "--engine", "AIM <1.0>", "--epsilon", "2.5", "--gates", path("gates.yaml"));

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("privacy.dp-epsilon +2\\.500");
    assertThat(subject().get("engine").asText())
        .isEqualTo(
            "AIM <1.0>, as declared; differential privacy with epsilon 2.5 is declared of it, and not"
                + " checked here");
    assertThat(directory.resolve("eval/report.html"))
        .content(StandardCharsets.UTF_8)
        .contains("AIM &lt;1.0&gt;, as");
  }

  @Test
  void aModelSaysWhatItIs() throws Exception {
    run(
        "fit",
        "--source",
        path("real.csv"),
        "--engine",
        "privateMarginals",
        "--epsilon",
        "1.5",
        "--constraint",
        "age >= 0",
        "--holdout",
        "0",
        "--out",
        path("model"));

    assertThat(evaluate("eval", "--model", path("model"))).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("privacy.dp-epsilon +1\\.500");
    assertThat(subject().get("engine").asText()).isEqualTo("privateMarginals");
    assertThat(subject().get("dp").get("epsilon").asDouble()).isEqualTo(1.5);
    assertThat(directory.resolve("eval/README.md"))
        .content(StandardCharsets.UTF_8)
        .contains("epsilon 1.5 and delta");
    assertThat(subject().get("modelDigest").asText())
        .isEqualTo(sha256(directory.resolve("model/model.json")));
    assertThat(subject().get("limitations")).isNotEmpty();
  }

  @Test
  void aModelOfAnEngineWithoutProofSaysThatItHasNone() throws IOException {
    run("fit", "--source", path("real.csv"), "--engine", "independent", "--out", path("model"));

    evaluate("eval", "--model", path("model/model.json"));

    assertThat(out.toString())
        .containsPattern("privacy.dp-epsilon +not computed: the engine gives no guarantee");
    assertThat(subject().get("engine").asText()).isEqualTo("independent");
  }

  @Test
  void whatAModelSaysIsNotDeclaredBesides() {
    assertThat(evaluate("eval", "--model", path("absent"), "--epsilon", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--model says what --engine and --epsilon declare");
  }

  @Test
  void anEpsilonThatProvesNothingIsRefused() {
    assertThat(evaluate("eval", "--epsilon", "0")).isEqualTo(10);
    assertThat(err.toString()).contains("--epsilon 0.0: must be a number above 0");
  }

  @Test
  void aModelThatIsNoneIsNamedWithItsOption() {
    assertThat(evaluate("eval", "--model", path("real.csv"))).isEqualTo(10);
    assertThat(err.toString()).contains("InvalidInput: --model " + path("real.csv"));
  }
}
