package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import java.util.List;

/**
 * What is asked of generated rows beyond likeness.
 *
 * @param constraints what holds in every row
 * @param made columns that are not learned: with a pattern, or personal
 */
public record RowRules(List<ConstraintDeclaration> constraints, List<ColumnDeclaration> made) {

  /** Nothing is asked. */
  public static final RowRules NONE = new RowRules(List.of(), List.of());

  public RowRules {
    constraints = constraints == null ? List.of() : List.copyOf(constraints);
    made = made == null ? List.of() : List.copyOf(made);
  }

  /** The rules that declarations make. */
  public static RowRules of(
      List<ColumnDeclaration> columns, List<ConstraintDeclaration> constraints) {
    return new RowRules(
        constraints,
        columns == null
            ? List.of()
            : columns.stream()
                .filter(column -> column.pattern() != null || column.personal() != null)
                .toList());
  }

  public boolean isEmpty() {
    return constraints.isEmpty() && made.isEmpty();
  }
}
