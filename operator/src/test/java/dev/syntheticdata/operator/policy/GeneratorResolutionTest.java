package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Authorization;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorReference;
import dev.syntheticdata.api.v1alpha1.GeneratorSpec;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionStatus;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.Purpose;
import dev.syntheticdata.api.v1alpha1.ReadyGeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Source;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorResolutionTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private final Generator generator = Fixtures.generator();
  private final GeneratorVersion version = Fixtures.generatorVersion();

  /** A dataset's spec; the fixture follows the generator. */
  private static SyntheticDatasetSpec spec(String pinned, Purpose purpose) {
    var spec = Fixtures.dataset().getSpec();
    return new SyntheticDatasetSpec(
        new GeneratorReference(spec.generatorRef().name(), pinned),
        spec.rows(),
        spec.seed(),
        spec.format(),
        spec.shards(),
        purpose,
        spec.intendedUse(),
        spec.riskAssessment(),
        spec.output(),
        spec.gates(),
        spec.refresh(),
        spec.retention(),
        spec.job(),
        spec.suspend(),
        spec.conditions());
  }

  private static SyntheticDatasetSpec following() {
    return spec(null, Purpose.MODEL_TRAINING);
  }

  private static SyntheticDatasetSpec pinned() {
    return spec("patients-v1", Purpose.MODEL_TRAINING);
  }

  private void set(List<Purpose> allowedPurposes, Authorization authorization) {
    var spec = generator.getSpec();
    generator.setSpec(
        new GeneratorSpec(
            new Source(spec.source().location(), spec.source().format(), authorization),
            spec.schema(),
            spec.storage(),
            spec.holdout(),
            spec.engine(),
            spec.seed(),
            spec.privacy(),
            spec.limitations(),
            allowedPurposes,
            spec.job(),
            spec.suspend(),
            spec.retention(),
            null));
  }

  private void setPhase(Phase phase) {
    version.setStatus(
        phase == null ? null : new GeneratorVersionStatus(1L, null, phase, null, null));
  }

  private static void assertPending(GeneratorResolution actual, Reason reason, String... said) {
    assertThat(actual)
        .isInstanceOfSatisfying(
            GeneratorResolution.Pending.class,
            pending -> {
              assertThat(pending.reason()).isEqualTo(reason);
              assertThat(pending.message()).contains(said);
            });
  }

  private static void assertRefused(GeneratorResolution actual, Reason reason, String... said) {
    assertThat(actual)
        .isInstanceOfSatisfying(
            GeneratorResolution.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.message()).contains(said);
            });
  }

  @Test
  void aFittedVersionIsUsed() {
    assertThat(GeneratorResolution.of(following(), generator, version, NOW))
        .isEqualTo(new GeneratorResolution.Resolved(version));
    assertThat(GeneratorResolution.of(pinned(), generator, version, NOW))
        .isEqualTo(new GeneratorResolution.Resolved(version));
  }

  @Test
  void aGeneratorThatDoesNotExistIsWaitedFor() {
    assertPending(
        GeneratorResolution.of(following(), null, null, NOW),
        Reason.GENERATOR_NOT_FOUND,
        "spec.generatorRef",
        "patients");
  }

  @Test
  void aGeneratorWithoutReadyVersionIsWaitedFor() {
    assertPending(
        GeneratorResolution.of(following(), generator, null, NOW),
        Reason.GENERATOR_NOT_READY,
        "the Generator patients");
  }

  @Test
  void aPinnedVersionThatDoesNotExistIsWaitedFor() {
    assertPending(
        GeneratorResolution.of(pinned(), generator, null, NOW),
        Reason.GENERATOR_NOT_READY,
        "spec.generatorRef.version",
        "patients-v1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"PENDING", "FITTING"})
  void aVersionThatIsBeingFittedIsWaitedFor(Phase phase) {
    setPhase(phase);
    assertPending(
        GeneratorResolution.of(pinned(), generator, version, NOW),
        Reason.GENERATOR_NOT_READY,
        "patients-v1 to be fitted");
  }

  @Test
  void aVersionWithoutStatusIsWaitedFor() {
    setPhase(null);
    assertPending(
        GeneratorResolution.of(pinned(), generator, version, NOW),
        Reason.GENERATOR_NOT_READY,
        "patients-v1");
  }

  @Test
  void aPinnedVersionThatFailedIsRefused() {
    setPhase(Phase.FAILED);
    assertRefused(
        GeneratorResolution.of(pinned(), generator, version, NOW),
        Reason.GENERATOR_VERSION_UNUSABLE,
        "spec.generatorRef.version",
        "patients-v1 failed");
  }

  @Test
  void aPinnedVersionOfAnotherGeneratorIsRefused() {
    generator.getMetadata().setUid("99999999-aaaa-4aaa-8aaa-000000000009");
    assertRefused(
        GeneratorResolution.of(pinned(), generator, version, NOW),
        Reason.GENERATOR_VERSION_UNUSABLE,
        "spec.generatorRef.version",
        "patients-v1");
  }

  @Test
  void aPurposeTheGeneratorDoesNotAllowIsRefused() {
    assertRefused(
        GeneratorResolution.of(spec(null, Purpose.SOFTWARE_TESTING), generator, version, NOW),
        Reason.PURPOSE_NOT_ALLOWED,
        "spec.purpose SoftwareTesting",
        "spec.allowedPurposes");
  }

  @Test
  void aPurposeThePermissionDoesNotCoverIsRefused() {
    assertRefused(
        GeneratorResolution.of(spec(null, Purpose.ANALYTICS), generator, version, NOW),
        Reason.PURPOSE_NOT_ALLOWED,
        "spec.purpose Analytics",
        "spec.source.authorization.purposes");
  }

  @Test
  void whereNoPurposeIsNamedAllAreAllowed() {
    set(List.of(), new Authorization("DPIA-7", null, null));
    assertThat(
            GeneratorResolution.of(spec(null, Purpose.EXTERNAL_SHARING), generator, version, NOW))
        .isInstanceOf(GeneratorResolution.Resolved.class);
    set(null, null);
    assertThat(
            GeneratorResolution.of(spec(null, Purpose.EXTERNAL_SHARING), generator, version, NOW))
        .isInstanceOf(GeneratorResolution.Resolved.class);
  }

  @Test
  void aPermissionThatEndedRefusesAllEvenWhatIsFitted() {
    set(null, new Authorization("DPIA-7", null, "2026-03-10T12:00:00Z"));
    assertRefused(
        GeneratorResolution.of(following(), generator, version, NOW),
        Reason.AUTHORIZATION_EXPIRED,
        "DPIA-7",
        "2026-03-10T12:00:00Z");
  }

  @Test
  void aPermissionThatEndedIsToldBeforeAPurposeThatIsNotAllowed() {
    set(List.of(Purpose.ANALYTICS), new Authorization("DPIA-7", null, "2026-03-01T00:00:00Z"));
    assertRefused(
        GeneratorResolution.of(following(), generator, version, NOW),
        Reason.AUTHORIZATION_EXPIRED,
        "DPIA-7");
  }

  @Test
  void theVersionIsThePinnedOneOrTheOneThatIsReady() {
    assertThat(GeneratorResolution.versionName(pinned(), null)).isEqualTo("patients-v1");
    assertThat(GeneratorResolution.versionName(following(), null)).isNull();
    assertThat(GeneratorResolution.versionName(following(), generator)).isNull();
    generator.setStatus(new GeneratorStatus(1L, null, null, null, null, null, null));
    assertThat(GeneratorResolution.versionName(following(), generator)).isNull();
    var ready = new ReadyGeneratorVersion("patients-v4", 4L, "d", "u", "s", "c");
    generator.setStatus(new GeneratorStatus(1L, null, null, ready, null, null, null));
    assertThat(GeneratorResolution.versionName(following(), generator)).isEqualTo("patients-v4");
    assertThat(GeneratorResolution.versionName(pinned(), generator)).isEqualTo("patients-v1");
  }
}
