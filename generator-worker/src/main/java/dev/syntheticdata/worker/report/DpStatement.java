package dev.syntheticdata.worker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.synthesizer.marginals.Measured;
import dev.syntheticdata.worker.synthesizer.marginals.PrivateMarginalsModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is proven of a model by differential privacy, with all that NIST SP 800-226 asks a claim to
 * name: the parameters, whose presence they are about, which tables are told apart, by what
 * mechanisms, how their losses were added up, and what the claim says nothing of.
 *
 * @param epsilon the claim's epsilon
 * @param delta the claim's delta
 * @param unit whose presence is protected
 * @param entityColumn the column that names the entity; null where the unit is a row
 * @param maxRowsPerUnit rows of one unit that were used, at most
 * @param neighbours what makes two tables neighbours
 * @param accountant how the losses of single questions were added up, and turned into epsilon
 * @param rhoSpent what the questions asked of the source add up to, as zCDP
 * @param mechanisms how questions were answered
 * @param declaredDomains columns whose values were declared, and cost nothing
 * @param chosenDomains columns whose values were found with noise, from the same budget
 * @param covers what the claim holds for
 * @param notCovered what the claim says nothing of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DpStatement(
    double epsilon,
    double delta,
    PrivacyClaim.Unit unit,
    String entityColumn,
    int maxRowsPerUnit,
    PrivacyClaim.Neighbours neighbours,
    String accountant,
    double rhoSpent,
    List<Mechanism> mechanisms,
    int declaredDomains,
    int chosenDomains,
    List<String> covers,
    List<String> notCovered) {

  private static final String ACCOUNTANT =
      "zero-concentrated differential privacy (Bun and Steinke 2016), whose losses add up; turned"
          + " into epsilon and delta by corollary 13 of Canonne, Kamath and Steinke 2020";

  public DpStatement {
    mechanisms = List.copyOf(mechanisms);
    covers = List.copyOf(covers);
    notCovered = List.copyOf(notCovered);
  }

  /**
   * A way to answer questions.
   *
   * @param name the mechanism
   * @param questions how many it answered
   * @param rho what they cost together, as zCDP
   */
  public record Mechanism(Measured.Mechanism name, int questions, double rho) {}

  /** What is proven of a model; null where nothing is. */
  public static DpStatement of(SynthesizerModel model) {
    if (model instanceof ConstrainedModel constrained) {
      return of(constrained.model());
    }
    return model instanceof PrivateMarginalsModel marginals ? of(marginals) : null;
  }

  private static DpStatement of(PrivateMarginalsModel model) {
    var claim = model.privacy();
    return new DpStatement(
        claim.epsilon(),
        claim.delta(),
        claim.unit(),
        claim.entityColumn(),
        claim.maxRowsPerUnit(),
        claim.neighbours(),
        ACCOUNTANT,
        claim.rhoSpent(),
        mechanisms(model.measured()),
        claim.declaredDomains(),
        claim.chosenDomains(),
        List.of(
            "the model",
            "all rows made from it, as many as there are, and whatever is computed from them alone"),
        notCovered(claim));
  }

  private static List<Mechanism> mechanisms(List<Measured> measured) {
    return Stream.of(Measured.Mechanism.values())
        .map(name -> of(name, measured.stream().filter(m -> m.mechanism() == name).toList()))
        .filter(mechanism -> mechanism.questions() > 0)
        .toList();
  }

  private static Mechanism of(Measured.Mechanism name, List<Measured> questions) {
    return new Mechanism(
        name, questions.size(), questions.stream().mapToDouble(Measured::rho).sum());
  }

  private static List<String> notCovered(PrivacyClaim claim) {
    var list = new ArrayList<String>();
    list.add(
        "this report, the metrics and the verdicts of gates: they were computed on real rows, without"
            + " noise");
    list.add(
        "names of columns, and their types, formats and decimals where these were inferred from the"
            + " data and not declared");
    list.add("exact numbers of rows, and digests of the source, in results, manifest and lineage");
    list.add("rows held out: no noise stands between them and the metrics they were used for");
    list.add(
        "other models of the same source: what they tell adds to this; status.privacy of the Generator"
            + " has the sum of its own");
    list.add(
        claim.unit() == PrivacyClaim.Unit.ROW
            ? "a person who has more than one row: for k rows together the claim is of k times epsilon only,"
                + " with a greater delta"
            : "groups, such as a family: for k values of '%s' together the claim is of k times epsilon only, with a greater delta"
                .formatted(claim.entityColumn()));
    list.add("what is true of people in general, and so also of those who are not in the source");
    return list;
  }

  /** A parameter as people write it: 3 and 0.000001. */
  static String plain(double parameter) {
    return BigDecimal.valueOf(parameter).stripTrailingZeros().toPlainString();
  }

  /** The unit in words, for example "one row". */
  String unitWords() {
    return unit == PrivacyClaim.Unit.ROW ? "one row" : "all rows of one " + entityColumn;
  }

  /** The claim in one sentence part. */
  String words() {
    return "differential privacy of the model and the rows, epsilon %s and delta %s, for %s added or removed"
        .formatted(plain(epsilon), plain(delta), unitWords());
  }

  /**
   * By which factor the presence of one unit can change how probable anything is, but for delta: e
   * to the power of epsilon.
   */
  String factor() {
    double factor = Math.exp(epsilon);
    return factor < 1_000
        ? String.format(Locale.ROOT, "%.1f", factor)
        : String.format(Locale.ROOT, "%.1e", factor);
  }
}
