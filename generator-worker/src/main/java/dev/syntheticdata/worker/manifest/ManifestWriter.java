package dev.syntheticdata.worker.manifest;

import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;

/** Builds {@code manifest.json}, which seals a version. */
public final class ManifestWriter {

  private static final String SCHEMA_VERSION = "1";

  private ManifestWriter() {}

  /**
   * The manifest of a version.
   *
   * @param objects all objects of the version but result documents and the manifest itself; they
   *     are listed by path
   * @param rowsFingerprint digest of the rows, by {@link RowsFingerprint}
   */
  public static Manifest manifest(
      EvaluateTask task, Collection<ObjectDigest> objects, String rowsFingerprint) {
    var context = task.context();
    return new Manifest(
        SCHEMA_VERSION,
        context.namespace() + "/" + context.owner(),
        context.ownerUid(),
        context.version(),
        context.versionUid(),
        context.revision(),
        context.createdAt(),
        inputs(task.generator(), task.source().uri()),
        task.rows(),
        task.seed(),
        task.format(),
        context.image(),
        rowsFingerprint,
        objects.stream().sorted(Comparator.comparing(ObjectDigest::path)).toList());
  }

  /** The manifest's bytes. */
  public static byte[] bytes(Manifest manifest) {
    return (TaskJson.writePretty(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Manifest.GeneratorInputs inputs(
      GeneratorVersionReference generator, String sourceUri) {
    var model = generator.model();
    return new Manifest.GeneratorInputs(
        generator.name(),
        generator.uid(),
        generator.engine().kind(),
        model.digest(),
        sourceUri,
        model.sourceDigest(),
        model.schemaDigest(),
        model.holdoutDigest());
  }
}
