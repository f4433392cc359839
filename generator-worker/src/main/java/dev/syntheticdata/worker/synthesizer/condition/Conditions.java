package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import java.util.List;

/**
 * Conditions on the columns of a schema. A row has one of the choices of each column, drawn with
 * their shares and independently of each other; given its choices, it is drawn from the model.
 *
 * @param columns the columns with a condition, by their position
 */
public record Conditions(List<OnColumn> columns) {

  /** Combinations of choices that can be told apart, at most. */
  private static final int MOST_COMBINATIONS = 1000;

  /** The choices of column j take their numbers from this stream of the seed, plus j. */
  private static final long CHOICE_STREAM = 3_000_000;

  public Conditions {
    columns = List.copyOf(columns);
    long combinations = 1;
    for (var column : columns) {
      combinations *= column.choices().size();
    }
    if (combinations > MOST_COMBINATIONS) {
      throw new InvalidInputException(
          "conditions.rebalance: there are %,d combinations of the values named, and at most %,d are"
                  .formatted(combinations, MOST_COMBINATIONS)
              + " possible; rebalance fewer columns, or name fewer values");
    }
  }

  /**
   * The condition on a column.
   *
   * @param column its position in the schema
   * @param choices the values its rows have, at least one choice; more than one where the column is
   *     rebalanced
   */
  public record OnColumn(int column, List<Choice> choices) {

    public OnColumn {
      choices = List.copyOf(choices);
    }

    /** The choice of each row of a seed. */
    public int[] choose(long firstRow, int rows, long seed) {
      var chosen = new int[rows];
      if (choices.size() > 1) {
        var random = new CellRandom(seed, CHOICE_STREAM + column);
        for (int row = 0; row < rows; row++) {
          chosen[row] = at(random.uniform(firstRow + row));
        }
      }
      return chosen;
    }

    private int at(double probability) {
      double sum = 0;
      for (int i = 0; i < choices.size() - 1; i++) {
        sum += choices.get(i).share();
        if (probability < sum) {
          return i;
        }
      }
      return choices.size() - 1;
    }
  }

  /**
   * Values that a share of the rows has.
   *
   * @param values the values
   * @param share the share, above 0
   * @param field where they are asked for
   * @param words the values, for people
   */
  public record Choice(ValueSet values, double share, String field, String words) {}

  /** The number of combinations of choices. */
  public int combinations() {
    return columns.stream().mapToInt(column -> column.choices().size()).reduce(1, (a, b) -> a * b);
  }

  /** The choice of each column in a combination, the last column's fastest. */
  public int[] choices(int combination) {
    var choices = new int[columns.size()];
    int rest = combination;
    for (int k = choices.length - 1; k >= 0; k--) {
      int size = columns.get(k).choices().size();
      choices[k] = rest % size;
      rest /= size;
    }
    return choices;
  }

  /** The combination of one choice for each column. */
  public int combination(int[] choices) {
    int combination = 0;
    for (int k = 0; k < choices.length; k++) {
      combination = combination * columns.get(k).choices().size() + choices[k];
    }
    return combination;
  }

  /** The combination of choices of each row. */
  public int[] combine(int[][] chosen, int rows) {
    var combined = new int[rows];
    for (int k = 0; k < columns.size(); k++) {
      int size = columns.get(k).choices().size();
      for (int row = 0; row < rows; row++) {
        combined[row] = combined[row] * size + chosen[k][row];
      }
    }
    return combined;
  }

  /** The choices of consecutive rows, by column with a condition and row. */
  public int[][] choose(long firstRow, int rows, long seed) {
    return columns.stream()
        .map(column -> column.choose(firstRow, rows, seed))
        .toArray(int[][]::new);
  }

  /** A combination in words, for messages. */
  public String words(int combination) {
    int[] choices = choices(combination);
    var words = new StringBuilder();
    for (int k = 0; k < choices.length; k++) {
      words.append(k == 0 ? "" : ", ").append(columns.get(k).choices().get(choices[k]).words());
    }
    return words.toString();
  }

  /**
   * Checks that each column by itself can have the values asked for.
   *
   * @throws InvalidInputException if one cannot, naming where it is asked for
   */
  void requireOf(ConditionalModel model) {
    for (var column : columns) {
      for (var choice : column.choices()) {
        if (!model.allows(column.column(), choice.values())) {
          throw new InvalidInputException(
              "%s: the model makes no row with %s: no row it learned from was so, or so few that the"
                      .formatted(choice.field(), choice.words())
                  + " value is protected; "
                  + (choice.field().endsWith(".shares")
                      ? "let the shares add up to 1"
                      : "ask for other values"));
        }
      }
    }
  }
}
