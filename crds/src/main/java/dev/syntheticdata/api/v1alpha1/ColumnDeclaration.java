package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
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
@ValidationRule(
    value = "!has(self.pattern) || !has(self.type) || self.type == 'Identifier'",
    message = "only a column of type Identifier has a pattern")
@ValidationRule(
    value = "!has(self.personal) || !has(self.type) || self.type == 'Text'",
    message = "only a column of type Text is personal")
@ValidationRule(
    value =
        "!(has(self.pattern) || has(self.personal)) || !(has(self.role) || has(self.minimum) ||"
            + " has(self.categories) || (has(self.pattern) && has(self.personal)))",
    message =
        "a column with a pattern, or a personal one, is not learned: it has neither the other, nor"
            + " role, minimum, maximum or categories")
@ValidationRule(
    value = "!has(self.locale) || has(self.personal)",
    message = "locale needs personal")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ColumnDeclaration(
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("Name of the column, as in the source's header.")
        String name,
    @JsonPropertyDescription("What its values are. Inferred when absent.") ColumnType type,
    @JsonPropertyDescription(
            "Target: utility is measured by predicting this column. Protected: fairness is"
                + " measured over the groups it divides people into, and it counts as a"
                + " QuasiIdentifier as well. QuasiIdentifier: others may know it"
                + " of a person; re-identification is measured on these together. Sensitive: nobody"
                + " should learn it of a person; inference is tried on these instead of on every column.")
        ColumnRole role,
    @JsonPropertyDescription(
            "The least value there can be, as the source writes it; a text where it is no whole"
                + " number. Known without the data. Used by privateMarginals: lower values count as"
                + " this one.")
        @SchemaFrom(type = IntOrString.class)
        String minimum,
    @JsonPropertyDescription(
            "The greatest value there can be, as the source writes it. Used by privateMarginals,"
                + " and by the metrics of scenario coverage.")
        @SchemaFrom(type = IntOrString.class)
        String maximum,
    @Size(min = 1, max = 1000)
        @JsonPropertyDescription(
            "All labels there can be. Known without the data. Used by privateMarginals: other labels"
                + " are not learned. Used by the metrics of scenario coverage.")
        List<String> categories,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "For a column of type Identifier: the form of new identifiers, a regular expression of"
                + " literals, classes, groups, alternatives and bounded repeats, as CUST-[0-9]{8}."
                + " Each row has another one. The column is not learned.")
        String pattern,
    @JsonPropertyDescription(
            "Invented values of this kind take the column's place. The column is not learned.")
        PersonalField personal,
    @Size(min = 2, max = 16)
        @Pattern("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
        @JsonPropertyDescription("Language of personal, as de or en-GB. Without it, en.")
        String locale) {

  /** A declaration that says nothing of the values. */
  public static ColumnDeclaration of(String name, ColumnType type, ColumnRole role) {
    return new ColumnDeclaration(name, type, role, null, null, null, null, null, null);
  }
}
