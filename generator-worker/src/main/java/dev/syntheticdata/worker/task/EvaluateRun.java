package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.ClaimVerdicts;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.card.DatasetCard;
import dev.syntheticdata.worker.catalog.CroissantDocument;
import dev.syntheticdata.worker.evaluation.Disclosure;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.evaluation.fidelity.SdmetricsQuality;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.lineage.LineageDocument;
import dev.syntheticdata.worker.lineage.LineageInput;
import dev.syntheticdata.worker.manifest.ManifestWriter;
import dev.syntheticdata.worker.manifest.RowsFingerprint;
import dev.syntheticdata.worker.manifest.ShardObjects;
import dev.syntheticdata.worker.report.DpStatement;
import dev.syntheticdata.worker.report.EvaluationDocument;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.GatedResults;
import dev.syntheticdata.worker.report.Handling;
import dev.syntheticdata.worker.report.HtmlReport;
import dev.syntheticdata.worker.report.RuleWords;
import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the rows of a version with the real ones and seals the version: writes {@code
 * evaluation.json}, {@code report.html}, {@code README.md}, {@code croissant.json}, {@code
 * profile.json}, {@code lineage.json}, then {@code manifest.json} over them and the part files, and
 * {@code evaluate.json} last. All of it is a function of the task and the data, so that a run after
 * one that was cut short writes the same.
 */
public final class EvaluateRun implements TaskRun<EvaluateTask> {

  /** Name of the result document. */
  public static final String DOCUMENT = "evaluate.json";

  @Override
  public TaskResult run(EvaluateTask task, TaskEnvironment environment) throws IOException {
    try (var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      var version = new VersionStore(store, task.output(), task.context());
      var finished = version.finished(DOCUMENT);
      return finished.isPresent() ? finished.get() : evaluate(task, environment, store, version);
    }
  }

  private static TaskResult evaluate(
      EvaluateTask task, TaskEnvironment environment, ObjectStore store, VersionStore version)
      throws IOException {
    var started = environment.clock().instant();
    try (var work = new WorkDirectory()) {
      var fitted = new FittedObjects(task.model(), environment);
      var schema = fitted.schema(task.generator().model().schemaDigest());
      var model = fitted.model(task.generator().model().digest());
      var parts = ShardObjects.of(version, task.shards());
      var synthetic = synthetic(task, store, version, parts, schema, work.path());
      var baseline = EvaluationBaseline.of(task, environment, schema, work.path());
      var previous = PreviousProfile.of(task, environment);
      var evaluation = evaluation(task, model, baseline, previous, synthetic);
      Long candidates = ShardObjects.candidates(version, task.shards());
      var known = new ArrayList<>(model.limitations());
      known.addAll(RuleWords.sentences(task.generator().schema(), task.rows(), candidates));
      var conditioning = ShardObjects.conditioning(version, task.shards());
      var subject = Subject.of(task, known, conditioning, DpStatement.of(model));
      return seal(task, subject, environment, started, version, parts, synthetic, evaluation);
    }
  }

  private static Table synthetic(
      EvaluateTask task,
      ObjectStore store,
      VersionStore version,
      List<ObjectDigest> parts,
      TableSchema schema,
      Path work)
      throws IOException {
    Path directory = Files.createDirectory(work.resolve("synthetic"));
    for (var part : parts) {
      Path file = directory.resolve(Path.of(part.path()).getFileName().toString());
      store.download(version.key(part.path()), file);
      requireSame(part, file, store.name() + "/" + version.key(part.path()));
    }
    var table = TableReader.readAs(directory, task.output().uri(), schema);
    if (table.rows() != task.rows()) {
      throw new InvalidInputException(
          "%s has %d rows, and %d were asked for; generate again"
              .formatted(task.output().uri(), table.rows(), task.rows()));
    }
    return table;
  }

  /** The manifest says what was evaluated, so what was read must be what the shard reported. */
  private static void requireSame(ObjectDigest part, Path file, String place) throws IOException {
    String sha256 = Digests.sha256(file);
    if (!sha256.equals(part.sha256())) {
      throw new ConflictException(
          "%s was altered since it was written: its content has the sha256 %s, reported was %s; make a"
                  .formatted(place, sha256, part.sha256())
              + " new version");
    }
  }

  private static Evaluation evaluation(
      EvaluateTask task,
      SynthesizerModel model,
      EvaluationBaseline baseline,
      PreviousProfile previous,
      Table synthetic) {
    var declared = task.generator().schema();
    var targets = FitRun.targets(declared);
    var drift =
        new DriftBaseline(
            baseline.now(), baseline.nowMessage(), previous.profile(), previous.message());
    if (baseline.train() == null) {
      return Evaluator.withoutRealTable(synthetic, targets, task.seed(), drift, baseline.message());
    }
    var input =
        new EvaluationInput(baseline.train(), baseline.holdout(), synthetic, targets, task.seed())
            .withBaselineMessage(baseline.message())
            .withProtectedColumns(FitRun.columns(declared, ColumnRole.PROTECTED))
            .withSequence(FitRun.sequence(declared))
            .withEntity(task.generator().holdout() == null ? null : task.generator().holdout().by())
            .withDrift(drift)
            .withDisclosure(disclosure(task))
            .withSpace(declared == null ? Map.of() : FitRun.hints(declared.columns()).domains())
            .withMade(model.madeColumns());
    return new Evaluator().evaluate(input, task.conditions());
  }

