package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedFit;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.task.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes that a real table gave when this was written, the same with Java 17 and 25. A change of
 * an engine, a writer or a library that changes them changes what published seeds mean: it belongs
 * in the release notes, and here.
 */
class ReproducibilityTest {

  @TempDir Path directory;

  private final Table table = TableReader.read(Rows.flchain(), SchemaHints.none());

  private SynthesizerModel model(String engine) {
    var split = Holdout.split(table, 0.2, null, 1);
    return Synthesizer.named(engine).fit(table.select(split.train()), FitOptions.seeded(1));
  }

  @Test
  void theHoldoutIsTheSame() {
    assertThat(Holdout.split(table, 0.2, null, 1).digest())
        .isEqualTo("50e9112b507d178ea7169562734703a2d10cb7757414eddb6faee2caecfccc97");
  }

  @ParameterizedTest
  @CsvSource({
    "autoregressiveTrees,f01fba79c13b2061ecfa6124d76076265541fa0b7f782ac0d4cbf13c6173f7b1",
    "gaussianCopula,0288bc07244eece90d4b1c3101b5697c2023cb42a1aa499aa6a36d8b3ed9b1e0",
    "independent,02bd52ebfbf91d798ab300dad2d4cd178f939ce60c4b3eb4982f14f0dea777d3"
  })
  void theModelIsTheSame(String engine, String digest) {
    assertThat(Digests.sha256(ModelDocument.write(model(engine)))).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "autoregressiveTrees,CSV,a0fbf4630e5985fae8e0c2a04c88758b308d81fa0d76df63b82a4f761867ba26",
    "autoregressiveTrees,PARQUET,c18b00e4f51e2ac1a10a5d74424eba35880ee4268f1c1516455969b19f90d386",
    "gaussianCopula,CSV,be5ab081b44951f52688a954adce0f73170802363ea5d4bccefad6a07b014569",
    "gaussianCopula,PARQUET,37b8c99b40e5718aed1ea1c02e4f0f3c193afc48602dba884007bfc3f17e8e92"
  })
  void theRowsAreTheSame(String engine, FileFormat format, String digest) throws IOException {
    var model = model(engine);
    Path file = directory.resolve("rows");

    try (var writer = TableWriter.open(file, format, model.schema())) {
      writer.write(model.generate(0, 3_000, 1));
    }

    assertThat(Digests.sha256(file)).isEqualTo(digest);
  }

  @Test
  void theRowsUnderRulesAreTheSame() throws IOException {
    var rules =
        RowRules.of(
            List.of(
                made("sample.yr", "[A-Z]{2}-\\d{6}", null),
                made("flc.grp", null, PersonalField.PHONE_NUMBER),
                made("mgus", null, PersonalField.EMAIL),
                made("death", null, PersonalField.IBAN),
                made("chapter", null, PersonalField.FULL_NAME)),
            List.of(
                new ConstraintDeclaration(
                    "built", "kappa <= lambda * 10.0 && age >= 50", null, null),
                new ConstraintDeclaration("cel", "sex.startsWith('F') || age <= 90", null, null)));
    var hints =
        new SchemaHints(
            Map.of(
                "sample.yr", ColumnType.IDENTIFIER,
                "flc.grp", ColumnType.TEXT,
                "mgus", ColumnType.TEXT,
                "death", ColumnType.TEXT,
                "chapter", ColumnType.TEXT));
    Table hinted = TableReader.read(Rows.flchain(), hints);
    var model =
        ConstrainedFit.fit(
            Synthesizer.named("gaussianCopula"), hinted, FitOptions.seeded(1), rules);
    Path file = directory.resolve("rows.csv");

    TableWriter.write(file, model.generate(0, 3_000, 1));

    assertThat(Digests.sha256(file))
        .isEqualTo("826b9bf1cb67ac334597e45bf1312cbe97a487fe5ddd7eaf432760f083a70322");
  }

  private static ColumnDeclaration made(String name, String pattern, PersonalField personal) {
    return new ColumnDeclaration(name, null, null, null, null, null, pattern, personal, null);
  }
}
