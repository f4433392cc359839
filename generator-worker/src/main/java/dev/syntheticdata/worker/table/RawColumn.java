package dev.syntheticdata.worker.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column as text, coded by distinct value: types are then inferred and values parsed once per
 * distinct text instead of once per row. With more than {@value #FEW} distinct texts, numbers are
 * kept as numbers from which their texts come back, and other texts without an object for each, so
 * that a row takes few bytes whatever it holds.
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

  private static final int FEW = 1 << 16;

  private final String name;
  private final Origin origin;
  private final int few;

  private PackedLongs codes = new PackedLongs();
  private List<String> values = new ArrayList<>();
  private Map<String, Integer> codeOf = new HashMap<>();

  /** Set once there are many texts that are no numbers; then it is {@link #values} too. */
  private TextDictionary dictionary;

  /** Set where there are many numbers, instead of codes and values. */
  private Decimals decimals;

  private int missing;

  /** Its Parquet type in all files; null where there is none, or several. */
  private String parquet;

  /**
   * @param name the column's name
   * @param origin what the source says about the values
   */
  public RawColumn(String name, Origin origin) {
    this(name, origin, FEW);
  }

  RawColumn(String name, Origin origin, int few) {
    this.name = name;
    this.origin = origin;
    this.few = few;
  }

  /**
   * A column of a Parquet file.
   *
   * @param parquet its type, as {@link ColumnSchema#parquet()} has it
   */
  RawColumn(String name, Origin origin, String parquet) {
    this(name, origin, FEW);
    this.parquet = parquet;
  }

  /** Notes its type in another file, null where that is no Parquet. */
  void alsoOf(String type) {
    parquet = type == null || parquet == null ? null : ParquetTypes.both(parquet, type);
  }

  /** Its Parquet type in all files; null where there is none, or several. */
  String parquet() {
    return parquet;
  }

  /** How those missing are written that have no text of their own; null where that is unknown. */
  private String missingText;

  /**
   * Appends a field. Of the texts that stand for no value, the first to come is missing as null is;
   * another is a text of its own, so that kinds of missing values can be told apart.
   */
  public void addField(String field) {
    if (!MissingValue.isMissing(field)) {
      add(field);
    } else if (missingText == null || missingText.equals(field)) {
      missingText = field;
      add(null);
    } else {
      add(field);
    }
  }

  /** Appends a value, or a missing one for null. */
  public void add(String value) {
    missing += value == null ? 1 : 0;
    if (decimals != null) {
      if (decimals.add(value)) {
        return;
      }
      asTexts();
    }
    codes.add(value == null ? -1 : code(value));
    if (dictionary == null && values.size() > few) {
      many();
    }
  }

  private int code(String value) {
    if (dictionary != null) {
      return dictionary.code(value);
    }
    Integer known = codeOf.putIfAbsent(value, values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    return values.size() - 1;
  }

  /** Goes on without an object for each distinct text. */
  private void many() {
    if (origin != Origin.TEXT && values.stream().allMatch(Decimals::holds)) {
      decimals = new Decimals();
      for (int row = 0; row < codes.size(); row++) {
        int code = (int) codes.get(row);
        decimals.add(code < 0 ? null : values.get(code));
      }
      codes = null;
      values = null;
    } else {
      dictionary = new TextDictionary();
      values.forEach(dictionary::code);
      values = dictionary;
    }
    codeOf = null;
  }

  /** Goes back from numbers to their texts, in the order they came. */
  private void asTexts() {
    codes = new PackedLongs();
    dictionary = new TextDictionary();
    values = dictionary;
    for (int row = 0; row < decimals.size(); row++) {
      codes.add(decimals.isMissing(row) ? -1 : dictionary.code(decimals.text(row)));
    }
    decimals = null;
  }

  /** No more are appended. */
  void done() {
    if (decimals != null) {
      decimals.done();
    } else {
      codes.done();
    }
    codeOf = null;
    if (dictionary != null) {
      dictionary.done();
    }
  }

  /** The same column with some of its texts missing. */
  RawColumn without(Collection<String> texts) {
    var column = new RawColumn(name, origin, few);
    for (int row = 0; row < rows(); row++) {
      int code = (int) codes().get(row);
      String text = code < 0 ? null : values.get(code);
      column.add(texts.contains(text) ? null : text);
    }
    column.done();
    return column;
  }

  /** How those missing are written that have no text of their own; null where that is unknown. */
  String missingText() {
    return missingText;
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
    return decimals != null ? decimals.size() : codes.size();
  }

  /** The number of missing values. */
  public int missing() {
    return missing;
  }

  /** The values, where there are many and all are numbers; otherwise null. */
  Decimals decimals() {
    return decimals;
  }

  /** The distinct texts in order of first appearance. */
  public List<String> values() {
    if (decimals != null) {
      asTexts();
      codes.done();
      dictionary.done();
    }
    return values;
  }

  /** The position of each row's text in {@link #values()}, -1 for a missing value. */
  PackedLongs codes() {
    values();
    return codes;
  }

  /** The first row, from 0, that has the distinct text of that position. */
  public int firstRow(int code) {
    int row = 0;
    while (codes().get(row) != code) {
      row++;
    }
    return row;
  }
}
