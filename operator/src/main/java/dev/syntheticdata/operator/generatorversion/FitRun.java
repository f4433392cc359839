package dev.syntheticdata.operator.generatorversion;

import dev.syntheticdata.api.v1alpha1.Credentials;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SourceLocation;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskName;
import java.util.HashMap;
import java.util.List;

/** The fit of a generator version: it sees the source and the place of the model, nothing else. */
public final class FitRun {

  /** Prefix of the variables with the keys of the source. */
  public static final String SOURCE = "SOURCE";

  private static final String STORAGE = "STORAGE";

  private FitRun() {}

  /** Path of the version's objects in its storage. */
  public static String path(GeneratorVersion version) {
    var spec = version.getSpec();
    return ObjectLayout.versionPath(
        ObjectLayout.generatorPath(
            spec.storage(),
            version.getMetadata().getNamespace(),
            spec.generatorRef().name(),
            spec.generatorRef().uid()),
        spec.revision());
  }

  /** A source as tasks name it. */
  public static ObjectLocation location(SourceLocation source) {
    return new ObjectLocation(
        source.endpoint(),
        source.region(),
        source.bucket(),
        source.key(),
        source.credentials() == null ? null : SOURCE);
  }

  /** The task to run. */
  public static TaskRun of(GeneratorVersion version, String cluster) {
    var spec = version.getSpec();
    var metadata = version.getMetadata();
    var context =
        new TaskContext(
            metadata.getNamespace(),
            spec.generatorRef().name(),
            spec.generatorRef().uid(),
            metadata.getName(),
            metadata.getUid(),
            spec.revision(),
            metadata.getCreationTimestamp(),
            spec.workerImage(),
            cluster);
    var task =
        new FitTask(
            context,
            location(spec.source().location()),
            spec.source().format(),
            spec.schema() == null || spec.schema().columns() == null
                ? List.of()
                : spec.schema().columns(),
            spec.holdout(),
            spec.engine(),
            spec.seed(),
            ObjectLayout.location(spec.storage(), path(version), STORAGE),
            spec.schema() == null ? null : spec.schema().sequence(),
            spec.schema() == null ? null : spec.schema().constraints());
    var credentials = new HashMap<String, Credentials>();
    credentials.put(SOURCE, spec.source().location().credentials());
    credentials.put(STORAGE, spec.storage().credentials());
    return new TaskRun(
        version,
        spec.generatorRef().name(),
        TaskName.FIT,
        metadata.getName() + "-fit",
        task,
        spec.inputHash(),
        1,
        credentials,
        spec.job(),
        spec.workerImage(),
        spec.engine().container());
  }
}
