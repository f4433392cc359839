package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.LabelMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import dev.syntheticdata.worker.table.ClockTime;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.MissingValue;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns that are learned in parts. A date-time becomes its day and its time of day; days whose
 * weekdays are uneven get their weekday as well; a column with several kinds of missing values gets
 * the kind. The further parts come after all columns of the table, with no value where the column
 * has none (or for the kind, where it has one), and are put together again after drawing.
 */
final class Parts {

  /** Chi-squared of six degrees of freedom that even weekdays exceed once in a thousand tables. */
  private static final double UNEVEN = 22.46;

  private static final int WEEK = 7;

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_WEEKDAY = 3;

  private static final List<String> WEEKDAYS =
      Stream.of(DayOfWeek.values()).map(DayOfWeek::name).toList();

  private Parts() {}

  /** The further parts of a table's columns. */
  static List<Part> of(Table table) {
    var parts = new ArrayList<Part>();
    for (int j = 0; j < table.schema().size(); j++) {
      var schema = table.schema().columns().get(j);
      var column = table.columns().get(j);
      boolean hasTime = schema.type() == ColumnType.DATE_TIME;
      if (hasTime && hasValue(column)) {
        parts.add(new Part(j, Part.Kind.TIME_OF_DAY));
      }
      if ((hasTime || schema.type() == ColumnType.DATE) && isUneven(days(schema, column))) {
        parts.add(new Part(j, Part.Kind.WEEKDAY));
      }
      if (schema.missing().size() > 1 && !column.isStrings()) {
        parts.add(new Part(j, Part.Kind.MISSING_KIND));
      }
    }
    return List.copyOf(parts);
  }

  private static boolean hasValue(Column column) {
    return IntStream.range(0, column.size()).anyMatch(row -> !column.isMissing(row));
  }

  private static boolean isUneven(Column days) {
    var counts = new int[WEEK];
    int all = 0;
    for (int row = 0; row < days.size(); row++) {
      if (!days.isMissing(row)) {
        counts[weekday(days.number(row))]++;
        all++;
      }
    }
    double even = (double) all / WEEK;
    double sum = 0;
    for (int count : counts) {
      sum += (count - even) * (count - even) / even;
    }
    return all > 0 && sum > UNEVEN;
  }

  private static int weekday(double day) {
    return (int) Math.floorMod((long) day + FIRST_WEEKDAY, (long) WEEK);
  }

  private static Column days(ColumnSchema schema, Column column) {
    return schema.type() == ColumnType.DATE ? column : column.map(ClockTime.of(schema)::day);
  }

  /** The table with its further parts as columns at the end, and days where it had date-times. */
  static Table apart(Table table, List<Part> parts) {
    if (parts.isEmpty()) {
      return table;
    }
    var schemas = new ArrayList<>(table.schema().columns());
    var columns = new ArrayList<>(table.columns());
    var names = new HashSet<>(schemas.stream().map(ColumnSchema::name).toList());
    for (var part : parts) {
      var schema = table.schema().columns().get(part.column());
      var column = table.columns().get(part.column());
      String name = schema.name() + " (" + part.kind() + ")";
      while (!names.add(name)) {
        name += "'";
      }
      switch (part.kind()) {
        case TIME_OF_DAY -> {
          var clock = ClockTime.of(schema);
          schemas.set(
              part.column(),
              new ColumnSchema(
                  schema.name(), ColumnType.DATE, schema.nullable(), 0, "uuuu-MM-dd", List.of()));
          columns.set(part.column(), days(schema, column));
          schemas.add(new ColumnSchema(name, ColumnType.TIME, false, 0, "HH:mm:ss.SSS", List.of()));
          columns.add(column.map(clock::time));
        }
        case WEEKDAY -> {
          schemas.add(labels(name, WEEKDAYS));
          var days = days(schema, column);
          columns.add(
              Column.ofCodes(
                  days.size(), row -> days.isMissing(row) ? -1 : weekday(days.number(row))));
        }
        case MISSING_KIND -> {
          schemas.add(labels(name, schema.missing()));
          columns.add(
              Column.ofCodes(
                  column.size(), row -> column.isMissing(row) ? column.missingKind(row) : -1));
        }
      }
    }
    return new Table(new TableSchema(schemas), columns);
  }

  private static ColumnSchema labels(String name, List<String> labels) {
    return new ColumnSchema(name, ColumnType.CATEGORICAL, false, 0, null, labels);
  }

  /** The margins with further parts that are never missing: they are drawn for every row. */
  static List<Margin> alwaysThere(List<Margin> margins, List<Part> parts) {
    int own = margins.size() - parts.size();
    return IntStream.range(0, margins.size())
        .mapToObj(j -> j < own ? margins.get(j) : alwaysThere(margins.get(j)))
        .toList();
  }

  private static Margin alwaysThere(Margin margin) {
    if (margin instanceof NumberMargin numbers) {
      return new NumberMargin(0, numbers.probabilities(), numbers.values(), numbers.grid());
    }
    if (margin instanceof LabelMargin labels) {
      return new LabelMargin(0, labels.codes(), labels.cumulative());
    }
    return margin;
  }

