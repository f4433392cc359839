package dev.syntheticdata.worker.report;

/**
 * Names in pictures, which have room for so much and no more. How wide text is depends on the fonts
 * of whoever looks; this is of a wide one (DejaVu Sans), so that what fits here fits with others.
 */
final class TickText {

  private static final double WIDE = 9.9;
  private static final double CAPITAL = 7.4;
  private static final double USUAL = 6.4;
  private static final double NARROW = 4.2;

  private TickText() {}

  /** About how wide a text is at most, at 10 pixels. */
  static double width(String text) {
    return text.codePoints().mapToDouble(TickText::width).sum();
  }

  private static double width(int c) {
    if (c > 0x24F) {
      return c == '…' ? WIDE : 10.5;
    }
    if ("mwMW@%".indexOf(c) >= 0) {
      return WIDE;
    }
    if ("iljftr.,:;'|!()[] -/".indexOf(c) >= 0) {
      return NARROW;
    }
    return Character.isUpperCase(c) ? CAPITAL : USUAL;
  }

  /**
   * The text, without its middle where it is too wide: names of columns mostly differ at their
   * ends.
   */
  static String shortened(String text, double room) {
    return without(text, room, 2);
  }

  /** The text, without its end where it is too wide. */
  static String cut(String text, double room) {
    return without(text, room, Integer.MAX_VALUE);
  }

  /** Of what is kept, one part in so many is of the end. */
  private static String without(String text, double room, int oneIn) {
    if (width(text) <= room) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    for (int kept = points.length - 1; kept > 1; kept--) {
      int tail = kept / oneIn;
      int head = kept - tail;
      String shorter =
          new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
      if (width(shorter) <= room) {
        return shorter;
      }
    }
    return "…";
  }
}
