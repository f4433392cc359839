package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.task.Digests;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model cannot be fitted twice, but what is made from it is always the same: the bytes that a
 * stored model gave when this was written.
 */
class StoredModelTest {

  @TempDir Path directory;

  @Test
  void theRowsAreTheSame() throws IOException {
    try (var stored = getClass().getResourceAsStream("/models/private-marginals.json")) {
      var model = ModelDocument.read(stored.readAllBytes(), "private-marginals.json");
      Path file = directory.resolve("rows.csv");
      try (var writer = TableWriter.open(file, FileFormat.CSV, model.schema())) {
        writer.write(model.generate(0, 3_000, 1));
      }

      assertThat(Digests.sha256(file))
          .isEqualTo("c8b2e75d724aba2bf9248b8dccfae17b9f387726e29d7fb252b0032feed9f1d6");
    }
  }
}
