package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;

/**
 * What is said about a column of the source; what is not said is inferred and recorded. Values are
 * declared as they are known without the data: differential privacy then needs nothing to find
 * them.
 */
@ValidationRule(
    value = "has(self.minimum) == has(self.maximum)",
    message = "minimum and maximum must be set together")
@ValidationRule(
    value = "!(has(self.categories) && has(self.minimum))",
    message = "a column has either categories or minimum and maximum")
@ValidationRule(
    value = "!has(self.categories) || !has(self.type) || self.type == 'Categorical'",
    message = "only a column of type Categorical has categories")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ColumnDeclaration(
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("Name of the column, as in the source's header.")
        String name,
    @JsonPropertyDescription("What its values are. Inferred when absent.") ColumnType type,
    @JsonPropertyDescription("Target: utility is measured by predicting this column.")
        ColumnRole role,
    @JsonPropertyDescription(
            "The least value there can be, as the source writes it; a text where it is no whole"
                + " number. Known without the data. Used by privateMarginals: lower values count as"
                + " this one.")
        @SchemaFrom(type = IntOrString.class)
        String minimum,
    @JsonPropertyDescription(
            "The greatest value there can be, as the source writes it. Used by privateMarginals.")
        @SchemaFrom(type = IntOrString.class)
        String maximum,
    @Size(min = 1, max = 1000)
        @JsonPropertyDescription(
            "All labels there can be. Known without the data. Used by privateMarginals: other labels"
                + " are not learned.")
        List<String> categories) {

  /** A declaration that says nothing of the values. */
  public static ColumnDeclaration of(String name, ColumnType type, ColumnRole role) {
    return new ColumnDeclaration(name, type, role, null, null, null);
  }
}
