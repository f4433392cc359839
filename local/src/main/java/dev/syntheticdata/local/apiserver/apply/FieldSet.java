package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A set of field paths, as {@code managedFields} stores it in the format FieldsV1.
 *
 * <p>A path is a list of elements: {@code f:name} for a field, {@code k:{"name":"a"}} for the
 * element of a list with keys, {@code v:"x"} for the element of a set. A path may be in the set
 * without the paths below it, and the other way round. Immutable.
 */
public final class FieldSet {
  /** The set without any path. */
  public static final FieldSet EMPTY = new FieldSet(new TreeSet<>(FieldSet::comparePaths));

  private final TreeSet<List<String>> paths;

  private FieldSet(TreeSet<List<String>> paths) {
    this.paths = paths;
  }

  /** The set of the given paths. */
  public static FieldSet of(Iterable<List<String>> paths) {
    TreeSet<List<String>> sorted = new TreeSet<>(FieldSet::comparePaths);
    paths.forEach(p -> sorted.add(List.copyOf(p)));
    return new FieldSet(sorted);
  }

  /** Reads FieldsV1. */
  public static FieldSet parse(JsonNode fieldsV1) {
    TreeSet<List<String>> paths = new TreeSet<>(FieldSet::comparePaths);
    read(fieldsV1, List.of(), paths);
    return new FieldSet(paths);
  }

  private static void read(JsonNode node, List<String> path, TreeSet<List<String>> into) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equals(".")) {
        into.add(path);
        continue;
      }
      List<String> child = append(path, entry.getKey());
      if (entry.getValue().isEmpty()) {
        into.add(child);
      } else {
        read(entry.getValue(), child, into);
      }
    }
  }

  /** Writes FieldsV1. */
  public ObjectNode toFieldsV1() {
    ObjectNode root = Json.object();
    for (List<String> path : paths) {
      ObjectNode node = root;
      for (String element : path) {
        node = Json.child(node, element);
      }
      // Marked first and cleaned below: only members that have children keep the mark.
      node.putObject(".");
    }
    dropMarksOfLeaves(root);
    return root;
  }

  private static void dropMarksOfLeaves(ObjectNode node) {
    if (node.size() == 1 && node.has(".")) {
      node.remove(".");
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (!child.getKey().equals(".")) {
        dropMarksOfLeaves((ObjectNode) child.getValue());
      }
    }
  }

  public boolean isEmpty() {
    return paths.isEmpty();
  }

  /** The paths, parents before children. */
  public List<List<String>> paths() {
    return List.copyOf(paths);
  }

  public FieldSet union(FieldSet other) {
    TreeSet<List<String>> result = copy();
    result.addAll(other.paths);
    return new FieldSet(result);
  }

  public FieldSet minus(FieldSet other) {
    TreeSet<List<String>> result = copy();
    result.removeAll(other.paths);
    return new FieldSet(result);
  }

  public FieldSet intersect(FieldSet other) {
    TreeSet<List<String>> result = copy();
    result.retainAll(other.paths);
    return new FieldSet(result);
  }

  /** A path as conflicts show it, for example {@code .spec.containers[name="a"].image}. */
  public static String describe(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String element : path) {
      String value = element.substring(2);
      switch (element.charAt(0)) {
        case 'f' -> text.append('.').append(value);
        case 'v' -> text.append("[=").append(value).append(']');
        default -> text.append('[').append(keys(value)).append(']');
      }
    }
    return text.toString();
  }

  private static String keys(String json) {
    List<String> keys = new ArrayList<>();
    Json.parse(json).properties().forEach(k -> keys.add(k.getKey() + "=" + k.getValue()));
    return String.join(",", keys);
  }

  static List<String> append(List<String> path, String element) {
    List<String> longer = new ArrayList<>(path.size() + 1);
    longer.addAll(path);
    longer.add(element);
    return List.copyOf(longer);
  }

  private static int comparePaths(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private TreeSet<List<String>> copy() {
    TreeSet<List<String>> copy = new TreeSet<>(FieldSet::comparePaths);
    copy.addAll(paths);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet set && set.paths.equals(paths);
  }

  @Override
  public int hashCode() {
    return paths.hashCode();
  }

  @Override
  public String toString() {
    return paths.stream().map(FieldSet::describe).toList().toString();
  }
}
