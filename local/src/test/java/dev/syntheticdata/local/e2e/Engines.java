package dev.syntheticdata.local.e2e;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generators whose engine is a program of this machine, which stands for an image. */
final class Engines {

  private static final Path MINIMAL = Path.of("../examples/engines/minimal/Engine.java");

  private Engines() {}

  /** A generator of the patients' data whose engine is a command. */
  static Resource generator(String name, String... command) {
    return Resource.generator(name).with("spec.engine", engine(command));
  }

  /** A value of {@code spec.engine}. */
  static String engine(String... command) {
    return "{container: {image: 'registry.example.com/engine:1', command: ["
        + Stream.of(command)
            .map(word -> "'" + word.replace("'", "''") + "'")
            .collect(Collectors.joining(", "))
        + "]}}";
  }

  /** The command of the engine that the examples have in one file of Java. */
  static String[] minimal() {
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      MINIMAL.toAbsolutePath().normalize().toString()
    };
  }
}
