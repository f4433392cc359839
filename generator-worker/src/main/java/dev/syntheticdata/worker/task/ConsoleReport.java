package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code evaluate} prints: metrics, notes, where the documents are, and the gates. */
record ConsoleReport(PrintWriter console) {

  /**
   * Prints.
   *
   * @param out where the documents were written
   * @param sha256 digest of evaluation.json
   */
  void print(Evidence evidence, Path out, String sha256) {
    metrics(evidence.evaluation());
    console.printf("report   %s%n", out.resolve("report.html"));
    console.printf("metrics  %s  sha256 %s%n", out.resolve("evaluation.json"), sha256);
    evidence.gates().forEach(this::gate);
    console.flush();
  }

  private void metrics(Evaluation evaluation) {
    console.printf(
        Locale.ROOT,
        "Compared %,d synthetic rows with %,d real rows, %,d held out.%n",
        evaluation.syntheticRows(),
        evaluation.trainRows(),
        evaluation.holdoutRows());
    for (var family : Family.values()) {
      var results = evaluation.results(family);
      if (!results.isEmpty()) {
        console.printf("%n%-42s %-24s %s%n", family.title(), "value", "reference");
        results.forEach(this::metric);
      }
    }
    console.println();
    evaluation.columns().stream()
        .filter(column -> column.excluded() != null)
        .forEach(
            column ->
                console.printf(
                    "note     %s takes no part: %s%n", column.name(), column.excluded()));
    evaluation.notes().forEach(note -> console.println("note     " + note));
  }

  private void metric(Measurement measurement) {
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      console.printf(
          Locale.ROOT,
          "  %-40s %-24s %s%n",
          measurement.label(),
          Words.value(computed),
          computed.reference() == null
              ? ""
              : String.format(Locale.ROOT, "%.3f", computed.reference()));
    } else if (measurement.outcome() instanceof Outcome.NotComputed missing) {
      console.printf("  %-40s %s%n", measurement.label(), "not computed: " + missing.message());
    }
  }

  private void gate(GateResult gate) {
    console.printf(
        "gate     %s %s %s: %s%s%n",
        gate.label(),
        Words.bound(gate),
        Words.isRequired(gate) ? "(required)" : "(advisory)",
        Words.verdict(gate).toLowerCase(Locale.ROOT),
        gate.message() == null ? "" : ", " + gate.message());
  }
}
