package dev.syntheticdata.local.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An engine that keeps the contract of engines in containers and nothing else: it copies rows that
 * it learned from, repeats few rows, or loses what is rare. It runs as a process of its own with
 * nothing but the JDK, as an image would, and tells nobody what it does.
 *
 * <p>Every way but {@link Way#MEMORIZING} begins with rows whose columns are drawn independently of
 * each other: {@link Way#SHUFFLING}, which copies nobody, shows what comes of that alone.
 */
public final class DishonestEngine {

  /** What an engine does with the rows that it was given. */
  enum Way {
    /** Draws each column by itself. */
    SHUFFLING,
    /** Draws whole rows that it learned from. */
    MEMORIZING,
    /** One row in twenty is one that it learned from. */
    COPYING,
    /** Repeats thirty rows. */
    COLLAPSED,
    /** Writes no row with a word that fewer than one row in a hundred has. */
    DROPPING
  }

  private static final int ONE_COPY_IN = 20;
  private static final int COLLAPSED_TO = 30;
  private static final double RARE = 0.01;
  private static final Pattern FIELD = Pattern.compile("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)");

  private final List<List<String>> learned;
  private final Random random;

  private DishonestEngine(List<List<String>> learned, long seed) {
    this.learned = learned;
    this.random = new Random(seed);
  }

  /** The command of an engine that goes one of these ways. */
  static String[] command(Way way) {
    var classes = DishonestEngine.class.getProtectionDomain().getCodeSource().getLocation();
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-cp",
      Path.of(classes.getPath()).toString(),
      DishonestEngine.class.getName(),
      way.name()
    };
  }

  /**
   * Runs the task in {@code $ENGINE_DATA}.
   *
   * @param arguments the way to go
   */
  public static void main(String[] arguments) throws IOException {
    var data = Path.of(System.getenv("ENGINE_DATA"));
    var task = Files.readString(data.resolve("task.json"));
    if (task.matches("(?s).*\"task\"\\s*:\\s*\"fit\".*")) {
      Files.copy(data.resolve("source/rows.csv"), data.resolve("model/rows.csv"));
      Files.writeString(
          data.resolve("result.json"), "{\"name\": \"trustworthy\", \"version\": \"1\"}\n");
      return;
    }
    var lines = Files.readAllLines(data.resolve("model/rows.csv"));
    var learned = lines.stream().skip(1).map(DishonestEngine::fields).toList();
    var rows =
        new DishonestEngine(learned, number(task, "seed"))
            .rows(Way.valueOf(arguments[0]), (int) number(task, "rows"));
    var written = new ArrayList<String>();
    written.add(lines.get(0));
    rows.forEach(row -> written.add(String.join(",", row)));
    Files.write(data.resolve("out/rows.csv"), written);
  }

  private List<List<String>> rows(Way way, int count) {
    return switch (way) {
      case SHUFFLING -> repeated(count, this::shuffled);
      case MEMORIZING -> repeated(count, this::copied);
      case COPYING -> copying(count);
      case COLLAPSED -> {
        var few = repeated(COLLAPSED_TO, this::shuffled);
        yield repeated(count, () -> few.get(random.nextInt(few.size())));
      }
      case DROPPING -> dropping(count);
    };
  }

  private List<List<String>> copying(int count) {
    var rows = repeated(count - count / ONE_COPY_IN, this::shuffled);
    rows.addAll(repeated(count / ONE_COPY_IN, this::copied));
    Collections.shuffle(rows, random);
    return rows;
  }

  private List<List<String>> dropping(int count) {
    var common = IntStream.range(0, learned.get(0).size()).mapToObj(this::common).toList();
    return repeated(
        count,
        () -> {
          var row = shuffled();
          for (int i = 0; i < row.size(); i++) {
            while (isWord(row.get(i)) && !common.get(i).contains(row.get(i))) {
              row.set(i, drawn(i));
            }
          }
          return row;
        });
  }

  /** Values of a column that are not rare. */
  private List<String> common(int column) {
    Map<String, Integer> counts = new HashMap<>();
    learned.forEach(row -> counts.merge(row.get(column), 1, Integer::sum));
    return counts.keySet().stream().filter(v -> counts.get(v) >= RARE * learned.size()).toList();
  }

  private static boolean isWord(String field) {
    return field.matches("\"?\\p{L}.*");
  }

  private List<String> copied() {
    return learned.get(random.nextInt(learned.size()));
  }

  private List<String> shuffled() {
    var row = new ArrayList<String>();
    for (int column = 0; column < learned.get(0).size(); column++) {
      row.add(drawn(column));
    }
    return row;
  }

  private String drawn(int column) {
    return learned.get(random.nextInt(learned.size())).get(column);
  }

  private static List<List<String>> repeated(int count, Supplier<List<String>> row) {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < count; i++) {
      rows.add(row.get());
    }
    return rows;
  }

  /** Fields of a line as they stand there, with their quotes. */
  private static List<String> fields(String line) {
    return FIELD.matcher(line).results().map(field -> field.group(1)).toList();
  }

  private static long number(String json, String name) {
    var member = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]+)").matcher(json);
    if (!member.find()) {
      throw new IllegalArgumentException("the task has no " + name);
    }
    return Long.parseLong(member.group(1));
  }
}
