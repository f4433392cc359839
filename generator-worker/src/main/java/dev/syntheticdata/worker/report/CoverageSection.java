package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.CoverageFinding.Categories;
import dev.syntheticdata.worker.evaluation.CoverageFinding.Combinations;
import dev.syntheticdata.worker.evaluation.CoverageFinding.RareClass;
import dev.syntheticdata.worker.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is reached and what is not: rare classes, categories, ends of ranges, combinations and
 * declared scenarios. Longest where most is missing; evaluation.json has the rest.
 */
final class CoverageSection {

  /** Rows of a table at most. */
  private static final int MOST = 30;

  private static final int MOST_SETS = 10;

  /** Declared values of one column that are listed. */
  private static final int MOST_VALUES = 20;

  private static final Pattern NUMBER = Pattern.compile("–|[\\d.,]+( %| of [\\d,]+)?");

  private final Evaluation evaluation;
  private final StringBuilder out = new StringBuilder();

  private CoverageSection(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static String of(Evaluation evaluation) {
    return new CoverageSection(evaluation).section();
  }

  private String section() {
    rareClasses();
    categories();
    namedCategories();
    ranges();
    combinations();
    scenarios();
    return out.toString();
  }

  private void rareClasses() {
    var classes = evaluation.coverage(RareClass.class);
    if (classes.isEmpty()) {
      return;
    }
    out.append("<h3>Rare classes of targets</h3>\n")
        .append(
            "<p>A class is rare below one row in twenty. Of the real rows held out that are of one, the share that a model finds which was trained on synthetic rows, beside one trained on real rows; and how frequent the class is in both, of the rows that have a class. Mass is the share of synthetic rows over that of real ones: 1 where a class is as frequent as it should be.</p>\n")
        .append(Html.key("trained on synthetic rows", "trained on real rows"));
    open("Class", "Share, real", "synthetic", "Mass", "Found, by real", "by synthetic", "");
    classes.stream()
        .sorted(Comparator.comparingDouble(one -> one.recallSynthetic() - one.recallReal()))
        .limit(MOST)
        .forEach(
            one ->
                row(
                    (one.label() == null
                            ? "a class of " + one.target() + " that few people have"
                            : one.target() + " = " + one.label())
                        + "\n"
                        + count(one.rows())
                        + " real rows held out",
                    share(one.real()),
                    share(one.synthetic()),
                    number(one.synthetic() / one.real()),
                    Html.percent(one.recallReal()),
                    Html.percent(one.recallSynthetic()),
                    SmallBars.of(one.recallSynthetic(), one.recallReal(), 1)));
    close(classes.size(), MOST, "rare classes");
  }

  private void categories() {
    var columns = evaluation.coverage(Categories.class);
    if (columns.isEmpty()) {
      return;
    }
    var incomplete =
        columns.stream()
            .filter(column -> column.dueFound() < column.due())
            .sorted(
                Comparator.comparingDouble(
                        (Categories column) -> part(column.dueFound(), column.due()))
                    .thenComparingDouble(column -> part(column.rareFound(), column.rare())))
            .toList();
    long complete = columns.stream().filter(column -> column.dueFound() == column.due()).count();
    out.append("<h3>Categories</h3>\n<p>")
        .append(
            "Columns with categories: %s. In %s of them the synthetic table has every category of five real rows or more; rarer ones no generator should repeat. Rare is a category of five rows or more and of fewer than one row in a hundred: %s of %s rare ones are reached.</p>\n"
                .formatted(
                    count(columns.size()),
                    count(complete),
                    count(columns.stream().mapToInt(Categories::rareFound).sum()),
                    count(columns.stream().mapToInt(Categories::rare).sum())));
    if (incomplete.isEmpty()) {
      return;
    }
    open("Column", "Reached, of five rows or more", "", "Rare ones", "", "Of fewer rows");
    incomplete.stream()
        .limit(MOST)
        .forEach(
            column ->
                row(
                    column.column(),
                    of(column.dueFound(), column.due()),
                    SmallBars.of(part(column.dueFound(), column.due())),
                    of(column.rareFound(), column.rare()),
                    column.rare() == 0 ? "" : SmallBars.of(part(column.rareFound(), column.rare())),
                    of(column.fewFound(), column.few())));
    close(incomplete.size(), MOST, "columns with missing categories");
  }

  /** Of nothing, all is there. */
  private static double part(int found, int wanted) {
    return wanted == 0 ? 1 : (double) found / wanted;
  }

  private static String of(int found, int wanted) {
    return wanted == 0 ? "–" : "%s of %s".formatted(count(found), count(wanted));
  }

  /** A category with its column. */
  private record Named(String column, CoverageFinding.Category category) {

    double mass() {
      return category.synthetic() / category.real();
    }
  }

  private void namedCategories() {
    var named = new ArrayList<Named>();
    int unnamed = 0;
    for (var column : evaluation.coverage(Categories.class)) {
      column.named().forEach(one -> named.add(new Named(column.column(), one)));
      unnamed += column.missedUnnamed();
    }
    if (named.isEmpty() && unnamed == 0) {
      return;
    }
    out.append("<h3>Rare and missing categories</h3>\n")
        .append(
            "<p>Those the synthetic table has least of come first. Mass is the share of synthetic rows over that of real rows: 0 where a category is missing, 1 where it is as frequent as it should be. A category of fewer than ten rows or people is not named%s.</p>\n"
                .formatted(
                    unnamed == 0
                        ? ""
                        : ": %s not reached and not named".formatted(categoriesAre(unnamed))));
    if (named.isEmpty()) {
      return;
    }
    out.append(Html.key("synthetic", "real"));
    open("Category", "Share, real", "synthetic", "Mass", "", "Reached");
    named.stream()
        .sorted(
            Comparator.comparingDouble(Named::mass)
                .thenComparing(
                    Comparator.comparingDouble((Named one) -> one.category().real()).reversed()))
        .limit(MOST)
        .forEach(
            one ->
                row(
                    one.column() + " = " + one.category().category(),
                    share(one.category().real()),
                    share(one.category().synthetic()),
                    number(one.mass()),
                    SmallBars.of(
                        one.category().synthetic(),
                        one.category().real(),
                        2 * one.category().real()),
                    one.category().synthetic() > 0
                        ? "<span class=\"tag good\">reached</span>"
                        : "<span class=\"tag bad\">missing</span>"));
    close(named.size(), MOST, "rare or missing categories");
  }

  private static String categoriesAre(int number) {
    return number == 1 ? "one category is" : count(number) + " categories are";
  }

  private void ranges() {
    var ranges = evaluation.coverage(CoverageFinding.Range.class);
    if (ranges.isEmpty()) {
      return;
    }
    out.append("<h3>Ends of ranges</h3>\n")
        .append(
            "<p>How many rows lie where the lowest and the highest hundredth of the real rows lie, or beyond: ten rows at least, and more where many have the same value. 0 %: the synthetic table does not reach this end. The ends themselves are not shown.</p>\n")
        .append(Html.key("synthetic", "real"));
    open("Column", "Lowest, real", "synthetic", "", "Highest, real", "synthetic", "");
    ranges.stream()
        .sorted(Comparator.comparingDouble(CoverageSection::reached))
        .limit(MOST)
        .forEach(
            range ->
                row(
                    range.column(),
                    share(range.lowReal()),
                    share(range.lowSynthetic()),
                    SmallBars.of(range.lowSynthetic(), range.lowReal(), 2 * range.lowReal()),
                    share(range.highReal()),
                    share(range.highSynthetic()),
                    SmallBars.of(range.highSynthetic(), range.highReal(), 2 * range.highReal())));
    close(ranges.size(), MOST, "ordered columns");
  }

  /** How much of the end that is reached less. */
  private static double reached(CoverageFinding.Range range) {
    return Math.min(
        range.lowSynthetic() / range.lowReal(), range.highSynthetic() / range.highReal());
  }

  private void combinations() {
    var all = evaluation.coverage(Combinations.class);
    if (all.isEmpty()) {
      return;
    }
    out.append("<h3>Combinations of values</h3>\n")
        .append(
            "<p>Combinations of values of two and of three columns. Of the source: those that ten of its rows or more have, with numbers in ten bins and the ten most frequent categories. Declared: all that declared values make, whether the source has them or not. The line is the reference: of the source what a perfect sample of this size covers, of declared values what the source does.</p>\n");
    out.append(
        "<figure class=\"wide\"><figcaption>Combinations covered</figcaption>%s</figure>\n"
            .formatted(CombinationBars.of(all)));
    open("Combinations", "Covered", "Of", "Share", "Reference");
    all.forEach(
        one ->
            row(
                CombinationBars.name(one),
                count(one.found()),
                count(one.wanted()),
                CombinationBars.covered(one, one.found()),
                CombinationBars.covered(one, one.reference())));
    close(all.size(), all.size(), "");
    lowestSets(all);
  }

  private void lowestSets(List<Combinations> all) {
    var sets =
        all.stream()
            .flatMap(of -> of.lowest().stream().limit(MOST_SETS).map(set -> new Lowest(of, set)))
            .toList();
    if (sets.isEmpty()) {
      return;
    }
    out.append("<h4>Columns of which most combinations are missing</h4>\n");
    open("Columns", "Combinations", "Covered", "");
    sets.forEach(
        one ->
            row(
                String.join(", ", one.set.columns()),
                CombinationBars.name(one.of),
                "%s of %s".formatted(count(one.set.found()), count(one.set.wanted())),
                SmallBars.of((double) one.set.found() / one.set.wanted())));
    close(sets.size(), sets.size(), "");
  }

  private record Lowest(Combinations of, CoverageFinding.ColumnSet set) {}

  private void scenarios() {
    var columns =
        evaluation.coverage(Categories.class).stream()
            .filter(column -> column.declared() != null)
            .toList();
    var declared =
        evaluation.coverage(Combinations.class).stream().filter(Combinations::declared).toList();
    if (columns.isEmpty() && declared.isEmpty()) {
      return;
    }
    out.append("<h3>Declared scenarios that are missing</h3>\n")
        .append(
            "<p>Values and combinations that are declared and that no synthetic row has. A combination of which a part is missing already is not listed again.</p>\n<ul>");
    int before = out.length();
    for (var column : columns) {
      missedValues(column);
    }
    int listed = 0;
    for (var of : declared) {
      for (var scenario : of.missed()) {
        if (listed++ < MOST) {
          out.append("<li>%s</li>".formatted(text(String.join(" and ", scenario))));
        }
      }
    }
    if (listed > MOST) {
      out.append("<li>%s more; evaluation.json lists them</li>".formatted(count(listed - MOST)));
    }
    if (out.length() == before) {
      out.append("<li>%s</li>".formatted(none(declared)));
    }
    out.append("</ul>\n");
  }

  /** What is missing may not be listed where there is too much to look through. */
  private static String none(List<Combinations> declared) {
    return declared.stream().allMatch(of -> of.found() == of.wanted())
        ? "none: every declared value and combination is there"
        : "too many combinations to look through for those that are missing";
  }

  private void missedValues(Categories column) {
    var missed = column.declaredMissed();
    if (missed.isEmpty()) {
      return;
    }
    String shown = String.join(", ", missed.subList(0, Math.min(MOST_VALUES, missed.size())));
    out.append(
        "<li>%s: %s of %s declared values (%s%s)</li>"
            .formatted(
                text(column.column()),
                count(missed.size()),
                count(column.declared()),
                text(shown),
                missed.size() > MOST_VALUES ? ", …" : ""));
  }

  /** A share of rows with enough decimals for rare ones. */
  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private void open(String... columns) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (int i = 0; i < columns.length; i++) {
      out.append(
          columns[i].isEmpty()
              ? "<td></td>"
              : "<th scope=\"col\"%s>%s</th>".formatted(isWords(i, columns[i]), columns[i]));
    }
    out.append("</tr></thead><tbody>\n");
  }

  private static String isWords(int column, String name) {
    return column == 0 || name.equals("Reached") || name.equals("Combinations")
        ? ""
        : " class=\"n\"";
  }

  /**
   * The first cell is text, which is small after the end of a line; pictures and tags are markup.
   */
  private void row(String name, String... cells) {
    String[] lines = name.split("\n", 2);
    out.append(
        "<tr><th scope=\"row\">%s%s</th>"
            .formatted(
                text(lines[0]),
                lines.length == 1 ? "" : "<small>%s</small>".formatted(text(lines[1]))));
    for (String cell : cells) {
      String style =
          cell.startsWith("<svg") ? " class=\"plot small\"" : isNumber(cell) ? " class=\"n\"" : "";
      out.append("<td%s>%s</td>".formatted(style, cell));
    }
    out.append("</tr>\n");
  }

  private static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  private void close(int all, int most, String what) {
    out.append("</tbody></table></div>\n");
    if (all > most) {
      out.append(
          "<p class=\"soft\">%s of %s %s are shown, worst first; evaluation.json has more.</p>\n"
              .formatted(count(most), count(all), what));
    }
  }
}
