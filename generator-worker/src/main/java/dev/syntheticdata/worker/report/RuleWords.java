package dev.syntheticdata.worker.report;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Constraints in words, for people who get the data. */
public final class RuleWords {

  private RuleWords() {}

  /** The constraints of a schema. */
  public static List<ConstraintDeclaration> constraints(SchemaDeclaration schema) {
    return schema == null || schema.constraints() == null ? List.of() : schema.constraints();
  }

  /** What a constraint says. */
  public static String rule(ConstraintDeclaration constraint) {
    return constraint.expression() != null
        ? constraint.expression()
        : "only real combinations of " + String.join(", ", constraint.fixedCombinations());
  }

  /**
   * What holds in every row, and how often rows were drawn again for it.
   *
   * @param rows rows of the dataset
   * @param candidates rows drawn for them; null where none is rejected
   */
  public static List<String> sentences(SchemaDeclaration schema, long rows, Long candidates) {
    var sentences = new ArrayList<String>();
    for (var constraint : constraints(schema)) {
      sentences.add(
          "Made to hold in every row, '%s': %s%s"
              .formatted(
                  constraint.name(),
                  rule(constraint),
                  constraint.message() == null ? "." : " (" + constraint.message() + ")."));
    }
    if (candidates != null) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%.2f %% of the rows drawn broke a constraint and were drawn again.",
              100 * (1 - (double) rows / candidates)));
    }
    return sentences;
  }
}
