package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.worker.synthesizer.made.Automaton.Part;
import java.util.BitSet;

/**
 * Reads a pattern, a regular expression of which all words have an end: literals, {@code \}
 * followed by a literal or {@code \d}, {@code \w} (letters and digits, no underscore), classes such
 * as {@code [A-F0-9]} without negation, groups, alternatives with {@code |}, and the repeats {@code
 * {n}}, {@code {m,n}} and {@code ?}.
 */
final class PatternParser {

  private static final String SPECIAL = "*+.^$";
  private static final int MOST_REPEATS = 256;

  private final String text;
  private final Automaton automaton = new Automaton();
  private int at;

  private PatternParser(String text) {
    this.text = text;
  }

  /**
   * The pattern's automaton.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static Automaton parse(String pattern) {
    var parser = new PatternParser(pattern);
    Part whole = parser.alternatives();
    if (parser.at < pattern.length()) {
      throw parser.error("there is a ')' that closes nothing");
    }
    return parser.automaton.whole(whole);
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException("at character " + (at + 1) + " " + what);
  }

  private boolean more() {
    return at < text.length();
  }

  private Part alternatives() {
    int start = automaton.state();
    int end = automaton.state();
    while (true) {
      Part part = sequence();
      automaton.free(start, part.start());
      automaton.free(part.end(), end);
      if (!more() || text.charAt(at) != '|') {
        return new Part(start, end);
      }
      at++;
    }
  }

  private Part sequence() {
    int start = automaton.state();
    int end = start;
    while (more() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      Part part = repeated();
      automaton.free(end, part.start());
      end = part.end();
    }
    return new Part(start, end);
  }

  private Part repeated() {
    int from = at;
    Part first = one();
    int low = 1;
    int high = 1;
    int to = at;
    if (more() && text.charAt(at) == '?') {
      at++;
      low = 0;
    } else if (more() && text.charAt(at) == '{') {
      at++;
      low = number();
      high = low;
      if (more() && text.charAt(at) == ',') {
        at++;
        high = number();
      }
      expect('}');
    }
    if (high < low || high == 0 || high > MOST_REPEATS) {
      throw error("a repeat must be from 1 to 256 and not end before it begins");
    }
    int after = at;
    int start = first.start();
    int end = automaton.state();
    if (low == 0) {
      automaton.free(start, end);
    }
    int last = first.end();
    for (int times = 1; times < high; times++) {
      if (times >= low) {
        automaton.free(last, end);
      }
      // The same text again, with states of its own.
      at = from;
      Part again = one();
      if (at != to) {
        throw new IllegalStateException("a part of a pattern was read in two ways");
      }
      automaton.free(last, again.start());
      last = again.end();
    }
    automaton.free(last, end);
    at = after;
    if (more() && (text.charAt(at) == '{' || text.charAt(at) == '?')) {
      throw error("there is a second repeat; put the first in a group");
    }
    return new Part(start, end);
  }

  private Part one() {
    int c = character();
    if (c == '(') {
      Part part = alternatives();
      expect(')');
      return part;
    }
    if (c == '[') {
      return letters(characterClass());
    }
    if (c == '\\') {
      if (!more()) {
        throw error("there is nothing after '\\'");
      }
      return letters(escaped(character()));
    }
    if (SPECIAL.indexOf(c) >= 0 || c == '{' || c == '}' || c == '?' || c == ']') {
      at--;
      throw error(
          "'%c' is not supported or out of place; for the character itself write \\%c"
              .formatted(c, c));
    }
    return letters(letters(c, c));
  }

  /** The next character, of which those beyond the basic plane are two of the text. */
  private int character() {
    int c = text.codePointAt(at);
    if (isHalf(c)) {
      throw error("there is half of a character");
    }
    at += Character.charCount(c);
    return c;
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static BitSet letters(int low, int high) {
    var all = new BitSet();
    all.set(low, high + 1);
    all.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
    return all;
  }

  private BitSet escaped(int c) {
    if (c == 'd' || c == 'w') {
      var all = letters('0', '9');
      if (c == 'w') {
        all.or(letters('a', 'z'));
        all.or(letters('A', 'Z'));
      }
      return all;
    }
    if (Character.isLetterOrDigit(c)) {
      throw error("'\\%c' is not supported; write a class such as [0-9]".formatted(c));
    }
    return letters(c, c);
  }

  private BitSet characterClass() {
    var all = new BitSet();
    if (more() && text.charAt(at) == '^') {
      throw error("a class cannot be negated; list its characters");
    }
    while (more() && text.charAt(at) != ']') {
      int low = character();
      if (low == '\\' && more()) {
        all.or(escaped(character()));
      } else if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        int high = character();
        if (high < low) {
          throw error("a range of a class ends before it begins");
        }
        all.or(letters(low, high));
      } else {
        all.set(low);
      }
    }
    expect(']');
    if (all.isEmpty()) {
      throw error("a class has no character");
    }
    return all;
  }

  private Part letters(BitSet characters) {
    int start = automaton.state();
    int end = automaton.state();
    for (int low = characters.nextSetBit(0); low >= 0; ) {
      int after = characters.nextClearBit(low);
      automaton.edge(start, low, after - 1, end);
      low = characters.nextSetBit(after);
    }
    return new Part(start, end);
  }

  private int number() {
    int from = at;
    while (more() && Character.digit(text.charAt(at), 10) >= 0 && at - from < 4) {
      at++;
    }
    if (from == at) {
      throw error("a number is missing; an open repeat is not supported");
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private void expect(char c) {
    if (!more() || text.charAt(at) != c) {
      throw error("'%c' is missing".formatted(c));
    }
    at++;
  }
}
