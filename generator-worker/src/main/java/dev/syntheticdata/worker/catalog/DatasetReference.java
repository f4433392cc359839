package dev.syntheticdata.worker.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.report.EvaluationDocument;
import java.util.List;

/**
 * {@code dataset-ref.json}: how a training job names the published version in a model registry, so
 * that it can be told later which model was trained on which version. Each member is the dataset
 * exactly as one registry takes it.
 *
 * @param schemaVersion version of this format, {@code 1}
 * @param dataset {@code namespace/name}
 * @param version name of the version
 * @param manifestDigest sha256 of its manifest, whole
 * @param purpose what it may be used for; null where none was declared
 * @param mlflow {@code dataset} of MLflow's {@code runs/log-inputs}
 * @param kubeflow a {@code DataSet} artifact of Kubeflow's model registry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetReference(
    String schemaVersion,
    String dataset,
    String version,
    String manifestDigest,
    String purpose,
    MlflowDataset mlflow,
    KubeflowDataset kubeflow) {

  /** MLflow takes digests of at most 36 characters: 128 bits of the manifest's are used. */
  private static final int DIGEST_LENGTH = 32;

  /**
   * MLflow's names.
   *
   * @param name {@code namespace/name}
   * @param digest the first 32 digits of the manifest's digest
   * @param sourceType {@code s3}
   * @param source where it is, as JSON in a text
   * @param schema columns with MLflow's types, as JSON in a text
   * @param profile number of rows, as JSON in a text
   */
  public record MlflowDataset(
      String name,
      String digest,
      @JsonProperty("source_type") String sourceType,
      String source,
      String schema,
      String profile) {}

  /**
   * Kubeflow's names.
   *
   * @param artifactType {@code dataset-artifact}
   * @param name {@code namespace/name}
   * @param uri where it is
   * @param digest as for MLflow
   * @param sourceType {@code s3}
   * @param source as for MLflow
   * @param schema as for MLflow
   * @param profile as for MLflow
   * @param state {@code LIVE}
   */
  public record KubeflowDataset(
      String artifactType,
      String name,
      String uri,
      String digest,
      String sourceType,
      String source,
      String schema,
      String profile,
      String state) {}

  private record Located(String uri) {}

  private record Profile(@JsonProperty("num_rows") long rows) {}

  private record Schema(@JsonProperty("mlflow_colspec") List<ColumnSpec> columns) {}

  private record ColumnSpec(String type, String name, boolean required) {}

  /**
   * The reference to a version.
   *
   * @param uri where the version is
   * @param manifestDigest sha256 of its manifest
   */
  public static DatasetReference of(
      Manifest manifest, String manifestDigest, String uri, EvaluationDocument evaluation) {
    var digest = manifestDigest.substring(0, DIGEST_LENGTH);
    var source = TaskJson.write(new Located(uri));
    var schema = TaskJson.write(schema(evaluation));
    var profile = TaskJson.write(new Profile(manifest.rows()));
    return new DatasetReference(
        "1",
        manifest.dataset(),
        manifest.version(),
        manifestDigest,
        evaluation.subject().purpose(),
        new MlflowDataset(manifest.dataset(), digest, "s3", source, schema, profile),
        new KubeflowDataset(
            "dataset-artifact",
            manifest.dataset(),
            uri,
            digest,
            "s3",
            source,
            schema,
            profile,
            "LIVE"));
  }

  private static Schema schema(EvaluationDocument evaluation) {
    return new Schema(
        evaluation.columns().stream()
            .map(
                column ->
                    new ColumnSpec(
                        mlflowType(column.type()),
                        column.name(),
                        column.missingSynthetic() != null && column.missingSynthetic() == 0))
            .toList());
  }

  private static String mlflowType(String type) {
    return switch (type) {
      case "INTEGER" -> "long";
      case "DECIMAL" -> "double";
      case "BOOLEAN" -> "boolean";
      case "DATE", "DATE_TIME" -> "datetime";
      default -> "string";
    };
  }
}
