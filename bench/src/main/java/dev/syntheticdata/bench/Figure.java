package dev.syntheticdata.bench;

/**
 * A number that was measured.
 *
 * @param name what it is
 * @param unit its unit
 * @param value the number
 * @param goal at most this, or at least where {@code atLeast}; null for no goal
 * @param atLeast whether more is better
 * @param peer what others publish; null for nothing
 */
record Figure(String name, String unit, double value, Double goal, boolean atLeast, String peer) {

  static Figure of(String name, String unit, double value) {
    return new Figure(name, unit, value, null, false, null);
  }

  static Figure atMost(double goal, String name, String unit, double value, String peer) {
    return new Figure(name, unit, value, goal, false, peer);
  }

  static Figure atLeast(double goal, String name, String unit, double value, String peer) {
    return new Figure(name, unit, value, goal, true, peer);
  }

  String goalText() {
    if (goal == null) {
      return "";
    }
    return (atLeast ? "at least " : "at most ") + format(goal);
  }

  String verdict() {
    if (goal == null) {
      return "";
    }
    return (atLeast ? value >= goal : value <= goal) ? "met" : "missed";
  }

  String valueText() {
    return format(value);
  }

  private static String format(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e9) {
      return Long.toString((long) number);
    }
    return String.format(java.util.Locale.ROOT, Math.abs(number) < 10 ? "%.2f" : "%.1f", number);
  }
}
