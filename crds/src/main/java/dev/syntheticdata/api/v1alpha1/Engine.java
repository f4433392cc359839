package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The engine that learns from the real data: exactly one member is set. */
@ValidationRule(
    value =
        "[has(self.autoregressiveTrees), has(self.gaussianCopula), has(self.independent),"
            + " has(self.privateMarginals), has(self.container)].exists_one(x, x)",
    message =
        "exactly one engine must be set: autoregressiveTrees, gaussianCopula, independent,"
            + " privateMarginals or container")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Engine(
    @JsonPropertyDescription(
            "Each column drawn from a tree over the columns before it: keeps interactions of many"
                + " columns, and tunes its own leaves by a membership attack.")
        AutoregressiveTrees autoregressiveTrees,
    @JsonPropertyDescription(
            "Empirical margins joined by a Gaussian copula: every column keeps its distribution and"
                + " pairs their rank correlation.")
        GaussianCopula gaussianCopula,
    @JsonPropertyDescription(
            "Columns drawn independently of each other. It keeps no relation between columns: it is"
                + " the floor that gates must reject.")
        Independent independent,
    @JsonPropertyDescription(
            "Noisy counts of one, two and three columns, with a proof of how much the model tells of"
                + " one row or entity: differential privacy.")
        PrivateMarginals privateMarginals,
    @JsonPropertyDescription(
            "A program in an image of your own, given files and no keys: any language, any library.")
        ContainerEngine container) {

  /** A built-in engine. */
  public Engine(
      AutoregressiveTrees autoregressiveTrees,
      GaussianCopula gaussianCopula,
      Independent independent,
      PrivateMarginals privateMarginals) {
    this(autoregressiveTrees, gaussianCopula, independent, privateMarginals, null);
  }

  /**
   * Parameters of the sequential trees.
   *
   * @param leafRows rows of the source behind each leaf, at least; null to let the fit find it
   * @param leading columns that are drawn first, in this order; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AutoregressiveTrees(
      @Min(5)
          @Max(1_000_000)
          @JsonPropertyDescription(
              "Rows of the source behind each leaf of a tree, at least; entities where holdout.by or"
                  + " schema.sequence names some. More is more private and less detailed. Without it"
                  + " the fit takes the smallest leaves that pass its own membership attack.")
          Integer leafRows,
      @Size(min = 1, max = 16)
          @JsonPropertyDescription(
              "Columns that are drawn before all others, in this order. Conditions on them take no"
                  + " more than one proposal for a row: name here what datasets fix or rebalance.")
          List<String> leading) {

    /** Trees whose order the fit finds. */
    public AutoregressiveTrees(Integer leafRows) {
      this(leafRows, null);
    }
  }

  /** Parameters of the Gaussian copula; it has none yet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record GaussianCopula() {}

  /** Parameters of the independent engine; it has none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Independent() {}

  /**
   * Parameters of the differentially private marginals.
   *
   * @param epsilon how much the model may tell of one row or entity
   * @param delta the probability that it tells more; null for the default
   * @param maxRowsPerEntity rows of one entity that are used, at most; null for one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PrivateMarginals(
      @Required
          @Min(value = 0, inclusive = false)
          @Max(100)
          @JsonPropertyDescription(
              "How much the model may tell of one row, or of one entity where holdout.by names one:"
                  + " epsilon of differential privacy, above 0. About 1 is strong, 10 weak.")
          Double epsilon,
      @Min(value = 0, inclusive = false)
          @Max(value = 0.001, inclusive = false)
          @JsonPropertyDescription(
              "The probability that it tells more, above 0 and well below one in the number of rows."
                  + " Without it, 0.000001.")
          Double delta,
      @Min(1)
          @Max(10_000)
          @JsonPropertyDescription(
              "Rows of one entity that the fit uses, at most; of those with more, a random choice."
                  + " Noise grows in proportion. Only with holdout.by. Without it, 1.")
          Integer maxRowsPerEntity) {

    private static final double DELTA = 1e-6;

    /** Delta with the default filled in. */
    public double effectiveDelta() {
      return delta == null ? DELTA : delta;
    }
  }

  /**
   * The name of the engine that is set, as in the resource.
   *
   * @throws IllegalStateException if none is set, which the CRD's rule excludes
   */
  public String kind() {
    if (autoregressiveTrees != null) {
      return "autoregressiveTrees";
    }
    if (gaussianCopula != null) {
      return "gaussianCopula";
    }
    if (independent != null) {
      return "independent";
    }
    if (privateMarginals != null) {
      return "privateMarginals";
    }
    if (container != null) {
      return "container";
    }
    throw new IllegalStateException("no engine is set");
  }

  /**
   * The engine without what only says how it runs: two engines that are the same but for that make
   * the same models.
   */
  public Engine essence() {
    return container == null ? this : new Engine(null, null, null, null, container.essence());
  }
}
