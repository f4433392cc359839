package dev.syntheticdata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The chart's values.yaml, with its comments, and the schema beside it. */
final class ValuesFile {

  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):.*");

  /**
   * A value of the chart.
   *
   * @param path its path, like {@code image.tag}
   * @param comment what stands above it, in one line; empty where nothing does
   * @param leaf whether it is set as a whole; otherwise it groups others
   */
  record Value(String path, String comment, boolean leaf) {}

  private ValuesFile() {}

  /** The values in the order of the file. What is below a leaf is the user's to name. */
  static List<Value> values() {
    var leaves = schemaLeaves();
    var values = new ArrayList<Value>();
    var parents = new ArrayDeque<String>();
    var comment = new ArrayList<String>();
    for (var line : lines()) {
      if (line.strip().startsWith("#")) {
        comment.add(line.strip().substring(1).strip());
        continue;
      }
      var key = KEY.matcher(line);
      if (key.matches()) {
        int depth = key.group(1).length() / 2;
        while (parents.size() > depth) {
          parents.removeLast();
        }
        parents.addLast(key.group(2));
        var path = String.join(".", parents);
        if (leaves.stream().noneMatch(leaf -> path.startsWith(leaf + "."))) {
          values.add(new Value(path, String.join(" ", comment), leaves.contains(path)));
        }
      }
      comment.clear();
    }
    return values;
  }

  /** The paths that the schema knows and does not take apart any further. */
  static Set<String> schemaLeaves() {
    var schema = Chart.read(Chart.DIRECTORY.resolve("values.schema.json"));
    var leaves = new TreeSet<>(leaves("", schema, schema));
    // Helm's own, for a chart that is part of another.
    leaves.remove("global");
    return leaves;
  }

  /** The leaves as a table in Markdown, with their defaults. */
  static String table() {
    var defaults = Chart.read(Chart.DIRECTORY.resolve("values.yaml"));
    return values().stream()
        .filter(Value::leaf)
        .map(
            value ->
                "| `%s` | `%s` | %s |"
                    .formatted(
                        value.path(),
                        defaults.at("/" + value.path().replace('.', '/')),
                        value.comment()))
        .collect(Collectors.joining("\n", "| value | default | |\n|---|---|---|\n", "\n"));
  }

  private static List<String> leaves(String path, JsonNode schema, JsonNode root) {
    var reference = schema.path("$ref").asText("");
    var target = reference.isEmpty() ? schema : root.at(reference.substring(1));
    if (!target.has("properties")) {
      return List.of(path);
    }
    var leaves = new ArrayList<String>();
    for (var property : target.get("properties").properties()) {
      var name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      leaves.addAll(leaves(name, property.getValue(), root));
    }
    return leaves;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
