package dev.syntheticdata.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.manifest.ManifestWriter;
import dev.syntheticdata.worker.report.EvaluationDocument;
import dev.syntheticdata.worker.report.TestEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetReferenceTest {

  private static final String MANIFEST_DIGEST = "0123456789abcdef".repeat(4);
  private static final String URI = "s3://synthetic/datasets/research/patients/v3/";

  private static DatasetReference reference() {
    var gates = TestEvidence.GATES;
    var objects = List.of(new ObjectDigest("data/part-00000.parquet", 1, "e".repeat(64), 600L));
    var manifest = ManifestWriter.manifest(TestEvidence.task(gates), objects, "9".repeat(64));
    // As it is read back from storage.
    var evaluation =
        TaskJson.read(
            EvaluationDocument.of(TestEvidence.evidence(gates)).toJson(), EvaluationDocument.class);
    return DatasetReference.of(manifest, MANIFEST_DIGEST, URI, evaluation);
  }

  @Test
  void mlflowTakesItAsItIs() throws Exception {
    var json = new ObjectMapper().readTree(TaskJson.write(reference()));
    var dataset = json.get("mlflow");

    assertThat(dataset.fieldNames())
        .toIterable()
        .containsExactly("name", "digest", "source_type", "source", "schema", "profile");
    // The longest that MLflow takes is 36.
    assertThat(dataset.get("digest").asText()).hasSize(32);
    assertThat(MANIFEST_DIGEST).startsWith(dataset.get("digest").asText());
    assertThat(new ObjectMapper().readTree(dataset.get("source").asText()).get("uri").asText())
        .isEqualTo(URI);
    assertThat(new ObjectMapper().readTree(dataset.get("profile").asText()).get("num_rows").asInt())
        .isEqualTo(600);
  }

  @Test
  void theSchemaHasEveryColumnWithItsType() throws Exception {
    var schema = new ObjectMapper().readTree(reference().mlflow().schema()).get("mlflow_colspec");

    assertThat(schema).hasSize(TestEvidence.SYNTHETIC.schema().columns().size());
    assertThat(schema.findValuesAsText("type"))
        .containsExactly("double", "double", "string", "string", "string");
    assertThat(schema.get(0).get("name").asText())
        .isEqualTo(TestEvidence.SYNTHETIC.schema().columns().get(0).name());
  }

  @Test
  void kubeflowAndMlflowNameTheSameDataset() {
    var reference = reference();

    assertThat(reference.kubeflow().digest()).isEqualTo(reference.mlflow().digest());
    assertThat(reference.kubeflow().uri()).isEqualTo(URI);
    assertThat(reference.manifestDigest()).isEqualTo(MANIFEST_DIGEST);
    assertThat(reference.purpose()).isEqualTo("ModelTesting");
  }
}
