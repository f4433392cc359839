package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.Purpose;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.List;

/** What became of a dataset's reference to its generator. */
public sealed interface GeneratorResolution {

  /** A generator version that may be used for this dataset, now. */
  record Resolved(GeneratorVersion version) implements GeneratorResolution {}

  /** There is none yet. */
  record Pending(Reason reason, String message) implements GeneratorResolution {}

  /** There is none that may be used, and there will be none unless somebody changes something. */
  record Refused(Reason reason, String message) implements GeneratorResolution {}

  /** Name of the version a dataset is made from: the pinned one, or the one that is ready. */
  static String versionName(SyntheticDatasetSpec spec, Generator generator) {
    if (spec.generatorRef().version() != null) {
      return spec.generatorRef().version();
    }
    return generator == null
            || generator.getStatus() == null
            || generator.getStatus().readyVersion() == null
        ? null
        : generator.getStatus().readyVersion().name();
  }

  /**
   * Resolves a reference.
   *
   * @param spec the dataset's spec
   * @param generator the generator; null where it does not exist
   * @param version the version of {@link #versionName}; null where it does not exist
   * @param now now
   */
  static GeneratorResolution of(
      SyntheticDatasetSpec spec, Generator generator, GeneratorVersion version, Instant now) {
    var name = spec.generatorRef().name();
    if (generator == null) {
      return new Pending(
          Reason.GENERATOR_NOT_FOUND,
          "spec.generatorRef: waiting for the Generator " + name + ", which does not exist");
    }
    var refusal = refuse(spec, generator, now);
    if (refusal != null) {
      return refusal;
    }
    if (version == null) {
      return new Pending(
          Reason.GENERATOR_NOT_READY,
          spec.generatorRef().version() != null
              ? "spec.generatorRef.version: waiting for the GeneratorVersion "
                  + spec.generatorRef().version()
                  + ", which does not exist"
              : "waiting for the Generator "
                  + name
                  + " to have a version that is ready"
                  + stalled(generator));
    }
    return usable(spec, generator, version);
  }

  /** Why the generator does not get there by itself. */
  private static String stalled(Generator generator) {
    var conditions = generator.getStatus() == null ? null : generator.getStatus().conditions();
    return Conditions.find(conditions, Conditions.STALLED)
        .map(condition -> ", which is stalled: " + condition.getMessage())
        .orElse("");
  }

  private static GeneratorResolution usable(
      SyntheticDatasetSpec spec, Generator generator, GeneratorVersion version) {
    var name = version.getMetadata().getName();
    if (!generator.getMetadata().getUid().equals(version.getSpec().generatorRef().uid())) {
      return new Refused(
          Reason.GENERATOR_VERSION_UNUSABLE,
          "spec.generatorRef.version: "
              + name
              + " is a version of "
              + version.getSpec().generatorRef().name()
              + ", not of this Generator "
              + spec.generatorRef().name());
    }
    var phase = version.getStatus() == null ? null : version.getStatus().phase();
    if (phase == Phase.FAILED) {
      return new Refused(
          Reason.GENERATOR_VERSION_UNUSABLE,
          "spec.generatorRef.version: " + name + " failed; choose another version, or none");
    }
    return phase == Phase.FITTED
        ? new Resolved(version)
        : new Pending(Reason.GENERATOR_NOT_READY, "waiting for " + name + " to be fitted");
  }

  private static Refused refuse(SyntheticDatasetSpec spec, Generator generator, Instant now) {
    var source = generator.getSpec().source();
    var expiry = Authorizations.expiry(source.authorization(), now);
    if (expiry != null) {
      return new Refused(Reason.AUTHORIZATION_EXPIRED, expiry);
    }
    if (!allows(generator.getSpec().allowedPurposes(), spec.purpose())) {
      return new Refused(
          Reason.PURPOSE_NOT_ALLOWED,
          refusal(spec.purpose(), "spec.allowedPurposes of the Generator"));
    }
    var authorization = source.authorization();
    if (authorization != null && !allows(authorization.purposes(), spec.purpose())) {
      return new Refused(
          Reason.PURPOSE_NOT_ALLOWED,
          refusal(spec.purpose(), "spec.source.authorization.purposes of the Generator"));
    }
    return null;
  }

  private static boolean allows(List<Purpose> purposes, Purpose purpose) {
    return purposes == null || purposes.isEmpty() || purposes.contains(purpose);
  }

  private static String refusal(Purpose purpose, String field) {
    return "spec.purpose "
        + purpose.label()
        + " is not among "
        + field
        + ": choose one that is, or ask the generator's owner";
  }
}
