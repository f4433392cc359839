package dev.syntheticdata.worker.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gates for those who have no cluster: the standard ones, or those of a file, in YAML or JSON. A
 * file is a list as in a SyntheticDataset's {@code spec.gates}, or has one under {@code gates}, or
 * is a whole SyntheticDataset.
 */
final class GatesFile {

  /** Reads YAML; apart, because most evaluations have no gates and need none of it. */
  private static final class Yaml {

    // An API server would refuse what it does not know; here nobody else does.
    private static final YAMLMapper MAPPER =
        YAMLMapper.builder()
            .annotationIntrospector(new TaskJson.Strict())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  private static final String OPTION = "--gates";
  private static final String EXAMPLE = "{metric: fidelity.column-shapes, min: 0.9}";

  private GatesFile() {}

  /** What stands for {@link StandardGates} instead of a file. */
  static final String STANDARD = "standard";

  /** Whether the standard gates are meant. */
  static boolean isStandard(Path file) {
    return file != null && file.toString().equals(STANDARD);
  }

  /**
   * The gates of a file, or the standard ones.
   *
   * @param targets the columns that are named as targets
   * @param columns the columns of the tables
   * @param protectedColumns those that are named as protected
   * @throws InvalidInputException if there is no such file, or it holds no gates, or one of them is
   *     not well formed; the message names it
   */
  static List<Gate> read(
      Path file, List<String> targets, List<String> columns, List<String> protectedColumns) {
    if (isStandard(file)) {
      return StandardGates.list();
    }
    JsonNode list = list(file);
    var gates = new ArrayList<Gate>();
    for (int i = 0; i < list.size(); i++) {
      String place = "%s: gate %d".formatted(OptionFiles.place(OPTION, file), i + 1);
      try {
        var gate = checked(Yaml.MAPPER.treeToValue(list.get(i), Gate.class), place);
        requireTarget(gate, targets, place);
        requireColumn(gate, columns, protectedColumns, place);
        gates.add(gate);
      } catch (JsonProcessingException e) {
        throw new InvalidInputException(
            place + ": " + DocumentWords.of(e, "YAML or JSON", EXAMPLE), e);
      }
    }
    return gates;
  }

  private static JsonNode list(Path file) {
    String place = OptionFiles.place(OPTION, file);
    try {
      JsonNode root =
          Yaml.MAPPER.readTree(new String(OptionFiles.read(OPTION, file), StandardCharsets.UTF_8));
      JsonNode list = root;
      if (root != null && root.isObject()) {
        list = root.has("spec") ? root.at("/spec/gates") : root.get("gates");
      }
      if (list == null || !list.isArray() || list.isEmpty()) {
        throw new InvalidInputException(
            "%s: holds no gates; write a list such as '- %s', or name a SyntheticDataset with spec.gates"
                .formatted(place, EXAMPLE));
      }
      return list;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          place + ": " + DocumentWords.of(e, "YAML or JSON", "'- " + EXAMPLE + "'"), e);
    }
  }

  private static Gate checked(Gate gate, String place) {
    if (gate == null || gate.metric() == null) {
      throw new InvalidInputException(place + " names no metric");
    }
    if (gate.min() == null && gate.max() == null && gate.margin() == null) {
      throw new InvalidInputException(place + " needs a min, a max or a margin");
    }
    if (gate.margin() != null && gate.margin() < 0) {
      throw new InvalidInputException(place + ": margin must not be negative");
    }
    if (gate.min() != null && gate.max() != null && gate.min() > gate.max()) {
      throw new InvalidInputException(place + ": min must not be greater than max");
    }
    boolean ofInterval = gate.statistic() != null && gate.statistic() != Gate.Statistic.VALUE;
    if (ofInterval && !gate.metric().hasInterval()) {
      throw new InvalidInputException(
          place + ": the metric has no interval: leave statistic out, or make it Value");
    }
    if (ofInterval && gate.column() != null && !gate.metric().hasIntervalByColumn()) {
      throw new InvalidInputException(
          place + ": the metric has no interval by column: leave statistic out, or make it Value");
    }
    return gate;
  }

  /** A gate on a target that nothing is measured for could only fail, after all the work. */
  private static void requireTarget(Gate gate, List<String> targets, String place) {
    if (gate.target() == null) {
      return;
    }
    if (!gate.metric().perTarget()) {
      throw new InvalidInputException(
          "%s: %s is one value for the whole table; leave target out"
              .formatted(place, gate.metric().id()));
    }
    if (!targets.contains(gate.target())) {
      throw new InvalidInputException(
          "%s: the target '%s' is not among those of --target; add --target %s"
              .formatted(place, gate.target(), gate.target()));
    }
  }

  /** Nor could one on a column that has no value. */
  private static void requireColumn(
      Gate gate, List<String> columns, List<String> protectedColumns, String place) {
    if (gate.column() == null) {
      return;
    }
    if (!gate.metric().perColumn()) {
      throw new InvalidInputException(
          "%s: %s has no values by column; leave column out, or choose a metric of which docs/metrics.md says that it has"
              .formatted(place, gate.metric().id()));
    }
    if (!columns.contains(gate.column())) {
      throw new InvalidInputException(
          "%s: there is no column '%s'; the columns are %s"
              .formatted(place, gate.column(), ColumnNames.list(columns)));
    }
    if (Family.of(gate.metric()) == Family.FAIRNESS && !protectedColumns.contains(gate.column())) {
      throw new InvalidInputException(
          "%s: the column '%s' is not among those of --protected; add --protected %s"
              .formatted(place, gate.column(), gate.column()));
    }
  }
}
