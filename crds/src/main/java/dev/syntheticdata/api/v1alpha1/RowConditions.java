package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows are wanted. Rows made so are drawn from the model given that the conditions hold; they
 * do not stand for the population of the source.
 */
@ValidationRule(
    value =
        "!has(self.fixed) || !has(self.rebalance)"
            + " || !self.fixed.exists(f, self.rebalance.exists(r, r.column == f.column))",
    message = "a column is either fixed or rebalanced, not both")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RowConditions(
    @Size(max = 32) @JsonPropertyDescription("Columns that have one value in every row.")
        List<FixedColumn> fixed,
    @Size(max = 4)
        @JsonPropertyDescription(
            "Columns whose values get other shares than in the source. Several are drawn"
                + " independently of each other.")
        List<RebalancedColumn> rebalance,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Only rows for which all of these hold. A row without a value in the column does not"
                + " satisfy it.")
        List<RowFilter> where) {

  /**
   * A column with one value.
   *
   * @param column its name
   * @param value the value, as the source writes it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FixedColumn(
      @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Name of the column.")
          String column,
      @Required
          @JsonPropertyDescription(
              "The value, as the source writes it; a text where it is no whole number.")
          @SchemaFrom(type = IntOrString.class)
          String value) {}

  /**
   * A column whose values get other shares.
   *
   * @param column its name
   * @param shares the share of the rows of each named value, 0 to 1
   */
  @ValidationRule(value = "size(self.shares) > 0", message = "shares must name at least one value")
  @ValidationRule(
      value = "self.shares.map(v, self.shares[v]).sum() <= 1.000001",
      message = "shares must add up to at most 1: the rest goes to the values that are not named")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RebalancedColumn(
      @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Name of the column.")
          String column,
      @Required
          @JsonPropertyDescription(
              "The share of the rows of each value, 0 to 1. What is left of 1 goes to the values that"
                  + " are not named, in the proportions they have to each other.")
          Map<String, @Min(0) @Max(1) Double> shares) {}

  /**
   * Values that a column must have: those in a list, or those in a range.
   *
   * @param column its name
   * @param in values, one of which the row must have
   * @param minimum the least value
   * @param maximum the greatest value
   */
  @ValidationRule(
      value = "has(self.__in__) != (has(self.minimum) || has(self.maximum))",
      message = "a filter has either in, or minimum, maximum or both")
  @ValidationRule(
      value =
          "!(has(self.minimum) && has(self.maximum))"
              + " || !(type(self.minimum) == int && type(self.maximum) == int)"
              + " || self.minimum <= self.maximum",
      message = "minimum must not be greater than maximum")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RowFilter(
      @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Name of the column.")
          String column,
      @Size(min = 1, max = 256)
          @JsonPropertyDescription("Values, one of which the row must have, as texts.")
          List<String> in,
      @JsonPropertyDescription(
              "The least value, as the source writes it; a text where it is no whole number.")
          @SchemaFrom(type = IntOrString.class)
          String minimum,
      @JsonPropertyDescription("The greatest value, as the source writes it.")
          @SchemaFrom(type = IntOrString.class)
          String maximum) {}

  /** The columns of which something is asked. */
  @JsonIgnore
  public Set<String> columns() {
    var columns = new LinkedHashSet<String>();
    if (fixed != null) {
      fixed.forEach(value -> columns.add(value.column()));
    }
    if (rebalance != null) {
      rebalance.forEach(shares -> columns.add(shares.column()));
    }
    if (where != null) {
      where.forEach(filter -> columns.add(filter.column()));
    }
    return columns;
  }

  /** Whether nothing is asked. */
  @JsonIgnore
  public boolean isEmpty() {
    return isEmpty(fixed) && isEmpty(rebalance) && isEmpty(where);
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  /** The conditions; null for those that ask nothing, so that both ways to say so are one. */
  public static RowConditions orNull(RowConditions conditions) {
    return conditions == null || conditions.isEmpty() ? null : conditions;
  }
}