  /**
   * An order in which no part comes before its column. Where a column has no value a part has none,
   * so that a part that is drawn first would always say that there is one.
   *
   * @param columns of the table and of its parts
   * @param order of them, as it would be without parts
   */
  static int[] afterTheirColumns(int columns, List<Part> parts, int[] order) {
    var ordered = new ArrayList<>(IntStream.of(order).boxed().toList());
    for (int p = 0; p < parts.size(); p++) {
      Integer part = columns - parts.size() + p;
      int main = ordered.indexOf(parts.get(p).column());
      int at = ordered.indexOf(part);
      if (at >= 0 && at < main) {
        ordered.remove(part);
        ordered.add(main, part);
      }
    }
    return ordered.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The table's schema, where what was fitted in parts may add that values are missing, or that
   * identifiers are of another type.
   */
  static TableSchema together(TableSchema schema, TableSchema fitted) {
    return new TableSchema(
        IntStream.range(0, schema.size())
            .mapToObj(j -> together(schema.columns().get(j), fitted.columns().get(j)))
            .toList());
  }

  /** The parts by which a value is put together again: all but the kinds of missing ones. */
  static boolean isDrawnInParts(List<Part> parts, int column) {
    return parts.stream()
        .anyMatch(part -> part.column() == column && part.kind() != Part.Kind.MISSING_KIND);
  }

  private static ColumnSchema together(ColumnSchema column, ColumnSchema fitted) {
    var nullable = column.withNullable(fitted.nullable());
    return column.type() == ColumnType.IDENTIFIER
        ? nullable.withParquet(fitted.parquet())
        : nullable;
  }

  /**
   * What the main part of a column may be where the column is among certain values: for a date-time
   * the days that some of them are on.
   */
  static ValueSet ofMain(TableSchema schema, List<Part> parts, int column, ValueSet values) {
    if (!parts.contains(new Part(column, Part.Kind.TIME_OF_DAY))) {
      return values;
    }
    var clock = ClockTime.of(schema.columns().get(column));
    var days = new ArrayList<ValueSet.Range>();
    for (var range : values.ranges()) {
      double from = day(clock, range.from());
      double to = Math.max(from, day(clock, range.to()));
      int last = days.size() - 1;
      if (last >= 0 && from <= days.get(last).to()) {
        from = days.get(last).from();
        to = Math.max(to, days.get(last).to());
        days.remove(last);
      }
      days.add(new ValueSet.Range(from, to));
    }
    return new ValueSet(days, values.missing());
  }

  private static double day(ClockTime clock, double dateTime) {
    return Double.isInfinite(dateTime) ? dateTime : clock.day(dateTime);
  }

  /**
   * Puts the parts of drawn rows together.
   *
   * @param schema of the table
   * @param drawn the columns with their further parts; those of the table are replaced. A column
   *     that is null with its parts stays so.
   * @param codes their codes; null for a column that no tree draws
   * @param codings their codings; null likewise
   */
  static void together(
      TableSchema schema, List<Part> parts, Column[] drawn, short[][] codes, Coding[] codings) {
    // Weekdays first, while the main part is a day; kinds last, since numbers made anew lose them.
    for (var kind : List.of(Part.Kind.WEEKDAY, Part.Kind.TIME_OF_DAY, Part.Kind.MISSING_KIND)) {
      for (int p = 0; p < parts.size(); p++) {
        var part = parts.get(p);
        int main = part.column();
        var further = drawn[schema.size() + p];
        if (part.kind() != kind || further == null) {
          continue;
        }
        switch (kind) {
          case WEEKDAY -> {
            if (codings[main] instanceof NumberCoding days) {
              drawn[main] = onWeekdays(drawn[main].numbers(), further.codes(), codes[main], days);
            }
          }
          case TIME_OF_DAY ->
              drawn[main] =
                  at(
                      ClockTime.of(schema.columns().get(main)),
                      drawn[main].numbers(),
                      further.numbers());
          case MISSING_KIND -> drawn[main] = ofKinds(drawn[main], further);
        }
      }
    }
  }

  /** Moves each day to the nearest one of its weekday, where its bin has one. */
  private static Column onWeekdays(
      double[] days, int[] weekdays, short[] codes, NumberCoding bins) {
    var moved = new double[days.length];
    for (int row = 0; row < moved.length; row++) {
      moved[row] = days[row];
      if (Double.isNaN(days[row]) || weekdays[row] < 0) {
        continue;
      }
      int later = Math.floorMod(weekdays[row] - weekday(days[row]), WEEK);
      double after = days[row] + later;
      double before = after - WEEK;
      boolean afterIn = after <= bins.highest(codes[row]);
      boolean beforeIn = before >= bins.lowest(codes[row]);
      if (afterIn && (!beforeIn || later <= WEEK / 2)) {
        moved[row] = after;
      } else if (beforeIn) {
        moved[row] = before;
      }
    }
    return Column.ofNumbers(moved);
  }

  private static Column at(ClockTime clock, double[] days, double[] times) {
    var dateTimes = new double[days.length];
    for (int row = 0; row < dateTimes.length; row++) {
      dateTimes[row] = Double.isNaN(days[row]) ? Double.NaN : clock.dateTime(days[row], times[row]);
    }
    return Column.ofNumbers(dateTimes);
  }

  private static Column ofKinds(Column column, Column kinds) {
    if (column.isNumbers()) {
      var numbers = column.numbers().clone();
      for (int row = 0; row < numbers.length; row++) {
        if (Double.isNaN(numbers[row])) {
          numbers[row] = MissingValue.number(Math.max(0, kinds.code(row)));
        }
      }
      return Column.ofNumbers(numbers);
    }
    var codes = column.codes().clone();
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < 0) {
        codes[row] = MissingValue.code(Math.max(0, kinds.code(row)));
      }
    }
    return Column.ofCodes(codes);
  }
}
