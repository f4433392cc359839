package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.table.SequenceColumns;
import java.util.List;
import java.util.Map;

/**
 * What governs a fit, whatever the engine.
 *
 * @param seed seed of whatever the engine draws at random while it fits
 * @param protectedRows k: a label seen in fewer rows is never generated, and a quantile of numbers
 *     is a value seen in as many, or the mean of k neighbours
 * @param targets names of the columns that models will be trained to predict
 * @param leafRows for trees, the rows of a leaf at least; null to let the engine find them
 * @param privacy for engines with a proof of privacy, what it is to say; otherwise null
 * @param entity name of the column that names the entity of a row, where entities and not rows are
 *     counted by what protects them; otherwise null
 * @param sequence which columns make the rows of an entity a sequence; null where rows are drawn
 *     each by itself
 * @param leading for trees, names of the columns that are drawn first, in this order
 * @param declaredLabels all labels of columns whose owner declared them, by the columns' names:
 *     they may be told whatever the source has
 */
public record FitOptions(
    long seed,
    int protectedRows,
    List<String> targets,
    Integer leafRows,
    PrivacyOptions privacy,
    String entity,
    SequenceColumns sequence,
    List<String> leading,
    Map<String, List<String>> declaredLabels) {

  /** The number of rows that protects a value, where nothing else is said. */
  public static final int PROTECTED_ROWS = 5;

  public FitOptions {
    targets = List.copyOf(targets);
    leading = leading == null ? List.of() : List.copyOf(leading);
    declaredLabels = Map.copyOf(declaredLabels);
    if (protectedRows < 1) {
      throw new IllegalArgumentException("protectedRows must be at least 1: " + protectedRows);
    }
  }

  /** The usual protection, no target. */
  public static FitOptions seeded(long seed) {
    return new FitOptions(
        seed, PROTECTED_ROWS, List.of(), null, null, null, null, List.of(), Map.of());
  }

  /** The same with these targets. */
  public FitOptions withTargets(List<String> names) {
    return new FitOptions(
        seed, protectedRows, names, leafRows, privacy, entity, sequence, leading, declaredLabels);
  }

  /** The same with leaves of at least so many rows, or null. */
  public FitOptions withLeafRows(Integer rows) {
    return new FitOptions(
        seed, protectedRows, targets, rows, privacy, entity, sequence, leading, declaredLabels);
  }

  /** The same with what a private fit may tell, or null. */
  public FitOptions withPrivacy(PrivacyOptions options) {
    return new FitOptions(
        seed, protectedRows, targets, leafRows, options, entity, sequence, leading, declaredLabels);
  }

  /** The same with the column that names the entity of a row, or null. */
  public FitOptions withEntity(String column) {
    return new FitOptions(
        seed, protectedRows, targets, leafRows, privacy, column, sequence, leading, declaredLabels);
  }

  /** The same for rows that are sequences, or null. */
  public FitOptions withSequence(SequenceColumns columns) {
    return new FitOptions(
        seed, protectedRows, targets, leafRows, privacy, entity, columns, leading, declaredLabels);
  }

  /** The same with columns that are drawn first, or null. */
  public FitOptions withLeading(List<String> names) {
    return new FitOptions(
        seed, protectedRows, targets, leafRows, privacy, entity, sequence, names, declaredLabels);
  }

  /** The same with labels that are declared, by the names of their columns. */
  public FitOptions withDeclaredLabels(Map<String, List<String>> labels) {
    return new FitOptions(
        seed, protectedRows, targets, leafRows, privacy, entity, sequence, leading, labels);
  }
}
