package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which columns make the rows of an entity a sequence of events. */
@ValidationRule(
    value = "self.key != self.orderBy",
    message = "key and orderBy must be different columns")
@ValidationRule(
    value = "!has(self.context) || !self.context.exists(c, c == self.key || c == self.orderBy)",
    message = "context must not hold key or orderBy")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SequenceDeclaration(
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Column that names the entity a row is an event of. New entities get new names.")
        String key,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Column that says when the event was: Date, DateTime, Integer or Decimal.")
        String orderBy,
    @Size(max = 256)
        @JsonPropertyDescription(
            "Columns that are the same in all rows of an entity. Without it, all that are in the"
                + " source.")
        List<@Size(min = 1, max = 256) String> context) {}
