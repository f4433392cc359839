package dev.syntheticdata.worker.synthesizer.trees;

/** x·ln x for whole numbers, the same bits on every platform. */
final class Entropy {

  private static final double[] TABLE = new double[1 << 16];

  static {
    for (int x = 1; x < TABLE.length; x++) {
      TABLE[x] = x * StrictMath.log(x);
    }
  }

  private static final double[] STEPS = new double[TABLE.length - 1];

  static {
    for (int x = 0; x < STEPS.length; x++) {
      STEPS[x] = TABLE[x + 1] - TABLE[x];
    }
  }

  private Entropy() {}

  /** How much x·ln x grows from x to x + 1. */
  static double step(int x) {
    return x < STEPS.length ? STEPS[x] : xLogX(x + 1) - xLogX(x);
  }

  /** x·ln x, 0 for 0. */
  static double xLogX(int x) {
    return x < TABLE.length ? TABLE[x] : x * StrictMath.log(x);
  }
}
