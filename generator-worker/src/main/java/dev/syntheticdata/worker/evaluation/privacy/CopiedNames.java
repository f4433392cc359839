package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Identifiers and free texts of T that stand in other tables. Nothing else looks at these columns,
 * and a mail address or a note of a real person gives more away than a row that equals another.
 *
 * <p>What may be met by chance is left out: numbers by which rows are counted, whatever stands
 * around them, and texts of few letters or of several rows. So is what H has too, such as the
 * customers of whom rows are on both sides of the split: one that has it may have it from
 * elsewhere.
 */
final class CopiedNames {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** Numbers of more digits are no count of rows. */
  private static final int COUNTED_DIGITS = 15;

  /**
   * Where a smaller share of a range is taken, chance finds fewer than the standard gate allows.
   */
  private static final double COUNTED_SHARE = 0.01;

  private static final int LETTERS = 10;

  private final List<Names> columns = new ArrayList<>();

  /**
   * A column's.
   *
   * @param index its position
   * @param name its name
   * @param values what no other row should have
   */
  private record Names(int index, String name, Set<String> values) {

    BitSet in(Table table) {
      var found = new BitSet(table.rows());
      var column = table.columns().get(index);
      String[] theirs = column.strings();
      for (int row = 0; row < column.size(); row++) {
        if (!column.isMissing(row) && values.contains(theirs[row])) {
          found.set(row);
        }
      }
      return found;
    }
  }

  private CopiedNames(EvaluationContext context, Predicate<String> which) {
    for (int index = 0; index < context.train().schema().size(); index++) {
      if (!which.test(context.schema(index).name())) {
        continue;
      }
      var type = context.schema(index).type();
      var column = context.train().columns().get(index);
      Set<String> values =
          switch (type) {
            case IDENTIFIER -> identifiers(column);
            case TEXT -> texts(column);
            default -> Set.of();
          };
      if (context.holdout() != null && !values.isEmpty()) {
        forEach(context.holdout().columns().get(index), value -> true, values::remove);
      }
      if (!values.isEmpty()) {
        columns.add(new Names(index, context.schema(index).name(), values));
      }
    }
  }

  /** Those of columns that may have been learned. */
  static CopiedNames learned(EvaluationContext context) {
    return new CopiedNames(context, name -> !context.made().contains(name));
  }

  /** Those of columns that are made of seed and row alone: what is met there is met by chance. */
  static CopiedNames made(EvaluationContext context) {
    return new CopiedNames(context, context.made()::contains);
  }

  /**
   * What a table has of them.
   *
   * @param rows its rows that have one
   * @param columns names of the columns in which they do
   */
  record Found(BitSet rows, List<String> columns) {}

  /** Looks for them in a table. */
  Found in(Table table) {
    var rows = new BitSet(table.rows());
    var where = new ArrayList<String>();
    for (var column : columns) {
      var found = column.in(table);
      if (!found.isEmpty()) {
        rows.or(found);
        where.add(column.name());
      }
    }
    return new Found(rows, where);
  }

  private static Set<String> texts(Column column) {
    var once = new HashSet<String>();
    var repeated = new HashSet<String>();
    forEach(
        column,
        text -> text.chars().filter(Character::isLetter).count() >= LETTERS,
        text -> {
          if (!once.add(text)) {
            repeated.add(text);
          }
        });
    once.removeAll(repeated);
    return once;
  }

  private static Set<String> identifiers(Column column) {
    var values = new HashSet<String>();
    forEach(column, value -> true, values::add);
    return areCounted(values) ? Set.of() : values;
  }

  private static void forEach(Column column, Predicate<String> which, Consumer<String> what) {
    String[] values = column.strings();
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row) && which.test(values[row])) {
        what.accept(values[row]);
      }
    }
  }

  /** Whether values are one text around numbers that follow closely upon each other. */
  private static boolean areCounted(Set<String> values) {
    var around = new HashSet<String>();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (var value : values) {
      var number = NUMBER.matcher(value);
      if (!number.find() || number.group().length() > COUNTED_DIGITS) {
        return false;
      }
      long count = Long.parseLong(number.group());
      least = Math.min(least, count);
      greatest = Math.max(greatest, count);
      around.add(value.substring(0, number.start()) + "#" + value.substring(number.end()));
      if (around.size() > 1) {
        return false;
      }
    }
    return values.size() >= COUNTED_SHARE * (greatest - least + 1);
  }
}
