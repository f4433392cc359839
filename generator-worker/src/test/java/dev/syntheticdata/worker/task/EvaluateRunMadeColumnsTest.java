package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.Copy;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A version whose identifiers are made by a pattern that has few more words than the source. */
class EvaluateRunMadeColumnsTest extends EvaluateRuns {

  @Test
  void wordsOfAPatternThatTheSourceHasTooAreNoCopies() {
    var random = new Random(1);
    var text = new StringBuilder("code,weight\n");
    for (int row = 0; row < 500; row++) {
      int code = row * 389 % 1_000;
      text.append((char) ('A' + code / 100));
      text.append("%02d,%s\n".formatted(code % 100, random.nextGaussian()));
    }
    s3.put("in/coded.csv", text.toString());
    fit =
        tasks.fit(
            "in/coded.csv",
            "coded/v1",
            new ColumnDeclaration("code", null, null, null, null, null, "[A-J]\\d{2}", null, null));
    fitted = tasks.run(fit).fit();
    tasks.runAllShards(
        tasks.generate("coded/v1", fitted.modelDigest(), ROWS, Format.CSV, 2, "coded-ds/v1"));

    var result =
        run(
            Copy.of(task(new Gate(Metric.EXACT_MATCH_SHARE, null, 0.01, null, null)))
                .with("model", s3.location("coded/v1"))
                .with("output", s3.location("coded-ds/v1"))
                .with("pointer", null)
                .make());

    assertThat(metric(result, Metric.EXACT_MATCH_SHARE).value()).isLessThan(0.01);
  }
}
