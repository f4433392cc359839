package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.text;

/**
 * How to see that an evaluation of files is one of these files: their digests, for page and card.
 */
public final class FilesSection {

  private static final String CHECK =
      "jq -r '.subject.files[] | \"\\(.sha256)  \\(.name)\"' evaluation.json | sha256sum --check";

  private static final String HOW =
      "In the directory where the command ran, and with the path of evaluation.json, this compares the files there with those that were read:";

  private FilesSection() {}

  /** The section of the page; nothing where no file is recorded. */
  static String html(Evidence evidence) {
    var subject = evidence.subject();
    if (subject.files() == null) {
      return "";
    }
    var out = new StringBuilder("<h2 id=\"verify\">How to verify</h2>\n<p>");
    out.append(text(where(subject))).append("</p>\n");
    out.append("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Read as</th>");
    out.append("<th scope=\"col\">File</th><th scope=\"col\" class=\"n\">Bytes</th>");
    out.append("<th scope=\"col\">sha256</th></tr></thead><tbody>\n");
    for (var file : subject.files()) {
      out.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td><code>%s</code></td></tr>\n"
              .formatted(text(file.role()), text(file.name()), count(file.size()), file.sha256()));
    }
    out.append("</tbody></table></div>\n<p>").append(text(HOW)).append("</p>\n<pre>");
    out.append(text(CHECK)).append("</pre>\n");
    return out.append("<p>").append(text(again(evidence))).append("</p>\n").toString();
  }

  /** The section of the card; nothing where no file is recorded. */
  public static String markdown(Evidence evidence) {
    var subject = evidence.subject();
    if (subject.files() == null) {
      return "";
    }
    return "## How to verify\n\n%s %s\n\n```sh\n%s\n```\n\n%s\n"
        .formatted(where(subject), HOW, CHECK, again(evidence));
  }

  private static String where(Subject subject) {
    return "%s read files that evaluation.json, beside this page, lists under subject with their size and sha256."
        .formatted(subject.worker());
  }

  private static String again(Evidence evidence) {
    return "The same worker makes the same evaluation.json of the same files, byte for byte, with the same options and the seed %s. Nothing signs it: to show later that it was not altered, keep the sha256 that the command printed where nobody can change it."
        .formatted(evidence.evaluation().seed());
  }
}
