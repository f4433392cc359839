package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One object in an S3 bucket, and how to reach it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceLocation(
    @Required
        @Size(min = 3, max = 63)
        @Pattern("^[a-z0-9][a-z0-9.-]*[a-z0-9]$")
        @JsonPropertyDescription("Name of the bucket.")
        String bucket,
    @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Key of the object.") String key,
    @Size(max = 512)
        @Pattern("^https?://[^/?#]+/?$")
        @JsonPropertyDescription(
            "URL of the S3 service, for example https://s3.example.com. Without it, the operator's"
                + " default, which is AWS S3 unless the installation says otherwise.")
        String endpoint,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription("Region of the bucket. Without it, us-east-1.")
        String region,
    @JsonPropertyDescription(
            "Keys to reach the bucket. Without them, the identity that the Job's service account is"
                + " given by the platform.")
        Credentials credentials) {}
