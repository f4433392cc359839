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
    "autoregressiveTrees,95de4a00f2fd60164a13335bf2a63aef01aa63574f1b37218ef3a5004e35bcb8",
    "gaussianCopula,a17d03b0b49e646413024f7405dd4168faad31615e04499f042ec86388d32545",
    "independent,e92d7f24f307452e77ab3728dd274bf67f69ffbe248b6e98aecb96fa8d0cea8a"
  })
  void theModelIsTheSame(String engine, String digest) {
    assertThat(Digests.sha256(ModelDocument.write(model(engine)))).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "autoregressiveTrees,CSV,0fbb190b4c259fbcd5b2f0a67cf2bc8e6b9494bee8a9cc6932343d9e91a969cc",
    "autoregressiveTrees,PARQUET,09f03d8533996804df0ccbebc351d635c7f21f8869a453f40ca7b594422c5342",
    "gaussianCopula,CSV,a0d5da0cf2d0e22c8f701d19c3b82fcd6894a9151b44d6709787d081dc4be0ca",
    "gaussianCopula,PARQUET,3f3d39a080c6333a96c0c5c171f839bbe96324debdb4930a91aa5a09e77a5396"
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
        .isEqualTo("b9cdc6fee915c1633243bcd36d7b1db0892611f9f66bd24e0352663d3b7be570");
  }

  private static ColumnDeclaration made(String name, String pattern, PersonalField personal) {
    return new ColumnDeclaration(name, null, null, null, null, null, pattern, personal, null);
  }
}
