import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * An engine in one file of Java, without a library: {@code java Engine.java}. It shows the contract
 * of engines in containers, and nothing else: every value is drawn from the real rows by itself, so
 * it keeps no relation between columns and protects nobody.
 */
public class Engine {

  private static final int INVALID_INPUT = 10;

  public static void main(String[] args) throws IOException {
    var directory = System.getenv("ENGINE_DATA");
    var data = Path.of(directory == null ? "/data" : directory);
    var task = Files.readString(data.resolve("task.json"));
    if (number(task, "contract") > 1) {
      refuse("this engine knows version 1 of the contract");
    }
    if (text(task, "task").equals("fit")) {
      fit(data, task);
    } else {
      generate(data, task);
    }
  }

  private static void fit(Path data, String task) throws IOException {
    if (!text(task, "format").equals("CSV")) {
      refuse("this engine reads CSV only: leave engine.container.format out");
    }
    var rows = Files.readString(data.resolve("source/rows.csv"));
    Files.writeString(data.resolve("model/rows.csv"), rows);
    Files.writeString(
        data.resolve("result.json"),
        "{\"name\": \"minimal\", \"version\": \"1\", \"limitations\":"
            + " [\"Columns are drawn independently, from the real values.\"]}\n");
  }

  private static void generate(Path data, String task) throws IOException {
    var real = records(Files.readString(data.resolve("model/rows.csv")));
    var random = new Random(number(task, "seed"));
    var out = new StringBuilder(String.join(",", real.get(0))).append('\n');
    for (long row = number(task, "rows"); row > 0; row--) {
      for (int column = 0; column < real.get(0).size(); column++) {
        var drawn = real.get(1 + random.nextInt(real.size() - 1)).get(column);
        out.append(column == 0 ? "" : ",").append(drawn);
      }
      out.append('\n');
    }
    Files.writeString(data.resolve("out/rows.csv"), out);
  }

  /** The records of a CSV file; fields keep their quotes. */
  private static List<List<String>> records(String csv) {
    var records = new ArrayList<List<String>>();
    List<String> record = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (char c : csv.toCharArray()) {
      quoted ^= c == '"';
      if (!quoted && (c == ',' || c == '\n')) {
        record.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    return records;
  }

  /** Members of task.json have names of their own, so that it can be read without a JSON library. */
  private static String text(String json, String name) {
    var member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return member.find() ? member.group(1) : "";
  }

  private static long number(String json, String name) {
    var member = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]+)").matcher(json);
    return member.find() ? Long.parseLong(member.group(1)) : 0;
  }

  private static void refuse(String message) {
    System.err.println(message);
    System.exit(INVALID_INPUT);
  }
}
