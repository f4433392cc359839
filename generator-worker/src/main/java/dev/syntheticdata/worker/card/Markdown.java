package dev.syntheticdata.worker.card;

/** Text made safe for Markdown. */
final class Markdown {

  private Markdown() {}

  /** Any text on one line, without meaning to Markdown, HTML or a table cell. */
  static String text(String any) {
    var out = new StringBuilder(any.length() + 16);
    any.codePoints()
        .forEach(
            c -> {
              if (c < 0x20 || c >= 0x7F && c < 0xA0) {
                out.append(' ');
              } else if (c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069) {
                out.append('\uFFFD');
              } else if (c == '<') {
                out.append("&lt;");
              } else if (c == '&') {
                out.append("&amp;");
              } else {
                if ("\\`*_[]{}|#>!~".indexOf(c) >= 0) {
                  out.append('\\');
                }
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
