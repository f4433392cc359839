package dev.syntheticdata.worker.lineage;

import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.report.Words;
import dev.syntheticdata.worker.table.ColumnSchema;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacetFieldsAdditional;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.LifecycleStateChangeDatasetFacet.LifecycleStateChange;
import io.openlineage.client.OpenLineage.OutputDataset;
import java.util.List;
import java.util.Locale;

/**
 * The tables, models and reports that runs read and write. A dataset's name does not change from
 * version to version, or the graph would be cut at every refresh; the version is a facet.
 */
final class LineageDatasets {

  private final OpenLineage openLineage;
  private final LineageInput input;

  LineageDatasets(OpenLineage openLineage, LineageInput input) {
    this.openLineage = openLineage;
    this.input = input;
  }

  /** The real table: its place and the digest of its object, nothing of its content. */
  InputDataset source() {
    var source = input.task().source();
    return openLineage
        .newInputDatasetBuilder()
        .namespace(namespace(source))
        .name(source.key())
        .facets(
            openLineage
                .newDatasetFacetsBuilder()
                .version(version("sha256:" + input.task().generator().model().sourceDigest()))
                .build())
        .build();
  }

  OutputDataset fittedModel() {
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(namespace(input.task().model()))
        .name(stableName(input.task().model()))
        .facets(modelFacets())
        .build();
  }

  InputDataset model() {
    return openLineage
        .newInputDatasetBuilder()
        .namespace(namespace(input.task().model()))
        .name(stableName(input.task().model()))
        .facets(modelFacets())
        .build();
  }

  private OpenLineage.DatasetFacets modelFacets() {
    var generator = input.task().generator();
    return openLineage
        .newDatasetFacetsBuilder()
        .datasetType(openLineage.newDatasetTypeDatasetFacet("MODEL", null))
        .version(version("v" + generator.revision() + "@sha256:" + generator.model().digest()))
        .symlinks(
            symlinks(
                "GeneratorVersion/" + generator.name(),
                namespace(input.task().model()),
                input.task().model().key()))
        .build();
  }

  OutputDataset generated() {
    var output = input.task().output();
    boolean first = input.task().context().revision() <= 1;
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(namespace(output))
        .name(stableName(output))
        .facets(
            syntheticFacets()
                .columnLineage(
                    openLineage
                        .newColumnLineageDatasetFacetBuilder()
                        .fields(columnLineage())
                        .build())
                .lifecycleStateChange(
                    openLineage
                        .newLifecycleStateChangeDatasetFacetBuilder()
                        .lifecycleStateChange(
                            first ? LifecycleStateChange.CREATE : LifecycleStateChange.OVERWRITE)
                        .build())
                .build())
        .outputFacets(
            openLineage
                .newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(
                    openLineage
                        .newOutputStatisticsOutputDatasetFacetBuilder()
                        .rowCount(input.task().rows())
                        .size(input.dataBytes())
                        .fileCount((long) input.dataFiles())
                        .build())
                .build())
        .build();
  }

  /** The synthetic table as the evaluation reads it; at its end with the gates as assertions. */
  InputDataset evaluated(boolean gatesKnown) {
    var output = input.task().output();
    var dataset =
        openLineage
            .newInputDatasetBuilder()
            .namespace(namespace(output))
            .name(stableName(output))
            .facets(syntheticFacets().build());
    if (gatesKnown && !input.evidence().gates().isEmpty()) {
      dataset.inputFacets(
          openLineage
              .newInputDatasetInputFacetsBuilder()
              .dataQualityAssertions(openLineage.newDataQualityAssertionsDatasetFacet(assertions()))
              .build());
    }
    return dataset.build();
  }

  private List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions() {
    return input.evidence().gates().stream()
        .map(
            gate ->
                openLineage
                    .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                    .assertion(gate.metric().id())
                    .name(gate.label())
                    .column(gate.column())
                    .success(gate.verdict() == Verdict.PASSED)
                    .severity(LineageFacets.severity(gate))
                    .expected(Words.bound(gate))
                    .actual(LineageFacets.actual(gate))
                    .build())
        .toList();
  }

  OutputDataset evaluationReport() {
    var output = input.task().output();
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(namespace(output))
        .name(stableName(output) + "/evaluation-report")
        .facets(
            openLineage
                .newDatasetFacetsBuilder()
                .datasetType(openLineage.newDatasetTypeDatasetFacet("FILE", "EVALUATION_REPORT"))
                .version(version(revision() + "@sha256:" + input.evaluationDigest()))
                .build())
        .build();
  }

  private DatasetFacetsBuilder syntheticFacets() {
    var task = input.task();
    return openLineage
        .newDatasetFacetsBuilder()
        .schema(
            openLineage.newSchemaDatasetFacet(
                input.schema().columns().stream().map(this::field).toList()))
        .version(version(revision()))
        .storage(
            openLineage.newStorageDatasetFacet("s3", task.format().name().toLowerCase(Locale.ROOT)))
        .datasetType(openLineage.newDatasetTypeDatasetFacet("FILE", "SYNTHETIC"))
        .symlinks(
            symlinks(
                "SyntheticDatasetVersion/" + task.context().version(),
                namespace(task.output()),
                task.output().key()));
  }

  private OpenLineage.SchemaDatasetFacetFields field(ColumnSchema column) {
    return openLineage
        .newSchemaDatasetFacetFieldsBuilder()
        .name(column.name())
        .type(column.type().name())
        .build();
  }

  /** Every column comes from the source's of the same name, through a model fitted on it. */
  private OpenLineage.ColumnLineageDatasetFacetFields columnLineage() {
    var fields = openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    input.schema().columns().forEach(column -> fields.put(column.name(), origin(column)));
    return fields.build();
  }

  private ColumnLineageDatasetFacetFieldsAdditional origin(ColumnSchema column) {
    var source = input.task().source();
    return openLineage
        .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
        .inputFields(
            List.of(
                openLineage
                    .newInputFieldBuilder()
                    .namespace(namespace(source))
                    .name(source.key())
                    .field(column.name())
                    .transformations(
                        List.of(
                            openLineage
                                .newInputFieldTransformationsBuilder()
                                .type("DIRECT")
                                .subtype("AGGREGATION")
                                .description("drawn from a generative model fitted on this column")
                                .masking(true)
                                .build()))
                    .build()))
        .build();
  }

  private OpenLineage.SymlinksDatasetFacet symlinks(String resource, String bucket, String path) {
    var context = input.task().context();
    String cluster = LineageFacets.jobNamespace(context);
    return openLineage.newSymlinksDatasetFacet(
        List.of(
            openLineage.newSymlinksDatasetFacetIdentifiers(
                cluster, context.namespace() + "/" + resource, "K8S_RESOURCE"),
            openLineage.newSymlinksDatasetFacetIdentifiers(bucket, path + "/", "LOCATION")));
  }

  private OpenLineage.DatasetVersionDatasetFacet version(String version) {
    return openLineage.newDatasetVersionDatasetFacet(version);
  }

  private String revision() {
    return "v" + input.task().context().revision();
  }

  private static String namespace(ObjectLocation location) {
    return "s3://" + location.bucket();
  }

  /** The path without its last part, which is the version. */
  private static String stableName(ObjectLocation location) {
    int slash = location.key().lastIndexOf('/');
    return slash < 0 ? location.key() : location.key().substring(0, slash);
  }
}
