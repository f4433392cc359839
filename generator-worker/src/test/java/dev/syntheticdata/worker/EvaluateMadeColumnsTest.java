package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes of which so few can be that new ones are those of real rows by chance. */
class EvaluateMadeColumnsTest extends Commands {

  private static final String DECLARED =
      """
      {"columns": [{"name": "code", "pattern": "[A-J]{2}\\\\d"}]}
      """;

  @BeforeEach
  void fitAndGenerate() throws IOException {
    var random = new Random(1);
    var text = new StringBuilder("code,weight,height\n");
    for (int row = 0; row < 400; row++) {
      int code = row * 389 % 1_000;
      text.append((char) ('A' + code / 100))
          .append((char) ('A' + code / 10 % 10))
          .append(code % 10);
      text.append(",%s,%s\n".formatted(random.nextGaussian(), random.nextGaussian()));
    }
    Files.writeString(directory.resolve("real.csv"), text);
    Files.writeString(directory.resolve("declared.json"), DECLARED);
    String type = "{\"columns\": [{\"name\": \"code\", \"type\": \"Identifier\"}]}";
    Files.writeString(directory.resolve("learned.json"), type);
    fit("model", "declared.json");
    generate("out", "--rows", "400");
  }

  private void fit(String into, String declared) {
    int exit =
        run(
            "fit",
            "--source",
            path("real.csv"),
            "--engine",
            "independent",
            "--declared",
            path(declared),
            "--out",
            path(into));
    assertThat(exit).as(err.toString()).isZero();
  }

  private double copied(String... more) throws IOException {
    var args = new ArrayList<>(List.of("evaluate", "--real", path("real.csv")));
    args.addAll(List.of("--synthetic", path("out"), "--out", path("eval")));
    args.addAll(List.of("--holdout", path("model/holdout.csv")));
    args.addAll(List.of("--metrics", "privacy.exact-match-share"));
    args.addAll(List.of(more));
    assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    var metrics = new ObjectMapper().readTree(directory.resolve("eval/evaluation.json").toFile());
    return metrics.findParents("id").stream()
        .filter(metric -> metric.get("id").asText().equals("privacy.exact-match-share"))
        .findFirst()
        .orElseThrow()
        .get("value")
        .asDouble();
  }

  @Test
  void codesThatTheModelMakesAreNoCopies() throws IOException {
    assertThat(copied("--schema", path("model/schema.json"), "--model", path("model"))).isZero();
  }

  @Test
  void codesThatAreDeclaredToBeMadeAreNoCopies() throws IOException {
    assertThat(copied("--declared", path("declared.json"))).isZero();
    assertThat(directory.resolve("eval/report.html"))
        .content(StandardCharsets.UTF_8)
        .containsPattern(
            "[234]\\d\\.\\d % of the synthetic rows have .* of a real row, in: code\\."
                + " The model or the declaration says");
  }

  @Test
  void codesOfWhichNobodySaysSoAre() throws IOException {
    assertThat(copied("--declared", path("learned.json"))).isGreaterThan(0.2);
  }

  /** What the rows were made from is known, so what is declared of it does not count. */
  @Test
  void codesThatTheModelLearnedAreCopiesWhateverIsDeclared() throws IOException {
    fit("other", "learned.json");

    assertThat(copied("--declared", path("declared.json"), "--model", path("other")))
        .isGreaterThan(0.2);
  }
}
