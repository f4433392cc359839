package dev.syntheticdata.worker.synthesizer.constraint;

/**
 * A constraint as the fit found it.
 *
 * @param constraint its name
 * @param broken share of the rows to learn from that break it, which were left out; null where the
 *     engine may not tell
 * @param byConstruction whether all of it is held by construction; otherwise rows that break it are
 *     drawn again
 */
public record Checked(String constraint, Double broken, boolean byConstruction) {}
