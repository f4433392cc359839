package dev.syntheticdata.worker.evaluation.drift;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code profile.json}: how the values of a table are distributed, small enough to be kept with
 * every version, so that a later version can be compared with it without its rows. No bin and no
 * label stands for fewer than {@value #LEAST_ROWS} rows.
 *
 * @param schemaVersion version of this format, {@value #SCHEMA_VERSION}
 * @param rows rows of the table
 * @param columns its columns but identifiers and free texts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Profile(String schemaVersion, long rows, List<ColumnProfile> columns) {

  static final String SCHEMA_VERSION = "1";
  static final int LEAST_ROWS = 10;
  private static final int BINS = 10;
  private static final int LABELS = 50;

  public Profile {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name its name
   * @param edges upper ends of the bins of ordered values but the last, rising; null for categories
   * @param labels the categories counted on their own; null for ordered values
   * @param counts rows in each bin, or of each label and of all other labels; missing values last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ColumnProfile(String name, double[] edges, List<String> labels, long[] counts) {

    /** Whether the values are ordered. */
    boolean isOrdered() {
      return edges != null;
    }

    /** Whether it has bins or labels, and a count of each. */
    boolean isWhole() {
      return name != null
          && (edges == null) != (labels == null)
          && counts != null
          && counts.length == places();
    }

    /** Bins with the outermost one, or labels with all others; and the missing value. */
    private int places() {
      return (isOrdered() ? edges.length : labels.size()) + 2;
    }

    /** Rows of another column in the bins of this one. */
    long[] count(ColumnSchema schema, Column column) {
      long[] found = new long[places()];
      int[] places = isOrdered() ? null : places(schema);
      for (int row = 0; row < column.size(); row++) {
        if (column.isMissing(row)) {
          found[found.length - 1]++;
        } else if (places != null) {
          found[places[column.codes()[row]]]++;
        } else {
          int at = Arrays.binarySearch(edges, column.numbers()[row]);
          found[at >= 0 ? at : -at - 1]++;
        }
      }
      return found;
    }

    private int[] places(ColumnSchema schema) {
      var places = new HashMap<String, Integer>();
      labels.forEach(label -> places.put(label, places.size()));
      return schema.categories().stream()
          .mapToInt(label -> places.getOrDefault(label, labels.size()))
          .toArray();
    }
  }

  /** The profile of a table. */
  public static Profile of(Table table) {
    var columns = new ArrayList<ColumnProfile>();
    for (int index = 0; index < table.schema().size(); index++) {
      var schema = table.schema().columns().get(index);
      var column = table.columns().get(index);
      if (schema.type().isNumeric()) {
        columns.add(counted(schema, column, edges(column.sorted()), null));
      } else if (schema.type().isCategorical()) {
        columns.add(counted(schema, column, null, labels(schema, column.codes())));
      }
    }
    return new Profile(SCHEMA_VERSION, table.rows(), columns);
  }

  private static ColumnProfile counted(
      ColumnSchema schema, Column column, double[] edges, List<String> labels) {
    var bins = new ColumnProfile(schema.name(), edges, labels, null);
    return new ColumnProfile(schema.name(), edges, labels, bins.count(schema, column));
  }

  private static double[] edges(double[] sorted) {
    int bins = Math.min(BINS, sorted.length / LEAST_ROWS);
    return IntStream.range(1, bins)
        .mapToDouble(bin -> sorted[(int) ((long) bin * sorted.length / bins) - 1])
        .distinct()
        .filter(edge -> edge < sorted[sorted.length - 1])
        .toArray();
  }

  private static List<String> labels(ColumnSchema schema, int[] codes) {
    int[] counts = new int[schema.categories().size()];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return IntStream.range(0, counts.length)
        .filter(code -> counts[code] >= LEAST_ROWS)
        .boxed()
        .sorted(Comparator.comparingInt(code -> -counts[code]))
        .limit(LABELS)
        .map(schema.categories()::get)
        .toList();
  }

  /** The column of a name. */
  Optional<ColumnProfile> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The document's text; the same table gives the same bytes. */
  public String toJson() {
    return TaskJson.writePretty(this) + "\n";
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if it is none, or one of another version of the format
   */
  public static Profile read(byte[] document) {
    var profile = TaskJson.read(new String(document, StandardCharsets.UTF_8), Profile.class);
    if (profile == null || !SCHEMA_VERSION.equals(profile.schemaVersion)) {
      throw new IllegalArgumentException(
          "profile.json has the format %s, this worker reads %s"
              .formatted(profile == null ? null : profile.schemaVersion, SCHEMA_VERSION));
    }
    for (var column : profile.columns) {
      if (!column.isWhole()) {
        throw new IllegalArgumentException(
            "column %s has not the bins and counts of a profile".formatted(column.name()));
      }
    }
    return profile;
  }
}
