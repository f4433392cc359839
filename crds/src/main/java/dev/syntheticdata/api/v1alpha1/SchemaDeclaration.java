package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A partial description of the source's columns. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchemaDeclaration(
    @Size(max = 1000) @JsonPropertyDescription("Columns about which something is said.")
        List<ColumnDeclaration> columns,
    @JsonPropertyDescription(
            "That the rows are events of entities, drawn as sequences: only engine.autoregressiveTrees"
                + " makes them. Entities are held out as a whole.")
        SequenceDeclaration sequence,
    @Size(max = 64) @JsonPropertyDescription("What holds in every generated row.")
        List<ConstraintDeclaration> constraints) {}
