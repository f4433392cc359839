package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Tells whether values can be written in the Parquet type of their column, without writing any. */
public final class ParquetCheck {

  private final ParquetEncoder encoder;
  private final RecordConsumer nowhere = new Nowhere();

  public ParquetCheck(ColumnSchema column) {
    this.encoder = new ParquetEncoder(column);
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
