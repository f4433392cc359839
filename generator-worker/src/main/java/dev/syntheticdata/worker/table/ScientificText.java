package dev.syntheticdata.worker.table;

import java.util.regex.Pattern;

/**
 * The text of a number with an exponent, in the ways in which programs write it: one digit before
 * the point, and the exponent with or without a plus and filled to two digits or not, as in 5e-06,
 * 1.25E+07, 1.0E-5 or 1e21.
 *
 * @param digits those before the exponent, as a whole number
 * @param scale the number is the digits divided by this power of ten; negative for great ones
 * @param form how the exponent is written, below {@value #FORMS}
 */
record ScientificText(long digits, int scale, int form) {

  static final int FORMS = 8;

  private static final int UPPER = 1;
  private static final int PLUS = 2;
  private static final int PADDED = 4;
  private static final int MOST_DIGITS = 18;

  private static final Pattern PATTERN =
      Pattern.compile("(-?)([0-9])(?:\\.([0-9]+))?([eE])([-+]?([0-9]{1,3}))");

  /** The number of a text; null where the same text would not come back. */
  static ScientificText of(String text) {
    var parts = PATTERN.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String after = parts.group(3) == null ? "" : parts.group(3);
    if (after.length() >= MOST_DIGITS) {
      return null;
    }
    long digits = Long.parseLong(parts.group(1) + parts.group(2) + after);
    int scale = after.length() - Integer.parseInt(parts.group(5));
    int form =
        (parts.group(4).equals("E") ? UPPER : 0)
            | (parts.group(5).startsWith("+") ? PLUS : 0)
            | (parts.group(6).length() == 2 && parts.group(6).startsWith("0") ? PADDED : 0);
    var number = new ScientificText(digits, scale, form);
    boolean same = number.text().equals(text) && !Double.isInfinite(Double.parseDouble(text));
    return same ? number : null;
  }

  /** The text that it is of. */
  String text() {
    String all = Long.toString(Math.abs(digits));
    int after = digits == 0 ? Math.max(0, scale) : all.length() - 1;
    int exponent = digits == 0 ? 0 : after - scale;
    var text = new StringBuilder();
    text.append(digits < 0 ? "-" : "").append(all.charAt(0));
    if (after > 0) {
      text.append('.').append(digits == 0 ? "0".repeat(after) : all.substring(1));
    }
    text.append((form & UPPER) == 0 ? 'e' : 'E');
    text.append(exponent < 0 ? "-" : (form & PLUS) == 0 ? "" : "+");
    int size = Math.abs(exponent);
    return text.append((form & PADDED) != 0 && size < 10 ? "0" : "").append(size).toString();
  }
}
