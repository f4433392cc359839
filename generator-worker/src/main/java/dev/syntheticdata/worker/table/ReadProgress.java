package dev.syntheticdata.worker.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** How much of a table's files has been read, told at every tenth of their bytes. */
final class ReadProgress {

  private final long all;
  private final IntConsumer listener;
  private long done;
  private int told;

  /**
   * @param all bytes there are
   * @param listener gets the share that is done, in percent: 10, 20 up to 100, each once at most
   */
  ReadProgress(long all, IntConsumer listener) {
    this.all = Math.max(1, all);
    this.listener = listener;
  }

  /** Counts bytes that were read. */
  void add(long bytes) {
    done += bytes;
    int tenths = (int) Math.min(10, 10.0 * done / all);
    if (tenths > told) {
      told = tenths;
      listener.accept(10 * tenths);
    }
  }

  /** The stream, whose bytes are counted as they are read. */
  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
      }
    };
  }
}
