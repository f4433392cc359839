package dev.syntheticdata.local.pod;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the absolute paths that a container knows lie on this machine.
 *
 * <p><b>A child process sees the machine's file system, not the container's.</b> Nothing can be mounted at
 * {@code /etc/task} without being root, so the container's command, arguments, environment values and working directory
 * are rewritten instead: wherever one of the container's mount paths stands as a path (at the start of the text or after
 * white space, quotes, or one of {@code = : , ; ( < > | & [ {}, and followed by a slash or the end of a word), it is
 * replaced by the real directory. A path that the program has compiled in, or puts together at run time, is not
 * translated. Real directories come without quoting, so keep the runner's directory free of spaces.
 */
final class PathMap {
  private static final String BEFORE = "(?<=^|[\\s=:,;\"'(<>|&\\[{`])";
  private static final String AFTER = "(?=$|[/\\s=:,;\"')<>|&\\]}`])";

  // Longest first, so that of /data and /data/model the more precise one is used.
  private final TreeMap<String, Path> places =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
  private final Pattern pattern;

  PathMap(Map<String, Path> places) {
    places.forEach((path, place) -> this.places.put(withoutTrailingSlash(path), place));
    StringBuilder alternatives = new StringBuilder();
    for (String path : this.places.keySet()) {
      if (path.isEmpty()) {
        throw new IllegalArgumentException(
            "mountPath / cannot be translated; mount at a directory below it");
      }
      alternatives.append(alternatives.isEmpty() ? "" : "|").append(Pattern.quote(path));
    }
    this.pattern =
        this.places.isEmpty() ? null : Pattern.compile(BEFORE + "(?:" + alternatives + ")" + AFTER);
  }

  String rewrite(String text) {
    if (pattern == null) {
      return text;
    }
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(places.get(match.group()).toString()));
  }

  private static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
