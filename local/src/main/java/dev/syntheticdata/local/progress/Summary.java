package dev.syntheticdata.local.progress;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown of a dataset version at the end: its gates, and where its data and report are. */
public final class Summary {

  private Summary() {}

  /** Prints the gates of a version, as a table. */
  public static void gates(SyntheticDatasetVersion version, PrintStream out) {
    var status = version.getStatus();
    out.printf(
        Locale.ROOT, "%nGates of %s (%s)%n", version.getMetadata().getName(), word(status.phase()));
    if (status.gates() == null || status.gates().isEmpty()) {
      out.println("  none declared");
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %-28s %-10s %9s  %-20s %-9s %s%n",
        "metric",
        "of",
        "value",
        "bound",
        "severity",
        "verdict");
    for (var gate : status.gates()) {
      out.printf(
          Locale.ROOT,
          "  %-28s %-10s %9s  %-20s %-9s %s%n",
          gate.metric().id(),
          of(gate),
          gate.value() == null ? "-" : String.format(Locale.ROOT, "%.4f", gate.value()),
          bound(gate),
          word(gate.severity()),
          word(gate.verdict()));
    }
  }

  private static String of(GateResult gate) {
    return Stream.of(gate.target(), gate.column())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String bound(GateResult gate) {
    String subject =
        gate.statistic() == null
            ? ""
            : gate.statistic() == Gate.Statistic.INTERVAL_LOW ? "low end " : "high end ";
    if (gate.min() != null && gate.max() != null) {
      return subject + gate.min() + " to " + gate.max();
    }
    return subject + (gate.min() != null ? "at least " + gate.min() : "at most " + gate.max());
  }

  private static String word(Enum<?> value) {
    var name = value.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
