package dev.syntheticdata.operator.datasetversion;

import dev.syntheticdata.api.v1alpha1.Credentials;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.generatorversion.FitRun;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a dataset version. Each is given the credentials of the places it needs: the source
 * is seen by the evaluation alone, never where rows are generated.
 */
public final class DatasetTasks {

  private static final String OUTPUT = "OUTPUT";
  private static final String MODEL = "MODEL";

  private DatasetTasks() {}

  /** Path of the version's objects in its output. */
  public static String path(SyntheticDatasetVersion version) {
    var spec = version.getSpec();
    return ObjectLayout.versionPath(
        ObjectLayout.datasetPath(
            spec.output(),
            version.getMetadata().getNamespace(),
            spec.datasetRef().name(),
            spec.datasetRef().uid()),
        spec.revision());
  }

  /** The number of shards that have something to do. */
  static int shards(SyntheticDatasetVersion version) {
    return Partitioning.shards(version.getSpec().rows(), version.getSpec().shards());
  }

  static TaskRun generate(SyntheticDatasetVersion version, String cluster) {
    var spec = version.getSpec();
    var task =
        new GenerateTask(
            context(version, cluster),
            model(version),
            spec.generatorVersion().model().digest(),
            spec.rows(),
            spec.seed(),
            spec.format(),
            shards(version),
            output(version),
            spec.conditions());
    return run(
            version,
            TaskName.GENERATE,
            task,
            shards(version),
            credentials(
                MODEL,
                spec.generatorVersion().storage().credentials(),
                OUTPUT,
                spec.output().credentials()))
        .withEngine(spec.generatorVersion().engine().container());
  }

  /**
   * @param generation the generation, as the status tells of it
   */
  static TaskRun evaluate(SyntheticDatasetVersion version, String cluster, TaskStatus generation) {
    var spec = version.getSpec();
    var source = spec.generatorVersion().source().location();
    var task =
        new EvaluateTask(
            context(version, cluster),
            spec.generatorVersion(),
            FitRun.location(source),
            model(version),
            spec.rows(),
            spec.seed(),
            spec.format(),
            shards(version),
            generation.startedAt(),
            generation.finishedAt(),
            spec.gates() == null ? List.of() : spec.gates(),
            spec.purpose(),
            spec.intendedUse(),
            spec.riskAssessment() == null ? null : spec.riskAssessment().reference(),
            output(version),
            spec.conditions(),
            pointer(version),
            spec.upkeep());
    var credentials =
        credentials(
            MODEL,
            spec.generatorVersion().storage().credentials(),
            OUTPUT,
            spec.output().credentials());
    credentials.put(FitRun.SOURCE, source.credentials());
    return run(version, TaskName.EVALUATE, task, 1, credentials);
  }

  /**
   * @param manifestDigest sha256 of the manifest, as the evaluation reported it
   */
  static TaskRun publish(SyntheticDatasetVersion version, String cluster, String manifestDigest) {
    var spec = version.getSpec();
    var task =
        new PublishTask(
            context(version, cluster), output(version), manifestDigest, pointer(version));
    var credentials = new HashMap<String, Credentials>();
    credentials.put(OUTPUT, spec.output().credentials());
    return run(version, TaskName.PUBLISH, task, 1, credentials);
  }

  private static TaskRun run(
      SyntheticDatasetVersion version,
      TaskName name,
      Task task,
      int completions,
      Map<String, Credentials> credentials) {
    var spec = version.getSpec();
    return new TaskRun(
        version,
        spec.datasetRef().name(),
        name,
        version.getMetadata().getName() + "-" + name.label(),
        task,
        spec.inputHash(),
        completions,
        credentials,
        spec.job(),
        spec.workerImage(),
        null);
  }

  private static Map<String, Credentials> credentials(
      String first, Credentials ofFirst, String second, Credentials ofSecond) {
    var credentials = new HashMap<String, Credentials>();
    credentials.put(first, ofFirst);
    credentials.put(second, ofSecond);
    return credentials;
  }

  private static ObjectLocation model(SyntheticDatasetVersion version) {
    var generator = version.getSpec().generatorVersion();
    return ObjectLayout.location(generator.storage(), generator.model().path(), MODEL);
  }

  private static ObjectLocation output(SyntheticDatasetVersion version) {
    return ObjectLayout.location(version.getSpec().output(), path(version), OUTPUT);
  }

  private static ObjectLocation pointer(SyntheticDatasetVersion version) {
    var spec = version.getSpec();
    var key =
        ObjectLayout.pointerKey(
            spec.output(), version.getMetadata().getNamespace(), spec.datasetRef().name());
    return ObjectLayout.location(spec.output(), key, OUTPUT);
  }

  private static TaskContext context(SyntheticDatasetVersion version, String cluster) {
    var spec = version.getSpec();
    var metadata = version.getMetadata();
    return new TaskContext(
        metadata.getNamespace(),
        spec.datasetRef().name(),
        spec.datasetRef().uid(),
        metadata.getName(),
        metadata.getUid(),
        spec.revision(),
        metadata.getCreationTimestamp(),
        spec.workerImage(),
        cluster);
  }
}
