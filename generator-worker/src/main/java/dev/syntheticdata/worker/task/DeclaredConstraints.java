package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The constraints of a file, held to what the rules of the resource's schema say. */
final class DeclaredConstraints {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final int MOST = 64;
  private static final int MOST_OF_EXPRESSION = 1024;
  private static final int MOST_OF_MESSAGE = 256;
  private static final int MOST_COLUMNS = 16;

  private DeclaredConstraints() {}

  /**
   * Sees that they are well formed.
   *
   * @param constraints what is declared; null for none
   * @throws InvalidInputException if one is not, naming it and the remedy
   */
  static void check(String place, List<ConstraintDeclaration> constraints) {
    if (constraints != null && constraints.size() > MOST) {
      throw new InvalidInputException(
          "%s: constraints: there are %d, and may be %d; join some by '&&'"
              .formatted(place, constraints.size(), MOST));
    }
    var names = new HashSet<String>();
    for (int i = 0; constraints != null && i < constraints.size(); i++) {
      String problem = problem(constraints.get(i), names);
      if (problem != null) {
        throw new InvalidInputException("%s: constraints[%d]: %s".formatted(place, i, problem));
      }
    }
  }

  private static String problem(ConstraintDeclaration constraint, HashSet<String> names) {
    if (constraint == null || constraint.name() == null) {
      return "name is missing; give it one, by which messages speak of it";
    }
    String name = constraint.name();
    if (!NAME.matcher(name).matches()) {
      return "the name '%s' is not of letters and digits, with '.', '_' and '-' between, 63 at most"
          .formatted(name);
    }
    if (!names.add(name)) {
      return "'%s' is declared already; give each constraint its own name".formatted(name);
    }
    String expression = constraint.expression();
    var columns = constraint.fixedCombinations();
    if ((expression == null) == (columns == null)) {
      return "give either expression or fixedCombinations (constraint '%s')".formatted(name);
    }
    if (expression != null && (expression.isBlank() || length(expression) > MOST_OF_EXPRESSION)) {
      return "an expression has from 1 to %,d characters (constraint '%s')"
          .formatted(MOST_OF_EXPRESSION, name);
    }
    if (constraint.message() != null && length(constraint.message()) > MOST_OF_MESSAGE) {
      return "a message has at most %d characters (constraint '%s')"
          .formatted(MOST_OF_MESSAGE, name);
    }
    if (columns != null && (columns.size() < 2 || columns.size() > MOST_COLUMNS)) {
      return "fixedCombinations name from 2 to %d columns (constraint '%s')"
          .formatted(MOST_COLUMNS, name);
    }
    return null;
  }

  /** Characters as a schema counts them. */
  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