  /**
   * What the Generator declares of its columns, and what its engine proves. What divides people
   * into groups is mostly known of them, so a protected column is a quasi-identifier as well.
   */
  static Disclosure disclosure(EvaluateTask task) {
    var generator = task.generator();
    var proven = generator.engine().privateMarginals();
    var declared =
        new Disclosure(
            Stream.of(ColumnRole.QUASI_IDENTIFIER, ColumnRole.PROTECTED)
                .flatMap(role -> FitRun.columns(generator.schema(), role).stream())
                .toList(),
            FitRun.columns(generator.schema(), ColumnRole.SENSITIVE),
            proven == null ? null : proven.epsilon());
    return generator.engine().container() == null
        ? declared
        : declared.withoutEpsilon(
            "the engine is a container's; what it guarantees is not known here");
  }

  private static TaskResult seal(
      EvaluateTask task,
      Subject subject,
      TaskEnvironment environment,
      Instant started,
      VersionStore version,
      List<ObjectDigest> parts,
      Table synthetic,
      Evaluation evaluation) {
    List<Gate> gates = task.gates() == null ? List.of() : task.gates();
    var claims = task.generator().preserves();
    var results = GatedResults.of(gates, evaluation);
    var evidence =
        new Evidence(
            subject,
            evaluation,
            GateVerdicts.of(gates, results),
            ClaimVerdicts.of(claims, results));
    var document = version.put("evaluation.json", utf8(EvaluationDocument.of(evidence).toJson()));
    var written = new ArrayList<ObjectDigest>();
    written.add(document);
    written.add(version.put("report.html", utf8(HtmlReport.of(evidence))));
    written.add(version.put("README.md", utf8(DatasetCard.of(evidence, Handling.of(task)))));
    written.add(
        version.put(
            "croissant.json",
            utf8(CroissantDocument.of(task, synthetic.schema(), evidence, parts))));
    written.add(version.put(PreviousProfile.OBJECT, utf8(Profile.of(synthetic).toJson())));
    var lineage =
        new LineageInput(
            task,
            synthetic.schema(),
            evidence,
            parts.size(),
            parts.stream().mapToLong(ObjectDigest::size).sum(),
            document.sha256(),
            started,
            environment.clock().instant(),
            ShardObjects.candidates(version, task.shards()));
    written.add(version.putOnce("lineage.json", utf8(LineageDocument.of(lineage))));
    var all = new ArrayList<>(parts);
    all.addAll(written);
    var manifest =
        ManifestWriter.manifest(task, all, new RowsFingerprint().add(synthetic).digest());
    var sealed = version.put("manifest.json", ManifestWriter.bytes(manifest));
    written.add(sealed);
    var result =
        TaskResult.done(
            task.context().versionUid(),
            new TaskResult.Evaluate(
                sealed.sha256(), document.sha256(), judgedFirst(gates, claims, results)));
    return version.finish(DOCUMENT, result, written);
  }

  /** What does not fit in a termination message is cut from the end. */
  private static List<MetricResult> judgedFirst(
      List<Gate> gates, List<Claim> claims, List<MetricResult> results) {
    var claimed = ClaimVerdicts.metrics(claims);
    return results.stream()
        .sorted(
            Comparator.comparing((MetricResult result) -> on(gates, result).isEmpty())
                .thenComparing(result -> !claimed.contains(result.metric()))
                .thenComparing(result -> SdmetricsQuality.PARTS.contains(result.metric()))
                .thenComparing(result -> result.value() == null))
        .map(result -> withHeldEnds(gates, result))
        .toList();
  }

  /** The same with those ends of its interval that a gate is on: there is no room for all. */
  private static MetricResult withHeldEnds(List<Gate> gates, MetricResult result) {
    var held = on(gates, result).stream().map(Gate::statistic).collect(Collectors.toSet());
    return new MetricResult(
        result.metric(),
        result.target(),
        result.value(),
        result.reason(),
        result.reference(),
        held.contains(Gate.Statistic.INTERVAL_LOW) ? result.intervalLow() : null,
        held.contains(Gate.Statistic.INTERVAL_HIGH) ? result.intervalHigh() : null,
        result.column());
  }

  /** The gates that are judged by a result, whatever their target. */
  private static List<Gate> on(List<Gate> gates, MetricResult result) {
    return gates.stream()
        .filter(gate -> gate.metric() == result.metric())
        .filter(gate -> Objects.equals(gate.column(), result.column()))
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
