package dev.syntheticdata.worker.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the source says of a record and of each of its components. A record whose docstring says to
 * see another has the other's words for components of the same name.
 */
record Docstrings(String type, Map<String, String> components) {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern SEE = Pattern.compile("; see \\{@link ([\\w.]+)}");
  private static final Pattern PARAM = Pattern.compile("@param (\\w+) ");
  private static final Pattern TAG = Pattern.compile("\\{@(code|link|value) #?([^}]*)}");

  /** Of a record, or of one of the API, whose components are described by annotations. */
  static Docstrings of(Class<?> type) {
    var components = new HashMap<String, String>();
    for (var component : type.getRecordComponents()) {
      var annotated = annotated(type, component);
      if (annotated != null) {
        components.put(component.getName(), annotated);
      }
    }
    return components.isEmpty() ? written(type) : new Docstrings(null, components);
  }

  /** Annotations of components reach the field, not the component. */
  private static String annotated(Class<?> type, RecordComponent component) {
    try {
      var description =
          type.getDeclaredField(component.getName()).getAnnotation(JsonPropertyDescription.class);
      return description == null ? null : description.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Docstrings written(Class<?> type) {
    var text = docstring(type);
    var components = new HashMap<String, String>();
    var see = SEE.matcher(text);
    if (see.find()) {
      components.putAll(written(finding(see.group(1))).components);
      text = see.replaceFirst("");
    }
    var parts = PARAM.split(text);
    var names = PARAM.matcher(text).results().map(name -> name.group(1)).toList();
    for (int i = 0; i < names.size(); i++) {
      components.put(names.get(i), plain(type, parts[i + 1]));
    }
    return new Docstrings(plain(type, parts[0]), components);
  }

  private static Class<?> finding(String name) {
    try {
      return Class.forName("dev.syntheticdata.worker.evaluation." + name.replace('.', '$'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text before the declaration, in one line. */
  private static String docstring(Class<?> type) {
    var outermost = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    var file = SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
    var declared =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*)*(?:public )?record "
                    + type.getSimpleName()
                    + "\\(",
                Pattern.DOTALL)
            .matcher(read(file));
    if (!declared.find()) {
      throw new IllegalStateException(type + " has no docstring in " + file);
    }
    return declared.group(1).replaceAll("\\n\\s*\\*", " ").replaceAll("\\s+", " ");
  }

  private static String plain(Class<?> type, String text) {
    return TAG.matcher(text).replaceAll(tag -> word(type, tag)).strip();
  }

  private static String word(Class<?> type, MatchResult tag) {
    if (!tag.group(1).equals("value")) {
      return tag.group(2);
    }
    try {
      var constant = type.getDeclaredField(tag.group(2));
      constant.setAccessible(true);
      return String.valueOf(constant.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
