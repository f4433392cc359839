package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The permission under which the real data is used. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Authorization(
    @Required
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "Where the permission is recorded, for example a ticket or a data protection impact"
                + " assessment.")
        String reference,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Purposes the permission covers. A dataset with another purpose is refused. Empty means"
                + " that it names none.")
        List<Purpose> purposes,
    @Size(max = 40)
        @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$")
        @JsonPropertyDescription(
            "When the permission ends (RFC 3339, UTC). From then on nothing new is fitted or"
                + " generated.")
        String expires) {}
