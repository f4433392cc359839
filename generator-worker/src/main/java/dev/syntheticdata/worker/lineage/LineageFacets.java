package dev.syntheticdata.worker.lineage;

import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.report.RuleWords;
import dev.syntheticdata.worker.report.Words;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ExecutionParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of runs and jobs: who they belong to, their parameters, the gates' results. */
final class LineageFacets {

  private static final String INTEGRATION = "SYNTHETIC_DATA_OPERATOR";

  private final OpenLineage openLineage;
  private final LineageInput input;

  LineageFacets(OpenLineage openLineage, LineageInput input) {
    this.openLineage = openLineage;
    this.input = input;
  }

  /** Namespace of the jobs: the cluster. */
  static String jobNamespace(TaskContext context) {
    String cluster = context.cluster();
    return "k8s://" + (cluster == null || cluster.isBlank() ? "cluster" : cluster);
  }

  List<ExecutionParameter> fitParameters() {
    var generator = input.task().generator();
    var parameters = new ArrayList<ExecutionParameter>();
    add(parameters, "engine", generator.engine().kind());
    add(parameters, "seed", generator.seed());
    add(parameters, "holdout.fraction", generator.holdout().fraction());
    add(parameters, "holdout.by", generator.holdout().by());
    add(parameters, "holdout.digest", generator.model().holdoutDigest());
    add(parameters, "rows.train", generator.model().trainRows());
    add(parameters, "rows.holdout", generator.model().holdoutRows());
    addPrivacy(parameters);
    for (var constraint : RuleWords.constraints(generator.schema())) {
      add(parameters, "constraint." + constraint.name(), RuleWords.rule(constraint));
    }
    addContainer(parameters);
    return parameters;
  }

  /** Which program learned, where the worker did not. */
  private void addContainer(List<ExecutionParameter> parameters) {
    var engine = input.task().generator().engine().container();
    if (engine != null) {
      add(parameters, "engine.image", engine.image());
      add(parameters, "engine.deterministic", engine.claimsDeterminism());
    }
  }

  /** What the fit claims of differential privacy, where its engine claims any. */
  private void addPrivacy(List<ExecutionParameter> parameters) {
    var generator = input.task().generator();
    var engine = generator.engine().privateMarginals();
    if (engine != null) {
      String by = generator.holdout().by();
      add(parameters, "privacy.mechanism", "discrete Gaussian and exponential mechanism, zCDP");
      add(parameters, "privacy.epsilon", engine.epsilon());
      add(parameters, "privacy.delta", engine.effectiveDelta());
      add(parameters, "privacy.unit", by == null ? "row" : by);
      add(parameters, "privacy.neighbours", "add-remove");
      add(
          parameters,
          "privacy.maxRowsPerEntity",
          engine.maxRowsPerEntity() == null ? 1 : engine.maxRowsPerEntity());
    }
  }

  List<ExecutionParameter> generateParameters() {
    var task = input.task();
    var parameters = new ArrayList<ExecutionParameter>();
    add(parameters, "rows", task.rows());
    add(parameters, "rows.drawn", input.candidates());
    add(parameters, "seed", task.seed());
    add(parameters, "shards", task.shards());
    add(parameters, "model.digest", task.generator().model().digest());
    add(parameters, "image", task.context().image());
    if (RowConditions.orNull(task.conditions()) != null) {
      add(parameters, "conditions", TaskJson.write(task.conditions()));
    }
    return parameters;
  }

  List<ExecutionParameter> evaluateParameters() {
    var task = input.task();
    var parameters = new ArrayList<ExecutionParameter>();
    add(parameters, "seed", input.evidence().evaluation().seed());
    add(parameters, "purpose", task.purpose() == null ? null : task.purpose().label());
    add(parameters, "image", task.context().image());
    return parameters;
  }

  private void add(List<ExecutionParameter> parameters, String key, Object value) {
    if (value != null) {
      parameters.add(
          openLineage
              .newExecutionParameterBuilder()
              .key(key)
              .name(key)
              .value(value.toString())
              .build());
    }
  }

  /** Facets of a run; with the gates' results where they are known. */
  OpenLineage.RunFacets ofRun(LineageDocument.Run run, boolean gatesKnown) {
    var facets =
        openLineage
            .newRunFacetsBuilder()
            .parent(
                openLineage
                    .newParentRunFacetBuilder()
                    .run(
                        openLineage
                            .newParentRunFacetRunBuilder()
                            .runId(LineageDocument.uuid(run.versionUid()))
                            .build())
                    .job(
                        openLineage
                            .newParentRunFacetJobBuilder()
                            .namespace(jobNamespace(input.task().context()))
                            .name(run.owner())
                            .build())
                    .build())
            .executionParameters(openLineage.newExecutionParametersRunFacet(run.parameters()));
    if (gatesKnown && !input.evidence().gates().isEmpty()) {
      facets.test(
          openLineage.newTestRunFacet(input.evidence().gates().stream().map(this::test).toList()));
    }
    return facets.build();
  }

  OpenLineage.JobFacets ofJob(LineageDocument.Run run) {
    return openLineage
        .newJobFacetsBuilder()
        .jobType(
            openLineage
                .newJobTypeJobFacetBuilder()
                .processingType("BATCH")
                .integration(INTEGRATION)
                .jobType(run.task().label().toUpperCase(Locale.ROOT))
                .build())
        .build();
  }

  /** A gate as a test; one that could not be judged counts as failed, because it does not pass. */
  private OpenLineage.TestExecution test(GateResult gate) {
    return openLineage
        .newTestExecutionBuilder()
        .name(gate.label())
        .status(gate.verdict() == Verdict.PASSED ? "pass" : "fail")
        .severity(severity(gate))
        .type(gate.metric().id())
        .description(gate.message())
        .expected(Words.bound(gate))
        .actual(actual(gate))
        .build();
  }

  static String severity(GateResult gate) {
    return Words.isRequired(gate) ? "error" : "warn";
  }

  static String actual(GateResult gate) {
    return gate.value() == null ? "not computed" : gate.value().toString();
  }
}
