package dev.syntheticdata.worker.report;

import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.PrivacyGates;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What page, card and command line say in the same words. */
public final class Words {

  /** What the data is never for, whatever purpose is declared. */
  public static final String NOT_FOR =
      "decisions about the people in the source, statements about single rows, any purpose not"
          + " named above";

  private Words() {}

  /** The metric's name for people, for example "column shapes". */
  public static String name(Metric metric) {
    String id = metric.id();
    return id.substring(id.indexOf('.') + 1)
        .replace('-', ' ')
        .replaceAll("\\b([123])way\\b", "$1-way")
        .replace("k anonymity", "k-anonymity")
        .replace("jensen shannon", "Jensen-Shannon")
        .replace("wasserstein", "Wasserstein")
        .replace("inter event", "inter-event")
        .replaceAll("\\b(auc|tstr|trtr|dcr|nndr|tpr|dp|r2|pmse|psi)\\b", "<$1>")
        .replace("<auc>", "AUC")
        .replace("<tstr>", "TSTR")
        .replace("<trtr>", "TRTR")
        .replace("<dcr>", "DCR")
        .replace("<nndr>", "NNDR")
        .replace("<tpr>", "TPR")
        .replace("<dp>", "DP")
        .replace("<r2>", "R²")
        .replace("<pmse>", "pMSE")
        .replace("<psi>", "PSI")
        .replaceAll("\\bks\\b", "KS")
        .replaceAll("\\btv\\b", "TV");
  }

  /**
   * The bound of a gate, for example "at least 0.9", of what where it is not of the value, and
   * where a margin made it, from what.
   */
  public static String bound(GateResult gate) {
    if (gate.margin() == null) {
      return bounds(gate);
    }
    if (gate.reference() == null) {
      return subject(gate.statistic()) + "within " + plain(gate.margin()) + " of the reference";
    }
    return "%s (within %s of the reference %s)"
        .formatted(bounds(gate), plain(gate.margin()), plain(gate.reference()));
  }

  private static String bounds(GateResult gate) {
    return subject(gate.statistic()) + range(gate);
  }

  /** What the number of a gate is where it is not the metric's value, which stands elsewhere. */
  static String end(GateResult gate) {
    String end = subject(gate.statistic());
    return end.isEmpty() ? "" : "<small>" + end.strip() + "</small>";
  }

  private static String subject(Gate.Statistic statistic) {
    if (statistic == null || statistic == Gate.Statistic.VALUE) {
      return "";
    }
    return statistic == Gate.Statistic.INTERVAL_LOW ? "lower end " : "upper end ";
  }

  private static String range(GateResult gate) {
    if (gate.min() != null && gate.max() != null) {
      return plain(gate.min()) + " to " + plain(gate.max());
    }
    return gate.min() != null ? "at least " + plain(gate.min()) : "at most " + plain(gate.max());
  }

  /** Whether the gate keeps the version from being published. */
  public static boolean isRequired(GateResult gate) {
    return gate.severity() != Gate.Severity.ADVISORY;
  }

  /** The verdict in a word or two. */
  public static String verdict(GateResult gate) {
    return switch (gate.verdict()) {
      case PASSED -> "Passed";
      case FAILED -> "Failed";
      case NOT_COMPUTED -> "Not computed";
    };
  }

  /** The verdict on a claim in a word or two. */
  public static String verdict(ClaimResult claim) {
    return switch (claim.verdict()) {
      case KEPT -> "Kept";
      case NOT_KEPT -> "Not kept";
      case NOT_COMPUTED -> "Not computed";
    };
  }

  /** A computed value with its interval, for example "0.912 (0.890 to 0.931)". */
  public static String value(Outcome.Computed computed) {
    String value = String.format(Locale.ROOT, "%.3f", computed.value());
    return computed.interval() == null
        ? value
        : String.format(
            Locale.ROOT,
            "%s (%.3f to %.3f)",
            value,
            computed.interval().low(),
            computed.interval().high());
  }

  /** What the numbers cannot say, and what went into them. */
  public static List<String> limits(Evidence evidence) {
    var limits = new ArrayList<String>();
    evidence
        .subject()
        .limitations()
        .forEach(known -> limits.add("Known of the generator: " + known));
    if (evidence.subject().conditions() != null) {
      limits.add(
          "The rows were made under conditions. They do not stand for the population of the source:"
              + " shares and counts in them are as they were asked for, not as they are.");
    }
    if (evidence.subject().files() != null) {
      limits.add(
          "That the engine learned from the rows of --real%s is taken from whoever gave the files: it cannot be seen in them, and what is said of privacy rests on it."
              .formatted(
                  evidence.evaluation().holdoutRows() == 0 ? "" : " and saw none of --holdout"));
    }
    limits.add(
        "The metrics compare columns, pairs and triples of columns and what models make of them."
            + " They do not show that every question asked of the synthetic table has the answer the"
            + " real one would give.");
    var warning = PrivacyGates.warningOfResults(evidence.gates());
    if (warning != null) {
      limits.add(warning);
    }
    limits.add(
        "Distances and attacks can show that rows leak; they cannot show that they do not. An attack"
            + " that fails says what one attacker found. "
            + (evidence.subject().dp() == null
                ? "No formal privacy guarantee follows from these numbers."
                : "The guarantee of differential privacy does not rest on these numbers: it is proven"
                    + " of the model and the rows, and does not cover what was computed on real rows,"
                    + " such as this."));
    limits.addAll(limits(evidence.evaluation()));
    return limits;
  }

  private static List<String> limits(Evaluation evaluation) {
    if (evaluation.trainRows() == 0) {
      return List.of("There are no real rows to compare with: nothing could be compared.");
    }
    var limits = new ArrayList<String>();
    for (var column : evaluation.columns()) {
      if (column.excluded() != null) {
        limits.add(
            "Column %s takes no part in the metrics (%s)."
                .formatted(column.name(), column.excluded()));
      }
    }
    limits.addAll(evaluation.notes());
    if (evaluation.holdoutRows() == 0) {
      limits.add("There is no real holdout: utility and distances have no baseline.");
    }
    return limits;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e9
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
