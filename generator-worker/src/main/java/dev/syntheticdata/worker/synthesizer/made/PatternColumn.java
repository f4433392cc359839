package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import java.util.stream.IntStream;

/**
 * Identifiers of a form, another one for each row: the row's number is put through a permutation of
 * the form's words that the seed keys. So shards need not know of each other. They are as likely to
 * be one of the source as any other word of the form.
 *
 * @param pattern the form: see {@link Words}
 */
public record PatternColumn(String name, String pattern) implements MadeColumn {

  @Override
  public long mostRows() {
    return words().count();
  }

  @Override
  public void check() {
    if (words().hasEmpty()) {
      throw new InvalidInputException(
          "column '%s': its pattern '%s' makes an empty identifier, which is read as a missing value;"
                  .formatted(name, pattern)
              + " let it have at least one character");
    }
  }

  @Override
  public boolean fits(ColumnSchema column) {
    var numbers = WordNumbers.of(words());
    return column.holdsTexts()
        || column.range().filter(range -> numbers.filter(range::holds).isPresent()).isPresent();
  }

  private Words words() {
    try {
      return Words.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "column '%s': its pattern '%s' cannot be used: %s"
              .formatted(name, pattern, e.getMessage()),
          e);
    }
  }

  @Override
  public Column values(int position, long firstRow, int rows, long seed) {
    var words = words();
    if (firstRow + rows > words.count()) {
      throw new InvalidInputException(
          "column '%s': its pattern '%s' has %,d words, and at least %,d rows are wanted; ask for"
                  .formatted(name, pattern, words.count(), firstRow + rows)
              + " fewer rows, or give a pattern with more words");
    }
    var permutation = new Permutation(words.count(), new CellRandom(seed, STREAM + 2L * position));
    var free = new CellRandom(seed, STREAM + 2L * position + 1);
    var values = new String[rows];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            i -> values[i] = words.word(permutation.of(firstRow + i), free.bits(firstRow + i)));
    return Column.ofStrings(values);
  }
}
