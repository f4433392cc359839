package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.ResourceReference;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersionSpec;
import dev.syntheticdata.api.v1alpha1.Upkeep;
import dev.syntheticdata.operator.parent.Places;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Digests;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The effective inputs of a dataset version: the spec with what it leaves open filled in. */
final class DatasetInputs {

  private DatasetInputs() {}

  /**
   * Digest of what a version depends on. How Jobs run, in how many shards, when the dataset is
   * refreshed and how long versions are kept can change without a new version.
   */
  static String hash(SyntheticDatasetSpec spec) {
    var inputs =
        new ArrayList<Object>(
            Arrays.asList(
                spec.generatorRef(),
                spec.rows(),
                spec.seed(),
                format(spec),
                spec.purpose(),
                spec.intendedUse(),
                spec.riskAssessment(),
                Places.of(spec.output()),
                spec.gates() == null ? List.of() : spec.gates()));
    // Without conditions the digest is what it was before there were any.
    var conditions = RowConditions.orNull(spec.conditions());
    if (conditions != null) {
      inputs.add(conditions);
    }
    return Digests.of(inputs);
  }

  /**
   * What a version stands for when it is held against the spec: its inputs; nothing where it failed
   * and keys or Jobs are others now, for these may be the remedy.
   *
   * @param generator the generator as it is now; null where it is gone
   */
  static String hashToCompare(
      SyntheticDatasetVersion version, SyntheticDatasetSpec now, Generator generator) {
    var spec = version.getSpec();
    var source = spec.generatorVersion().source();
    var storage = spec.generatorVersion().storage();
    var engine = spec.generatorVersion().engine();
    var then = Arrays.asList(spec.output(), spec.job(), source.location(), storage, engine);
    var means =
        Arrays.asList(
            now.output(),
            now.job(),
            generator == null
                ? source.location()
                : Places.reached(source, generator.getSpec().source()).location(),
            generator == null ? storage : Places.reached(storage, generator.getSpec().storage()),
            generator == null ? engine : runningAs(engine, generator.getSpec().engine()));
    boolean sameMeans = Digests.of(then).equals(Digests.of(means));
    return sameMeans || VersionView.of(version).phase() != Phase.FAILED ? spec.inputHash() : "";
  }

  /**
   * The version to create.
   *
   * @param generator the generator version it is made from
   * @param slot the slot of the schedule it is made for; null for none
   * @param current the generator as it is now: its known failure modes and the Secrets by which its
   *     places are reached are taken from here, for those of the version may be gone
   */
  static SyntheticDatasetVersion version(
      SyntheticDataset dataset,
      long revision,
      Reason reason,
      Instant slot,
      GeneratorVersion generator,
      Generator current,
      String workerImage) {
    var spec = dataset.getSpec();
    var version = new SyntheticDatasetVersion();
    version.setMetadata(VersionObjects.metadata(dataset, revision));
    version.setSpec(
        new SyntheticDatasetVersionSpec(
            new ResourceReference(dataset.getMetadata().getName(), dataset.getMetadata().getUid()),
            revision,
            hash(spec),
            reason.word(),
            slot == null ? null : slot.toString(),
            reference(generator, current),
            spec.rows(),
            seed(dataset, revision),
            format(spec),
            spec.shards() == null ? 1 : spec.shards(),
            spec.purpose(),
            spec.intendedUse(),
            spec.riskAssessment(),
            spec.output(),
            spec.gates(),
            spec.job(),
            workerImage,
            RowConditions.orNull(spec.conditions()),
            new Upkeep(spec.refresh(), spec.retention())));
    return version;
  }

  private static GeneratorVersionReference reference(
      GeneratorVersion generator, Generator current) {
    var spec = generator.getSpec();
    var now = current.getSpec();
    return new GeneratorVersionReference(
        generator.getMetadata().getName(),
        generator.getMetadata().getUid(),
        spec.generatorRef().name(),
        spec.revision(),
        Places.reached(spec.source(), now.source()),
        spec.schema(),
        spec.holdout(),
        spec.seed(),
        runningAs(spec.engine(), now.engine()),
        Places.reached(spec.storage(), now.storage()),
        generator.getStatus().model(),
        now.limitations(),
        now.preserves());
  }

  /** The engine of a version, run as its generator has it run now where it is the same engine. */
  private static Engine runningAs(Engine engine, Engine now) {
    return engine.essence().equals(now.essence()) ? now : engine;
  }

  /**
   * The owner's seed, or one drawn for the version: a refresh with the same model gives new rows.
   */
  private static long seed(SyntheticDataset dataset, long revision) {
    return dataset.getSpec().seed() != null
        ? dataset.getSpec().seed()
        : Digests.number(dataset.getMetadata().getUid() + "/" + revision) >>> 1;
  }

  private static Format format(SyntheticDatasetSpec spec) {
    return spec.format() == null ? Format.PARQUET : spec.format();
  }
}
