package dev.syntheticdata.local.progress;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Shows how resources come along: a line for each resource and each of its steps. On a terminal the
 * lines change in place; elsewhere a line is printed for each change.
 */
public final class Progress {

  private static final int WIDTH = 118;

  private final PrintStream out;
  private final boolean inPlace;
  private final Clock clock;
  private final Instant start;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int drawn;

  /**
   * @param out where to
   * @param inPlace whether that is a terminal
   * @param clock the clock of the times shown
   */
  public Progress(PrintStream out, boolean inPlace, Clock clock) {
    this.out = out;
    this.inPlace = inPlace;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Shows a resource as it is now. */
  public synchronized void show(HasMetadata resource) {
    for (var line : Lines.of(resource)) {
      if (!line.equals(lines.put(line.key(), line))) {
        if (inPlace) {
          redraw();
        } else {
          out.println(seconds() + "  " + text(line));
        }
      }
    }
  }

  /** Says something in between. */
  public synchronized void say(String text) {
    if (inPlace) {
      erase();
      out.println(text);
      redraw();
    } else {
      out.println(seconds() + "  " + text);
    }
  }

  private void redraw() {
    erase();
    for (var line : lines.values()) {
      out.println(cut(text(line)));
    }
    drawn = lines.size();
    out.flush();
  }

  /** Back to the first line that was drawn, and nothing below it. */
  private void erase() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private static String text(Line line) {
    return String.format(
        Locale.ROOT,
        "%s%s %-" + (34 - 2 * line.indent()) + "s %s",
        "  ".repeat(line.indent()),
        mark(line.state()),
        line.name(),
        line.text());
  }

  private static String cut(String text) {
    return text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
  }

  private static String mark(Line.State state) {
    return switch (state) {
      case WORKING -> "…";
      case DONE -> "✓";
      case FAILED -> "✗";
      case WAITING -> "·";
    };
  }

  private String seconds() {
    var passed = Duration.between(start, clock.instant());
    return String.format(Locale.ROOT, "%6.1fs", passed.toMillis() / 1000.0);
  }
}
