package dev.syntheticdata.local.fault;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A test of a fault, with the servers it runs on.
 *
 * @param fault what it tests
 * @param test the test, as docs name it
 * @param servers what it runs on; empty where no class runs it
 */
record FaultRow(Fault fault, String test, Set<Server> servers) {

  private static final String ROOT = "dev.syntheticdata.local.";

  /** Those of all test classes of this module, in the order of the document. */
  static List<FaultRow> all() {
    var classes = testClasses();
    return classes.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Fault.class))
        .map(
            method ->
                new FaultRow(
                    method.getAnnotation(Fault.class), name(method), servers(method, classes)))
        .sorted(
            Comparator.comparing((FaultRow row) -> row.fault().of())
                .thenComparing(row -> row.fault().fault()))
        .toList();
  }

  private static Set<Server> servers(Method method, List<Class<?>> classes) {
    if (!isTest(method)) {
      return Set.of();
    }
    return classes.stream()
        .filter(type -> method.getDeclaringClass().isAssignableFrom(type))
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .filter(type -> type.isAnnotationPresent(RunsOn.class))
        .flatMap(type -> Arrays.stream(type.getAnnotation(RunsOn.class).value()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether JUnit runs it: one of its annotations is, or is made of, one for tests. */
  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType())
        .anyMatch(FaultRow::isTestAnnotation);
  }

  private static boolean isTestAnnotation(Class<?> type) {
    return Arrays.stream(type.getAnnotations())
        .map(annotation -> annotation.annotationType())
        .filter(meta -> !meta.getName().startsWith("java.lang."))
        .anyMatch(meta -> meta.getSimpleName().equals("Testable") || isTestAnnotation(meta));
  }

  private static String name(Method method) {
    var type = method.getDeclaringClass().getName().substring(ROOT.length()).replace('.', '/');
    return "local/.../" + type + "#" + method.getName();
  }

  private static List<Class<?>> testClasses() {
    try {
      var root =
          Path.of(FaultRow.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(file -> file.endsWith(".class"))
            .map(file -> file.replaceFirst("\\.class$", "").replace(File.separatorChar, '.'))
            .sorted()
            .<Class<?>>map(FaultRow::load)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, FaultRow.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return test;
  }
}
