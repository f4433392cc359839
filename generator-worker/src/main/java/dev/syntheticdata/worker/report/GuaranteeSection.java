package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.DpStatement.plain;
import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.worker.synthesizer.marginals.Measured;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is proven of the rows, as far as anything is, apart from what attacks found. */
final class GuaranteeSection {

  private GuaranteeSection() {}

  static String of(Subject subject) {
    var out = new StringBuilder("<h3 id=\"dp\">Differential privacy</h3>\n");
    if (subject.dp() == null) {
      return out.append("<p>").append(text(nothing(subject))).append("</p>\n").toString();
    }
    return statement(out, subject.dp());
  }

  private static String nothing(Subject subject) {
    return subject.modelDigest() == null
        ? "No proof is known here: files do not bring one with them. All numbers above are what was measured, which is no bound on what others may find."
        : "No proof comes with the engine %s. All numbers above are what was measured, which is no bound on what others may find."
            .formatted(subject.engine());
  }

  private static String statement(StringBuilder out, DpStatement dp) {
    out.append(
        "<p>This is proven and not measured. It holds for every attacker, whatever they know, and whatever is done with the rows. Whether %s is in the source makes nothing that can be seen in them more than %s times as probable, but for a probability of %s.</p>\n<dl class=\"wide\">"
            .formatted(text(dp.unitWords()), dp.factor(), plain(dp.delta())));
    entry(
        out,
        "Guarantee",
        "(ε, δ)-differential privacy in the central model, ε = %s, δ = %s"
            .formatted(plain(dp.epsilon()), plain(dp.delta())));
    entry(out, "Unit of privacy", unit(dp));
    entry(out, "Neighbouring tables", neighbours(dp));
    entry(
        out,
        "Mechanisms",
        dp.mechanisms().stream().map(m -> words(m, dp)).collect(Collectors.joining("; ")));
    entry(
        out,
        "Accountant",
        dp.accountant() + String.format(Locale.ROOT, "; spent: ρ = %.4g", dp.rhoSpent()));
    entry(
        out,
        "Values of columns",
        "of %s columns declared, of %s found with noise, from the same budget"
            .formatted(dp.declaredDomains(), dp.chosenDomains()));
    entry(out, "Covers", String.join("; ", dp.covers()));
    out.append("</dl>\n<h4>What this does not cover</h4>\n<ul>");
    dp.notCovered().forEach(not -> out.append("<li>").append(text(not)).append("</li>"));
    return out.append("</ul>\n").toString();
  }

  private static String unit(DpStatement dp) {
    if (dp.unit() == PrivacyClaim.Unit.ROW) {
      return "one row of the source";
    }
    return "all rows of one '%s', of which at most %s %s used"
        .formatted(
            dp.entityColumn(), count(dp.maxRowsPerUnit()), dp.maxRowsPerUnit() == 1 ? "is" : "are");
  }

  private static String neighbours(DpStatement dp) {
    return switch (dp.neighbours()) {
      case ADD_OR_REMOVE ->
          "add or remove: one has all rows that the other has, and %s more"
              .formatted(dp.unitWords());
    };
  }

  private static String words(DpStatement.Mechanism mechanism, DpStatement dp) {
    return "%s (%s %s, %s of ρ)"
        .formatted(
            name(mechanism.name()),
            count(mechanism.questions()),
            mechanism.questions() == 1 ? "question" : "questions",
            percent(dp.rhoSpent() == 0 ? 0 : mechanism.rho() / dp.rhoSpent()));
  }

  private static String name(Measured.Mechanism mechanism) {
    return switch (mechanism) {
      case DISCRETE_GAUSSIAN -> "counts with discrete Gaussian noise";
      case PARTITION_SELECTION -> "values whose noisy count is above a threshold";
      case EXPONENTIAL -> "choices by the exponential mechanism";
    };
  }

  private static void entry(StringBuilder out, String name, String value) {
    out.append("<dt>%s</dt><dd>%s</dd>".formatted(name, text(value)));
  }
}
