package dev.syntheticdata.worker.card;

import static dev.syntheticdata.worker.card.Markdown.text;

import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.report.Biases;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.FilesSection;
import dev.syntheticdata.worker.report.Handling;
import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.report.Words;
import java.util.List;
import java.util.Locale;

/**
 * {@code README.md}: what a version is, what it was made from, how and for which purpose, where it
 * fails, how it stands to its gates, and how to check that this is what was evaluated.
 */
public final class DatasetCard {

  private final Evidence evidence;
  private final Handling handling;
  private final StringBuilder card = new StringBuilder();

  private DatasetCard(Evidence evidence, Handling handling) {
    this.evidence = evidence;
    this.handling = handling;
  }

  /** The card of files evaluated by hand. */
  public static String of(Evidence evidence) {
    return of(evidence, Handling.UNKNOWN);
  }

  /** The card; the same evidence and handling give the same bytes. */
  public static String of(Evidence evidence, Handling handling) {
    return new DatasetCard(evidence, handling).write();
  }

  private String write() {
    var subject = evidence.subject();
    var evaluation = evidence.evaluation();
    card.append(FrontMatter.of(evidence, handling));
    card.append("# ").append(text(subject.title())).append("\n\n");
    paragraph(
        "A synthetic table of "
            + count(evaluation.syntheticRows())
            + " rows and "
            + evaluation.columns().size()
            + " columns. How close its rows come to real ones stands under metrics.");
    paragraph("**" + evidence.standing().words() + ".**");
    purpose(subject);
    conditions(subject);
    madeFrom(subject);
    list("Preparation", handling.preparation());
    gates();
    claims();
    metrics();
    columns();
    list("Biases", Biases.of(evidence));
    list("Limits", Words.limits(evidence));
    list("Refresh and retention", handling.maintenance());
    verification(subject);
    return card.toString();
  }

  private void list(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      card.append("## ").append(heading).append("\n\n");
      sentences.forEach(sentence -> card.append("- ").append(text(sentence)).append('\n'));
      card.append('\n');
    }
  }

  private void purpose(Subject subject) {
    card.append("## Purpose\n\n");
    entry("Purpose", subject.purpose() == null ? "not declared" : subject.purpose());
    entry("Intended use", subject.intendedUse());
    entry("Risk assessment", subject.riskAssessment());
    entry("Not for", Words.NOT_FOR);
    entry(
        "License",
        "none is stated"
            + (subject.purpose() == null ? "" : "; the declared purpose bounds the use"));
    card.append('\n');
  }

  private void conditions(Subject subject) {
    if (subject.conditions() != null) {
      card.append("## Conditions\n\n");
      paragraph("These rows were asked for and must not be read as the population of the source.");
      subject.conditions().forEach(c -> card.append("- ").append(text(c)).append('\n'));
      card.append('\n');
    }
  }

  private void madeFrom(Subject subject) {
    var evaluation = evidence.evaluation();
    card.append("## Made from what, and how\n\n");
    entry("Dataset", subject.dataset());
    entry("Version", subject.version());
    entry("Asked for", subject.createdAt());
    entry("Source", subject.source());
    entry("Source sha256", subject.sourceDigest());
    entry("Permission to use the source", subject.authorization());
    entry(
        "Real rows",
        subject.realRows(count(evaluation.trainRows()), count(evaluation.holdoutRows())));
    entry("Digest of the held-out rows", subject.holdoutDigest());
    entry("Generator version", subject.generatorVersion());
    entry("Engine", subject.dataset() == null ? subject.madeBy() : subject.engine());
    entry("Proven privacy", subject.privacy());
    entry("Model sha256", subject.modelDigest());
    entry("Seed of the rows", subject.generateSeed() == null ? null : "" + subject.generateSeed());
    entry("Seed of the evaluation", "" + evaluation.seed());
    entry("Format", subject.format());
    entry("Worker", subject.image() == null ? subject.worker() : subject.image());
    card.append('\n');
  }

  private void gates() {
    card.append("## Gates\n\n");
    if (evidence.gates().isEmpty()) {
      paragraph("None are declared: nothing was held to a bound.");
      return;
    }
    card.append("| Metric | Value | Bound | Severity | Result |\n|---|---:|---|---|---|\n");
    evidence.gates().forEach(this::gate);
    card.append('\n');
  }

  private void gate(GateResult gate) {
    String result = Words.verdict(gate) + (gate.message() == null ? "" : ": " + gate.message());
    card.append(
        "| %s | %s | %s | %s | %s |\n"
            .formatted(
                label(gate.metric().id(), gate.target())
                    + (gate.column() == null ? "" : ", column " + text(gate.column())),
                number(gate.value()),
                Words.bound(gate),
                Words.isRequired(gate) ? "required" : "advisory",
                text(result)));
  }

  private void claims() {
    if (evidence.claims().isEmpty()) {
      return;
    }
    card.append("## What the generator claims to preserve\n\n");
    card.append("| Claim | Result | Measured |\n|---|---|---|\n");
    for (var claim : evidence.claims()) {
      card.append(
          "| %s | %s | %s |\n"
              .formatted(claim.claim().label(), Words.verdict(claim), text(claim.message())));
    }
    card.append('\n');
  }

  private void metrics() {
    card.append("## Metrics\n\n");
    paragraph(
        "Ranges in brackets are 95 % intervals; a reference is what the value is read against."
            + " Definitions stand in `report.html` and `evaluation.json`.");
    card.append("| Metric | Value | Reference |\n|---|---:|---:|\n");
    evidence.evaluation().results().forEach(this::metric);
    card.append('\n');
  }

  private void metric(Measurement measurement) {
    String value = "–";
    String reference = "–";
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      value = Words.value(computed);
      reference = number(computed.reference());
    } else if (measurement.outcome() instanceof Outcome.NotComputed missing) {
      value = "not computed: " + missing.message();
    }
    card.append(
        "| %s | %s | %s |\n"
            .formatted(
                label(measurement.metric().id(), measurement.target()), text(value), reference));
  }

  private void columns() {
    card.append("## Columns\n\n| Column | Type | Missing |\n|---|---|---:|\n");
    for (var column : evidence.evaluation().columns()) {
      card.append(
          "| %s | %s | %s |\n"
              .formatted(
                  text(column.name()),
                  column.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  column.missingSynthetic() == null
                      ? "–"
                      : String.format(Locale.ROOT, "%.1f %%", 100 * column.missingSynthetic())));
    }
    card.append('\n');
  }

  private void verification(Subject subject) {
    if (subject.dataset() == null) {
      card.append(FilesSection.markdown(evidence));
      return;
    }
    card.append("## How to verify\n\n");
    paragraph(
        "`manifest.json` lists every object of the version with size and sha256, and what it was made"
            + " from; the resource's status has the digest of `manifest.json` itself. Fetch the"
            + " version's objects into one directory, then:");
    card.append("```sh\n")
        .append(
            "jq -r '.objects[] | \"\\(.sha256)  \\(.path)\"' manifest.json | sha256sum --check\n")
        .append("```\n");
  }

  private static String label(String id, String target) {
    return target == null ? "`" + id + "`" : "`" + id + "` of " + text(target);
  }

  private void entry(String name, String value) {
    if (value != null) {
      card.append("- ").append(name).append(": ").append(text(value)).append('\n');
    }
  }

  private void paragraph(String sentences) {
    card.append(sentences).append("\n\n");
  }

  private static String number(Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
