package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.worker.evaluation.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * {@code report.html}: the evidence for people, in one file without scripts that asks nothing of
 * the network. Verdict and gates come first. It shows no row and no extreme value of the source.
 */
public final class HtmlReport {

  private final Evidence evidence;
  private final StringBuilder page = new StringBuilder(1 << 16);

  private HtmlReport(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The page; the same evidence gives the same bytes. */
  public static String of(Evidence evidence) {
    return new HtmlReport(evidence).render();
  }

  private String render() {
    head();
    navigation();
    page.append(Headlines.of(evidence));
    gates();
    claims();
    subject();
    for (var family : Family.values()) {
      family(family);
    }
    limits();
    verification();
    page.append(MetricsSection.definitions(evidence.evaluation()));
    return page.append("</main></body></html>\n").toString();
  }

  private void family(Family family) {
    var evaluation = evidence.evaluation();
    if (evaluation.results(family).isEmpty()) {
      return;
    }
    page.append(
        "<section aria-labelledby=\"%s\"><h2 id=\"%s\">%s</h2>\n<p>%s</p>\n"
            .formatted(anchor(family), anchor(family), heading(family), family.question()));
    page.append(MetricsSection.of(evaluation, family));
    page.append(FindingsSection.of(evaluation, family));
    if (family == Family.PRIVACY) {
      page.append(GuaranteeSection.of(evidence.subject()));
    }
    if (family == Family.FIDELITY) {
      page.append(ColumnsSection.of(evaluation)).append(PairsSection.of(evaluation));
    }
    page.append("</section>\n");
  }

  private static String heading(Family family) {
    return family == Family.COVERAGE ? "Coverage and rare classes" : family.title();
  }

  private static String anchor(Family family) {
    return family.title().toLowerCase(Locale.ROOT);
  }

  private void navigation() {
    page.append("<nav aria-label=\"Contents\"><a href=\"#gates\">Gates</a>");
    if (!evidence.claims().isEmpty()) {
      page.append("<a href=\"#claims\">Claims</a>");
    }
    page.append("<a href=\"#what\">What it is</a>");
    for (var family : Family.values()) {
      if (!evidence.evaluation().results(family).isEmpty()) {
        page.append("<a href=\"#%s\">%s</a>".formatted(anchor(family), family.title()));
      }
    }
    page.append("<a href=\"#limits\">Limits</a>");
    if (isVerifiable()) {
      page.append("<a href=\"#verify\">How to verify</a>");
    }
    page.append("<a href=\"#definitions\">Definitions</a></nav>\n");
  }

  private void head() {
    String title = text(evidence.subject().title());
    page.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <title>%s: evaluation</title>
        <style>
        %s</style></head><body><main>
        """
            .formatted(title, css()));
    var standing = evidence.standing();
    String style =
        switch (standing) {
          case PASSED -> "good";
          case PASSED_WITH_ADVICE, NO_GATES -> "warn";
          case FAILED -> "bad";
        };
    page.append(
        "<header><div><h1>%s</h1><p class=\"soft\">Evaluation of a synthetic table against the real one</p></div><span class=\"pill %s\">%s</span></header>\n"
            .formatted(title, style, standing.words()));
  }

  private static String css() {
    try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the page's style sheet cannot be read", e);
    }
  }

  private void gates() {
    page.append("<h2 id=\"gates\">Gates</h2>\n");
    if (evidence.gates().isEmpty()) {
      page.append("<p>No gates are declared: nothing here was held to a bound.</p>\n");
      return;
    }
    page.append(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\">Bound</th><th scope=\"col\">Result</th></tr></thead><tbody>\n");
    evidence.gates().forEach(this::gate);
    page.append("</tbody></table></div>\n");
  }

  private void claims() {
    if (evidence.claims().isEmpty()) {
      return;
    }
    page.append(
        "<h2 id=\"claims\">What the generator claims to preserve</h2>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Result</th><th scope=\"col\">Measured</th></tr></thead><tbody>\n");
    for (var claim : evidence.claims()) {
      page.append(
          "<tr><th scope=\"row\">%s</th><td><span class=\"tag %s\">%s</span></td><td>%s</td></tr>\n"
              .formatted(
                  claim.claim().label(),
                  claim.verdict() == ClaimResult.Verdict.KEPT ? "good" : "warn",
                  Words.verdict(claim),
                  text(claim.message())));
    }
    page.append("</tbody></table></div>\n");
  }

  private void gate(GateResult gate) {
    String target =
        (gate.target() == null ? "" : " of " + gate.target())
            + (gate.column() == null ? "" : ", column " + gate.column());
    String style =
        gate.verdict() == Verdict.PASSED ? "good" : Words.isRequired(gate) ? "bad" : "warn";
    page.append(
        "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"n\">%s%s</td><td>%s<small>%s</small></td><td><span class=\"tag %s\">%s</span>%s</td></tr>\n"
            .formatted(
                text(capital(Words.name(gate.metric())) + target),
                gate.metric().id(),
                number(gate.value()),
                gate.value() == null ? "" : Words.end(gate),
                Words.bound(gate),
                Words.isRequired(gate) ? "required" : "advisory",
                style,
                Words.verdict(gate),
                gate.message() == null ? "" : "<small>" + text(gate.message()) + "</small>"));
  }

  private void subject() {
    var subject = evidence.subject();
    var evaluation = evidence.evaluation();
    page.append("<h2 id=\"what\">What it is</h2>\n<dl>");
    entry("Dataset", subject.dataset());
    entry("Version", subject.version());
    entry("Asked for", subject.createdAt());
    entry("Purpose", subject.purpose() == null ? "not declared" : subject.purpose());
    entry("Intended use", subject.intendedUse());
    entry("Not for", Words.NOT_FOR);
    entry("Risk assessment", subject.riskAssessment());
    if (subject.conditions() != null) {
      subject.conditions().forEach(condition -> entry("Condition", condition));
    }
    entry("Made by", subject.madeBy());
    entry("Proven privacy", subject.privacy());
    entry("Model", digest(subject.modelDigest()));
    entry("Made from", subject.source());
    entry("Source digest", digest(subject.sourceDigest()));
    entry("Permission", subject.authorization());
    entry(
        "Real rows",
        subject.realRows(count(evaluation.trainRows()), count(evaluation.holdoutRows())));
    entry("Held-out rows", digest(subject.holdoutDigest()));
    entry("Synthetic rows", count(evaluation.syntheticRows()));
    entry("Format", subject.format());
    entry(
        "Seeds",
        subject.generateSeed() == null
            ? "evaluation " + evaluation.seed()
            : "rows %s, evaluation %s".formatted(subject.generateSeed(), evaluation.seed()));
    entry(
        "Targets", evaluation.targets().isEmpty() ? null : String.join(", ", evaluation.targets()));
    entry("Worker", subject.image() == null ? subject.worker() : subject.image());
    page.append("</dl>\n");
  }

  private static String digest(String sha256) {
    return sha256 == null ? null : "sha256 " + sha256;
  }

  private void entry(String name, String value) {
    if (value != null) {
      page.append("<dt>%s</dt><dd>%s</dd>".formatted(text(name), text(value)));
    }
  }

  private void limits() {
    page.append("<h2 id=\"limits\">Limits</h2>\n<ul>");
    for (String limit : Words.limits(evidence)) {
      page.append("<li>%s</li>".formatted(text(limit)));
    }
    page.append("</ul>\n");
  }

  /** Whether objects of a version or files are recorded to verify. */
  private boolean isVerifiable() {
    return evidence.subject().dataset() != null || evidence.subject().files() != null;
  }

  private void verification() {
    if (evidence.subject().dataset() == null) {
      page.append(FilesSection.html(evidence));
      return;
    }
    page.append(
        """
        <h2 id="verify">How to verify</h2>
        <p><code>manifest.json</code> beside this page lists every object of the version with its size and sha256, and what it was made from. Fetch the version's objects into one directory, then:</p>
        <pre>jq -r '.objects[] | "\\(.sha256)  \\(.path)"' manifest.json | sha256sum --check</pre>
        """);
  }

  static String capital(String words) {
    // A name such as pMSE keeps its own spelling.
    return Character.isUpperCase(words.charAt(1))
        ? words
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
