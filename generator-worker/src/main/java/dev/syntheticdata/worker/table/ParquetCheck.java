package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Tells whether values can be written in the Parquet type of their column, without writing any. */
public final class ParquetCheck {

  private final ParquetEncoder encoder;
  private final RecordConsumer nowhere = new Nowhere();

  public ParquetCheck(ColumnSchema column) {
    this.encoder = new ParquetEncoder(column);
  }

  /**
   * A column of labels, in its Parquet type if that holds all of them, as those that were declared
   * it may not; else in the usual one, which does.
   */
  public static ColumnSchema ofLabels(ColumnSchema column) {
    if (column.parquet() == null) {
      return column;
    }
    int labels = column.categories().size();
    var check = new ParquetCheck(column);
    var codes = Column.ofCodes(IntStream.range(0, labels).toArray());
    return IntStream.range(0, labels).allMatch(label -> check.holds(codes, label))
        ? column
        : column.withParquet(null);
  }

  /** Whether the value of a row, which is not missing, is one of the type. */
  public boolean holds(Column values, int row) {
    try {
      encoder.write(nowhere, values, row);
      return true;
    } catch (InvalidInputException e) {
      // The encoder's word for no.
      return false;
    }
  }

  /** Takes values and keeps none. */
  private static final class Nowhere extends RecordConsumer {
    @Override
    public void startMessage() {}

    @Override
    public void endMessage() {}

    @Override
    public void startField(String field, int index) {}

    @Override
    public void endField(String field, int index) {}

    @Override
    public void startGroup() {}

    @Override
    public void endGroup() {}

    @Override
    public void addInteger(int value) {}

    @Override
    public void addLong(long value) {}

    @Override
    public void addBoolean(boolean value) {}

    @Override
    public void addBinary(Binary value) {}

    @Override
    public void addFloat(float value) {}

    @Override
    public void addDouble(double value) {}
  }
}
