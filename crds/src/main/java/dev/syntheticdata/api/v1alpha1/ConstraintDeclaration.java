package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What holds in every generated row: an expression over it, or columns of known combinations. */
@ValidationRule(
    value = "has(self.expression) != has(self.fixedCombinations)",
    message = "a constraint has either an expression or fixedCombinations")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConstraintDeclaration(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
        @JsonPropertyDescription("Name of the constraint, by which messages speak of it.")
        String name,
    @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
            "A CEL expression that is true of a row. Columns are variables by their names; any"
                + " column is row[\"its name\"]. Where a value that decides it is missing, it"
                + " holds.")
        String expression,
    @Size(max = 256) @JsonPropertyDescription("What it means, for people.") String message,
    @Size(min = 2, max = 16)
        @JsonPropertyDescription(
            "Columns of labels that are generated in combinations of the real rows only.")
        List<String> fixedCombinations) {}
