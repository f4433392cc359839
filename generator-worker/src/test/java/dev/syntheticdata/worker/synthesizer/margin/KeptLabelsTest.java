package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedFit;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.synthesizer.independent.IndependentModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ParquetFiles;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.table.ValueText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model tells the labels that it generates and those declared, and no others. */
class KeptLabelsTest {

  @TempDir Path directory;

  private static final String[] CITIES = {"Cork", "Aden", "Bonn"};

  /** Of 400 rows four are in Amman, one is in Delhi; one of 100 persons says maybe in all rows. */
  private static final Table SOURCE =
      Rows.table(
          "person,at,city,said,agreed,alone",
          400,
          row ->
              "p%d,%d,%s,%s,%s,%s"
                  .formatted(
                      row % 100,
                      row * 3,
                      row == 0 ? "Delhi" : row % 100 == 50 ? "Amman" : CITIES[row % 3],
                      row % 100 == 7 ? "maybe" : row % 2 == 0 ? "so" : "not so",
                      row == 9 ? "no" : "yes",
                      row < 12 ? "a" + row / 4 : ""));

  private static List<String> labels(SynthesizerModel model, String column) {
    return model.schema().column(column).orElseThrow().categories();
  }

  private static List<String> texts(SynthesizerModel model, String column) {
    Table rows = model.generate(0, 2_000, 5);
    var text = new ValueText(rows.schema().column(column).orElseThrow());
    var values = rows.column(column);
    return IntStream.range(0, values.size())
        .mapToObj(row -> values.isMissing(row) ? "" : text.print(values, row))
        .toList();
  }

  private static SynthesizerModel stored(SynthesizerModel model) {
    return ModelDocument.read(ModelDocument.write(model), "model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void theLabelsOfAModelAreThoseItGenerates(String engine) {
    var model = stored(Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1)));

    assertThat(labels(model, "city")).containsExactly("Aden", "Bonn", "Cork");
    assertThat(new TreeSet<>(texts(model, "city"))).containsExactly("Aden", "Bonn", "Cork");
    assertThat(model.schema().columns()).hasSameSizeAs(SOURCE.schema().columns());
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void aColumnOfWhichNoLabelIsKeptHasNone(String engine) {
    var model = stored(Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1)));

    assertThat(SOURCE.schema().column("alone").orElseThrow().categories()).hasSize(3);
    assertThat(labels(model, "alone")).isEmpty();
    assertThat(texts(model, "alone")).containsOnly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void bothWordsOfABooleanStay(String engine) {
    var model = Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1));

    assertThat(labels(model, "agreed")).containsExactly("no", "yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void aLabelOfFewEntitiesIsNotToldHoweverManyRowsTheyHave(String engine) {
    var model = Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1).withEntity("person"));

    assertThat(labels(model, "said")).containsExactly("not so", "so");
  }

  @Test
  void theLabelsOfSequencesAreThoseOfEnoughEntities() {
    var options =
        FitOptions.seeded(1)
            .withEntity("person")
            .withSequence(new SequenceColumns("person", "at", List.of("said")));
    var model =
        stored(
            Synthesizer.ofSequences("autoregressiveTrees").fit(SOURCE, options.withLeafRows(30)));

    assertThat(labels(model, "said")).containsExactly("not so", "so");
    assertThat(labels(model, "city")).containsExactly("Aden", "Bonn", "Cork");
    assertThat(new TreeSet<>(texts(model, "city"))).containsExactly("Aden", "Bonn", "Cork");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void whatIsDeclaredStaysAndDoesNotTellWhatTheSourceHas(String engine) {
    var declared = List.of("Cork", "Bonn", "Aden", "Delhi", "Basra");
    var options = FitOptions.seeded(1).withDeclaredLabels(Map.of("city", declared));
    var model = stored(Synthesizer.named(engine).fit(SOURCE, options));

    assertThat(labels(model, "city")).containsExactly("Aden", "Basra", "Bonn", "Cork", "Delhi");
    assertThat(new TreeSet<>(texts(model, "city"))).containsExactly("Aden", "Bonn", "Cork");
    assertThat(texts(model, "city"))
        .isEqualTo(texts(Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1)), "city"));
  }

  /** No row has a label that is declared and not in the source, so that its type holds all rows. */
  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void whatIsDeclaredDoesNotChangeTheTypeOfTheSource(String engine) throws IOException {
    var grade =
        new ColumnSchema("grade", ColumnType.CATEGORICAL, true, 0, null, List.of("0", "1", "2"))
            .withParquet("optional int32 (INTEGER(8,true))");
    var source =
        new Table(
            new TableSchema(List.of(grade)),
            List.of(Column.ofCodes(IntStream.range(0, 400).map(i -> i % 3).toArray())));
    var declared = Map.of("grade", List.of("0", "1", "2", "other"));

    var model =
        Synthesizer.named(engine).fit(source, FitOptions.seeded(1).withDeclaredLabels(declared));
    Path file = directory.resolve("rows.parquet");
    TableWriter.write(file, model.generate(0, 2_000, 1));

    assertThat(labels(model, "grade")).contains("other");
    assertThat(ParquetFiles.schema(file).getType("grade").toString())
        .isEqualTo("optional int32 grade (INTEGER(8,true))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void combinationsOfFewRowsAndTheirLabelsAreNotTold(String engine) {
    var together = new ConstraintDeclaration("c", null, null, List.of("city", "said"));
    var declared = FitOptions.seeded(1).withDeclaredLabels(Map.of("said", List.of("so", "never")));
    var rules = new RowRules(List.of(together), List.of());
    var model = stored(ConstrainedFit.fit(Synthesizer.named(engine), SOURCE, declared, rules));

    assertThat(labels(model, "city")).containsExactly("Aden", "Bonn", "Cork");
    assertThat(labels(model, "said")).containsExactly("never", "not so", "so");
    assertThat(new String(ModelDocument.write(model), StandardCharsets.UTF_8))
        .doesNotContain("Delhi", "Amman", "maybe");
    assertThat(new TreeSet<>(texts(model, "city"))).containsExactly("Aden", "Bonn", "Cork");
    assertThat(new TreeSet<>(texts(model, "said"))).containsExactly("not so", "so");
  }

  @Test
  void aModelWithAllLabelsOfItsSourceIsReadAndGivesTheSameRows() {
    var options = FitOptions.seeded(1);
    var fitted = MarginFitter.fit(SOURCE, options);
    var before = stored(new IndependentModel(fitted.schema(), 400, fitted.margins(), List.of()));
    var now = Synthesizer.named("independent").fit(SOURCE, options);

    assertThat(labels(before, "city")).contains("Delhi", "Amman");
    for (var column : SOURCE.schema().columns()) {
      assertThat(texts(before, column.name())).isEqualTo(texts(now, column.name()));
    }
  }
}
