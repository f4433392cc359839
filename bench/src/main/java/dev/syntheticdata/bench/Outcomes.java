package dev.syntheticdata.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Outcomes as JSON under target, and as a table. */
final class Outcomes {

  static final Path DIRECTORY = Path.of("target", "results");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Outcomes() {}

  static void write(Outcome outcome) throws IOException {
    Files.createDirectories(DIRECTORY);
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(DIRECTORY.resolve(outcome.bench() + ".json").toFile(), outcome);
  }

  static List<Outcome> readAll() throws IOException {
    var outcomes = new ArrayList<Outcome>();
    try (var files = Files.list(DIRECTORY)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        outcomes.add(MAPPER.readValue(file.toFile(), Outcome.class));
      }
    }
    outcomes.sort(Comparator.comparing(Outcome::bench));
    return outcomes;
  }

  /** A table in Markdown. */
  static String table(List<Outcome> outcomes) {
    var text = new StringBuilder();
    text.append("| bench | what | measured | goal | verdict | others publish |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (var outcome : outcomes) {
      for (var figure : outcome.figures()) {
        text.append(
            "| %s | %s | %s %s | %s | %s | %s |\n"
                .formatted(
                    outcome.bench(),
                    figure.name(),
                    figure.valueText(),
                    figure.unit(),
                    figure.goalText(),
                    figure.verdict(),
                    figure.peer() == null ? "" : figure.peer()));
      }
    }
    for (var outcome : outcomes) {
      text.append("\n`%s`, commit %s:\n\n".formatted(outcome.command(), outcome.commit()));
      outcome.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }
    return text.toString();
  }
}
