package dev.syntheticdata.worker.evaluation.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/** The two tables that other packages were asked about: src/test/conformance/README.md. */
final class ConformanceTables {

  static final Table REAL = TableReader.read(resource("conformance-real.csv"), SchemaHints.none());
  static final Table SYNTHETIC =
      TableReader.readAs(resource("conformance-synthetic.csv"), REAL.schema());

  private ConformanceTables() {}

  private static Path resource(String name) {
    try {
      return Path.of(ConformanceTables.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a package says. */
  static JsonNode vectors(String name) {
    try {
      return new ObjectMapper().readTree(resource(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some columns of a table. */
  static Table columns(Table table, List<String> names) {
    int[] places =
        IntStream.range(0, table.schema().size())
            .filter(i -> names.contains(table.schema().columns().get(i).name()))
            .toArray();
    return new Table(
        new TableSchema(IntStream.of(places).mapToObj(table.schema().columns()::get).toList()),
        IntStream.of(places).mapToObj(table.columns()::get).toList());
  }

  static Evaluation evaluate(Table real, Table synthetic, Metric first, Metric... others) {
    return new Evaluator()
        .only(EnumSet.of(first, others))
        .evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1));
  }

  static Measurement measure(Table real, Table synthetic, Metric metric) {
    return evaluate(real, synthetic, metric).results(metric).get(0);
  }
}
