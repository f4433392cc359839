package dev.syntheticdata.worker.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column as text, coded by distinct value: types are then inferred and values parsed once per
 * distinct text instead of once per row.
 */
public final class RawColumn {

  /** What the source says about the values by itself. */
  public enum Origin {
    /** Nothing, as in CSV: the type is to be inferred from the texts. */
    UNTYPED,
    /** They are text, so that digits in them are labels and not numbers. */
    TEXT,
    /** They have a type, and their texts are in its ISO form. */
    TYPED
  }

  private final String name;
  private final Origin origin;
  private final List<String> values = new ArrayList<>();
  private final Map<String, Integer> codeOf = new HashMap<>();
  private int[] codes = new int[1024];
  private int[] counts = new int[64];
  private int[] firstRows = new int[64];
  private int rows;
  private int missing;

  /**
   * @param name the column's name
   * @param origin what the source says about the values
   */
  public RawColumn(String name, Origin origin) {
    this.name = name;
    this.origin = origin;
  }

  /** Appends a value, or a missing one for null. */
  public void add(String value) {
    if (rows == codes.length) {
      codes = Arrays.copyOf(codes, rows * 2);
    }
    codes[rows] = value == null ? -1 : code(value);
    if (value == null) {
      missing++;
    } else {
      counts[codes[rows]]++;
    }
    rows++;
  }

  private int code(String value) {
    Integer known = codeOf.get(value);
    if (known != null) {
      return known;
    }
    int code = values.size();
    if (code == counts.length) {
      counts = Arrays.copyOf(counts, code * 2);
      firstRows = Arrays.copyOf(firstRows, code * 2);
    }
    firstRows[code] = rows;
    values.add(value);
    codeOf.put(value, code);
    return code;
  }

  public String name() {
    return name;
  }

  /** What the source says about the values. */
  public Origin origin() {
    return origin;
  }

  /** The number of rows, missing values included. */
  public int rows() {
    return rows;
  }

  /** The number of missing values. */
  public int missing() {
    return missing;
  }

  /** The distinct texts in order of first appearance. */
  public List<String> values() {
    return values;
  }

  /** The position of a row's text in {@link #values()}, or -1 for a missing value. */
  public int code(int row) {
    return codes[row];
  }

  /** How many rows have the distinct text of that position. */
  public int count(int code) {
    return counts[code];
  }

  /** The first row, from 0, that has the distinct text of that position. */
  public int firstRow(int code) {
    return firstRows[code];
  }
}
