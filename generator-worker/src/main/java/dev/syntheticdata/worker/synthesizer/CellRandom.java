package dev.syntheticdata.worker.synthesizer;

/**
 * Random numbers by counter: the number of a cell is a function of (seed, stream, row) alone, so
 * rows can be generated in any order and any cut. Each stream is the SplitMix64 sequence (Steele,
 * Lea, Flood: Fast splittable pseudorandom number generators, 2014; finaliser of Stafford, variant
 * 13) from a state that is a hash of seed and stream; a row is a position in it.
 */
public final class CellRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long state;

  /**
   * A stream.
   *
   * @param seed seed of the dataset
   * @param stream number of the stream, for example of a column
   */
  public CellRandom(long seed, long stream) {
    this.state = mix(mix(seed + GOLDEN) + mix(stream ^ 0xD1B54A32D192ED03L));
  }

  /** 64 random bits of a row. */
  public long bits(long row) {
    return mix(state + GOLDEN * (row + 1));
  }

  /** A uniform number of a row, strictly between 0 and 1, with 52 random bits. */
  public double uniform(long row) {
    return uniformOf(bits(row));
  }

  /** The uniform numbers of consecutive rows. */
  public double[] uniforms(long firstRow, int rows) {
    var uniforms = new double[rows];
    for (int i = 0; i < rows; i++) {
      uniforms[i] = uniform(firstRow + i);
    }
    return uniforms;
  }

  /**
   * The middle of one of 2^52 equal parts of the unit interval: each is a double, neither end is.
   */
  static double uniformOf(long bits) {
    return (bits >>> 12) * 0x1p-52 + 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
