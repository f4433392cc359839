package dev.syntheticdata.worker.evaluation;

import java.util.List;

/**
 * What S reaches of what T has or of what is declared. Nothing here tells of fewer than ten people:
 * a category is named where ten of them have it, an end of a range lies where ten are beyond, and a
 * missing combination is named where its values are declared.
 */
public sealed interface CoverageFinding {

  /**
   * The categories of a column.
   *
   * @param column the column
   * @param wanted categories that T has
   * @param found those of them that S has
   * @param rare those that T has in few rows
   * @param rareFound those of these that S has
   * @param named rare and missing ones that may be named, the ones S has least of first
   * @param missedUnnamed those that S has not and that may not be named
   * @param declared values that are declared for the column; null where none are
   * @param declaredMissed those of them that S has not
   * @param few those that T has in so few rows that no generator should repeat them
   * @param fewFound those of these that S has
   */
  record Categories(
      String column,
      int wanted,
      int found,
      int rare,
      int rareFound,
      List<Category> named,
      int missedUnnamed,
      Integer declared,
      List<String> declaredMissed,
      int few,
      int fewFound)
      implements CoverageFinding {

    /** Categories that a generator should reach. */
    public int due() {
      return wanted - few;
    }

    /** Those of them that S has. */
    public int dueFound() {
      return found - fewFound;
    }
  }

  /**
   * A category that is rare in T or missing in S.
   *
   * @param category its name
   * @param real share of the rows of T
   * @param synthetic share of the rows of S
   */
  record Category(String category, double real, double synthetic) {}

  /**
   * The ends of an ordered column: how many rows lie where the outermost hundredth of T does, or
   * its outermost ten rows where that is more.
   *
   * @param column the column
   * @param lowReal share of the values of T at the lower end
   * @param lowSynthetic share of the values of S there or below
   * @param highReal share of the values of T at the upper end
   * @param highSynthetic share of the values of S there or above
   */
  record Range(
      String column, double lowReal, double lowSynthetic, double highReal, double highSynthetic)
      implements CoverageFinding {}

  /**
   * A rare class of a target.
   *
   * @param target the target
   * @param label the class; null where it may not be named
   * @param real its share of the rows of T that models learn from
   * @param synthetic the same of S
   * @param rows rows of H of the class
   * @param recallReal share of them that the model of T finds
   * @param recallSynthetic share of them that the model of S finds
   */
  record RareClass(
      String target,
      String label,
      double real,
      double synthetic,
      int rows,
      double recallReal,
      double recallSynthetic)
      implements CoverageFinding {}

  /**
   * The combinations of values of several columns.
   *
   * @param ways columns that are combined
   * @param declared whether the combinations are all of the declared values, rather than the common
   *     ones of T
   * @param wanted combinations there are
   * @param found those of them that S has
   * @param reference those a perfect sample of the size of S has on average, or, of declared
   *     values, those that T has
   * @param lowest sets of columns of which S misses most, at most {@value #MOST_SETS}
   * @param missed declared combinations that S has not although it has every part of them, at most
   *     {@value #MOST_MISSED}; each is a list of {@code column = value}
   */
  record Combinations(
      int ways,
      boolean declared,
      long wanted,
      long found,
      double reference,
      List<ColumnSet> lowest,
      List<List<String>> missed)
      implements CoverageFinding {

    public static final int MOST_SETS = 100;
    public static final int MOST_MISSED = 100;
  }

  /**
   * The combinations of some columns.
   *
   * @param columns the columns
   * @param wanted combinations there are
   * @param found those of them that S has
   */
  record ColumnSet(List<String> columns, long wanted, long found) {

    /** How much is missed. */
    public double missed() {
      return wanted == 0 ? 0 : 1 - (double) found / wanted;
    }
  }
}
