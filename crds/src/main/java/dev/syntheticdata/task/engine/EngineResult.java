package dev.syntheticdata.task.engine;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** {@code result.json}: what an engine says of its fit, if it has something to say. */
@JsonClassDescription(
    "What an engine may say of a fit. It is shown to those who get the rows: no value of the source"
        + " belongs here.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EngineResult(
    @JsonPropertyDescription("The engine's name, at most 200 characters.") String name,
    @JsonPropertyDescription("Its version, at most 200 characters.") String version,
    @JsonPropertyDescription(
            "What the model does not keep, for the card of every dataset: at most 32 sentences of at"
                + " most 512 characters.")
        List<String> limitations) {}
