package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fit and generate under constraints, as Jobs run them. */
class ConstrainedTasksTest extends S3TaskTest {

  private static final long ROWS = 30_000;

  @BeforeEach
  void upload() {
    s3.put(
        "in/orders.csv",
        "order,name,net,tax,gross,stock\n"
            + IntStream.range(0, 600)
                .mapToObj(
                    i -> {
                      int net = 10 + i * 37 % 400;
                      int tax = i * 13 % 60;
                      return "%s,Person %d,%d,%d,%d,%d"
                          .formatted("A-" + i, i, net, tax, net + tax, 500 - net + i % 7);
                    })
                .collect(Collectors.joining("\n"))
            + "\n");
  }

  private FitTask fit(String pattern, ConstraintDeclaration... constraints) {
    return new FitTask(
        Tasks.context("gen", "gen-v1", 1),
        s3.location("in/orders.csv"),
        Format.CSV,
        List.of(
            new ColumnDeclaration("order", null, null, null, null, null, pattern, null, null),
            new ColumnDeclaration(
                "name", null, null, null, null, null, null, PersonalField.FULL_NAME, null)),
        new Holdout(0.2, null),
        new Engine(null, null, new Engine.Independent(), null),
        1,
        s3.location("gen/v1"),
        null,
        List.of(constraints));
  }

  private static ConstraintDeclaration that(String name, String expression) {
    return new ConstraintDeclaration(name, expression, null, null);
  }

  private List<String> lines(String version) {
    return new TreeMap<>(s3.objects(version + "/data/"))
        .values().stream()
            .flatMap(part -> new String(part, StandardCharsets.UTF_8).lines().skip(1))
            .toList();
  }

  @Test
  void everyRowKeepsTheConstraintsWhateverTheShards() {
    var fitted =
        tasks.run(
            fit(
                "ORD-[A-Z]{2}[0-9]{4}",
                that("sum", "net + tax == gross"), that("room", "net + stock < 510 || tax > 50")));
    assertThat(fitted.message()).isNull();
    String model = fitted.fit().modelDigest();

    var one = tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/one"));
    var three =
        tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, Format.CSV, 3, "ds/three"));

    var rows = lines("ds/one");
    assertThat(lines("ds/three")).isEqualTo(rows).hasSize((int) ROWS);
    var orders = new HashSet<String>();
    for (String row : rows) {
      var cells = row.split(",");
      int n = cells.length;
      int net = Integer.parseInt(cells[n - 4]);
      int tax = Integer.parseInt(cells[n - 3]);
      assertThat(Integer.parseInt(cells[n - 2])).isEqualTo(net + tax);
      assertThat(net + Integer.parseInt(cells[n - 1]) < 510 || tax > 50).isTrue();
      assertThat(cells[0]).matches("ORD-[A-Z]{2}[0-9]{4}");
      orders.add(cells[0]);
    }
    assertThat(orders).hasSize((int) ROWS);
    assertThat(candidates(three)).isEqualTo(candidates(one)).isGreaterThan(ROWS);
  }

  private static long candidates(List<TaskResult> shards) {
    return shards.stream().mapToLong(shard -> shard.generate().candidates()).sum();
  }

  @Test
  void moreRowsThanAPatternHasWordsAreRefusedBeforeOneIsWritten() {
    String model = tasks.run(fit("[A-Z][0-9]{2}")).fit().modelDigest();
    var result = tasks.run(tasks.generate("gen/v1", model, 2_601, Format.CSV, 1, "ds/v1"), 0);
    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("rows is 2,601", "2,600", "pattern");
    assertThat(s3.objects("ds/v1/data/")).isEmpty();
    assertThat(
            tasks.run(tasks.generate("gen/v1", model, 2_600, Format.CSV, 1, "ds/v2"), 0).generate())
        .isEqualTo(new TaskResult.Generate(0, 2_600, 1));
  }

  @Test
  void anExpressionThatIsNotValidFailsTheFitAndIsNamed() {
    var result = tasks.run(fit("[A-Z][0-9]{6}", that("wrong", "nett > 0")));
    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("'wrong'", "nett", "net (int)");
  }
}
