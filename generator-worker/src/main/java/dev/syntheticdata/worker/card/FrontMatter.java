package dev.syntheticdata.worker.card;

import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.Handling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The YAML at the head of a dataset card, by which the Hugging Face hub and tools that follow it
 * find, filter and load a dataset. Texts are quoted as JSON, which YAML reads as well.
 *
 * <p>Source: dataset card metadata of the Hugging Face hub documentation.
 */
final class FrontMatter {

  private static final long[] SIZES = {
    1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };
  private static final List<String> SIZE_NAMES =
      List.of("1K", "10K", "100K", "1M", "10M", "100M", "1B");

  private FrontMatter() {}

  static String of(Evidence evidence, Handling handling) {
    var subject = evidence.subject();
    var yaml = new StringBuilder("---\n");
    yaml.append("pretty_name: ").append(quoted(subject.title())).append('\n');
    // Nobody declares a license: of the hub's words for one, "other" would ask for its name and
    // text.
    yaml.append("license: unknown\n");
    if (!handling.languages().isEmpty()) {
      yaml.append("language: ").append(TaskJson.write(handling.languages())).append('\n');
    }
    yaml.append("tags: ").append(TaskJson.write(tags(handling))).append('\n');
    yaml.append("size_categories: [")
        .append(TaskJson.write(sizeCategory(evidence.evaluation().syntheticRows())))
        .append("]\n");
    yaml.append("source_datasets: [\"extended\"]\n");
    yaml.append("annotations_creators: [\"machine-generated\"]\n");
    if (subject.format() != null) {
      yaml.append("configs:\n- config_name: default\n  data_files: \"data/*.")
          .append(subject.format().toLowerCase(Locale.ROOT))
          .append("\"\n");
    }
    return yaml.append("---\n\n").toString();
  }

  /** The hub knows no member for a version; croissant.json has the same one. */
  private static List<String> tags(Handling handling) {
    var tags = new ArrayList<>(List.of("synthetic", "tabular"));
    if (handling.revision() != null) {
      tags.add("version:" + handling.revision() + ".0.0");
    }
    return tags;
  }

  /** Where a viewer takes the head for Markdown, it must still be no more than text. */
  private static String quoted(String any) {
    var quoted = new StringBuilder();
    TaskJson.write(any)
        .codePoints()
        .forEach(
            c -> {
              if ("<>[]`&".indexOf(c) >= 0) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.toString();
  }

  /** The hub's name for a number of rows. */
  static String sizeCategory(long rows) {
    for (int i = 0; i < SIZES.length; i++) {
      if (rows < SIZES[i]) {
        return i == 0 ? "n<1K" : SIZE_NAMES.get(i - 1) + "<n<" + SIZE_NAMES.get(i);
      }
    }
    return "n>1B";
  }
}
