package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorSpec;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionSpec;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.JobTemplate;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.ResourceReference;
import dev.syntheticdata.api.v1alpha1.Source;
import dev.syntheticdata.api.v1alpha1.StorageLocation;
import dev.syntheticdata.operator.parent.Places;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Digests;
import dev.syntheticdata.operator.status.Reason;
import java.util.Arrays;

/** The effective inputs of a fit: the spec with what it leaves open filled in. */
final class GeneratorInputs {

  private static final double DEFAULT_HOLDOUT = 0.2;

  private GeneratorInputs() {}

  /**
   * Digest of what a fit depends on. The rest of the spec — how Jobs run, what datasets are
   * allowed, how long versions are kept, the permission's paper — can change without a new fit.
   */
  static String hash(GeneratorSpec spec) {
    var source = spec.source();
    return Digests.of(
        Arrays.asList(
            Places.of(source.location()),
            format(source),
            spec.schema(),
            Places.of(spec.storage()),
            holdout(spec),
            spec.engine().kind(),
            spec.engine().essence(),
            seed(spec)));
  }

  /**
   * What a version stands for when it is held against the spec: its inputs; nothing where it failed
   * and keys or Jobs are others now, for these may be the remedy.
   */
  static String hashToCompare(GeneratorVersion version, GeneratorSpec now) {
    var spec = version.getSpec();
    boolean sameMeans =
        means(spec.source(), spec.storage(), spec.job(), spec.engine())
            .equals(means(now.source(), now.storage(), now.job(), now.engine()));
    return sameMeans || VersionView.of(version).phase() != Phase.FAILED ? spec.inputHash() : "";
  }

  private static String means(
      Source source, StorageLocation storage, JobTemplate job, Engine engine) {
    // Of an engine that does not run in a container nothing is a means: what it learns is an input.
    return Digests.of(
        engine.container() == null
            ? Arrays.asList(source.location(), storage, job)
            : Arrays.asList(source.location(), storage, job, engine));
  }

  static GeneratorVersion version(
      Generator generator, long revision, Reason reason, String workerImage) {
    var spec = generator.getSpec();
    var version = new GeneratorVersion();
    version.setMetadata(VersionObjects.metadata(generator, revision));
    version.setSpec(
        new GeneratorVersionSpec(
            new ResourceReference(
                generator.getMetadata().getName(), generator.getMetadata().getUid()),
            revision,
            hash(spec),
            reason.word(),
            new Source(
                spec.source().location(), format(spec.source()), spec.source().authorization()),
            spec.schema(),
            spec.storage(),
            holdout(spec),
            spec.engine(),
            seed(spec),
            spec.job(),
            workerImage));
    return version;
  }

  private static Format format(Source source) {
    return source.format() == null ? Format.CSV : source.format();
  }

  private static long seed(GeneratorSpec spec) {
    return spec.seed() == null ? 0 : spec.seed();
  }

  private static Holdout holdout(GeneratorSpec spec) {
    var holdout = spec.holdout();
    return new Holdout(
        holdout == null || holdout.fraction() == null ? DEFAULT_HOLDOUT : holdout.fraction(),
        holdout == null || holdout.by() == null ? entity(spec) : holdout.by());
  }

  /** The column that names the entity, where rows are events of one. */
  private static String entity(GeneratorSpec spec) {
    return spec.schema() == null || spec.schema().sequence() == null
        ? null
        : spec.schema().sequence().key();
  }
}
