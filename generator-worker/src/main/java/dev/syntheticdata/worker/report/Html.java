package dev.syntheticdata.worker.report;

import java.util.Locale;

/** Text made safe for a page, and numbers as a page shows them. */
final class Html {

  private Html() {}

  /**
   * Any text as content or as the value of a quoted attribute. Characters that a page may not hold
   * are replaced.
   */
  static String text(String any) {
    var out = new StringBuilder(any.length() + 16);
    any.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    boolean control = c < 0x20 && c != '\t' && c != '\n' || c >= 0x7F && c < 0xA0;
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    // Marks that turn the direction of the text after them can make a page say something else.
    boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return !control && !surrogate && !direction;
  }

  /** A score with three decimals; a dash for null. */
  static String number(Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A share as a percentage with one decimal; a dash for null. */
  static String percent(Double share) {
    return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** A count with thousands apart. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Which colour is which: that of synthetic rows, and that of real ones. */
  static String key(String synthetic, String real) {
    return "<p class=\"key\"><i class=\"s\"></i>%s<i class=\"r\"></i>%s</p>\n"
        .formatted(synthetic, real);
  }

  /** A coordinate in a picture. */
  static String at(double position) {
    return String.format(Locale.ROOT, "%.1f", position);
  }
}
