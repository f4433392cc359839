package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Failures;
import java.time.Instant;

/**
 * All that decides whether a dataset gets a new version.
 *
 * @param suspended {@code spec.suspend}
 * @param scheduleError why the schedule cannot be read; null where it can
 * @param generator what became of the reference to the generator
 * @param inputHash digest of the inputs as the spec has them now
 * @param latest the version made last; null where there is none
 * @param refreshRequest value of the annotation; null where it is not set
 * @param handledRequest the value acted on last
 * @param onGeneratorChange whether a new generator version makes a new version
 * @param slot the slot of the schedule that is due; null where there is none
 * @param failures failed versions in a row; null where the last did not fail
 * @param now now
 */
public record DatasetFacts(
    boolean suspended,
    String scheduleError,
    GeneratorResolution generator,
    String inputHash,
    LatestVersion latest,
    String refreshRequest,
    String handledRequest,
    boolean onGeneratorChange,
    Instant slot,
    Failures failures,
    Instant now) {}
