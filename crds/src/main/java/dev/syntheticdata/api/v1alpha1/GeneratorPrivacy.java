package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What holds for all versions of a generator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorPrivacy(
    @JsonPropertyDescription(
            "What all versions may tell together, those included that failed or were removed. A fit"
                + " that would go beyond it is not made.")
        PrivacyBudget budget) {}
