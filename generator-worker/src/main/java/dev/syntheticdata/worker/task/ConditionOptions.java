package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Conditions on rows as options of a command: what {@code spec.conditions} says in a resource. */
final class ConditionOptions {

  private static final Pattern FIX = Pattern.compile("([^=]+)=(.*)");

  /** The share stands behind the last equals sign: a value may have one itself. */
  private static final Pattern REBALANCE = Pattern.compile("([^:]+):(.+)=([^=]+)");

  private static final Pattern RANGE = Pattern.compile("([^<>=]+?)\\s*(>=|<=)\\s*(.+)");
  private static final Pattern IN = Pattern.compile("([^<>=]+?)\\s*=\\s*(.+)");

  @Option(
      names = "--fix",
      paramLabel = "COLUMN=VALUE",
      description = "A column that has one value in every row. May be repeated.")
  private List<String> fix = new ArrayList<>();

  @Option(
      names = "--rebalance",
      paramLabel = "COLUMN:VALUE=SHARE",
      description =
          "The share of rows, 0 to 1, that have a value; the rest goes to the other values in their"
              + " proportions. May be repeated.")
  private List<String> rebalance = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "FILTER",
      description =
          "Only rows for which it holds: 'age>=60', 'age<=70' or 'education=Masters|Doctorate'. May be"
              + " repeated; all must hold.")
  private List<String> where = new ArrayList<>();

  /**
   * The conditions; null where none is given.
   *
   * @throws InvalidInputException if an option is not written as it must be
   */
  RowConditions read() {
    return RowConditions.orNull(
        new RowConditions(
            fix.stream().map(ConditionOptions::fixed).toList(),
            rebalanced(),
            where.stream().map(ConditionOptions::filter).toList()));
  }

  /**
   * Sees that the columns of conditions are there.
   *
   * @param asked the conditions; null for none
   * @throws InvalidInputException if one is not, naming its option
   */
  static void require(RowConditions asked, OptionColumns there) {
    if (asked != null) {
      there
          .require("--fix", names(asked.fixed(), FixedColumn::column))
          .require("--rebalance", names(asked.rebalance(), RebalancedColumn::column))
          .require("--where", names(asked.where(), RowFilter::column));
    }
  }

  private static <T> List<String> names(List<T> conditions, Function<T, String> column) {
    return conditions == null ? List.of() : conditions.stream().map(column).toList();
  }

  private static FixedColumn fixed(String text) {
    var match = match(FIX, text, "--fix", "COLUMN=VALUE, such as sex=Female");
    return new FixedColumn(match.group(1).strip(), match.group(2));
  }

  private List<RebalancedColumn> rebalanced() {
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    for (String text : rebalance) {
      String form = "COLUMN:VALUE=SHARE, such as 'income:>50K=0.5'";
      var match = match(REBALANCE, text, "--rebalance", form);
      var ofColumn = shares.computeIfAbsent(match.group(1).strip(), c -> new LinkedHashMap<>());
      if (ofColumn.put(match.group(2), share(match.group(3), text, form)) != null) {
        throw new InvalidInputException(
            "--rebalance %s: the value has a share already; give one".formatted(text));
      }
    }
    return shares.entrySet().stream()
        .map(column -> new RebalancedColumn(column.getKey(), column.getValue()))
        .toList();
  }

  private static double share(String share, String text, String form) {
    try {
      return Double.parseDouble(share.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--rebalance %s: '%s' is no share; write %s".formatted(text, share, form), e);
    }
  }

  private static RowFilter filter(String text) {
    var range = RANGE.matcher(text);
    if (range.matches()) {
      boolean least = range.group(2).equals(">=");
      String bound = range.group(3).strip();
      return new RowFilter(
          range.group(1).strip(), null, least ? bound : null, least ? null : bound);
    }
    var in = match(IN, text, "--where", "'age>=60', 'age<=70' or 'education=Masters|Doctorate'");
    return new RowFilter(in.group(1).strip(), List.of(in.group(2).split("\\|", -1)), null, null);
  }

  private static Matcher match(Pattern pattern, String text, String option, String form) {
    var matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException("%s %s: write %s".formatted(option, text, form));
    }
    return matcher;
  }
}
