package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A place in an S3 bucket that the Jobs write to. Bucket and prefix cannot change once set: what
 * was written there would no longer be found, nor pruned.
 */
@ValidationRule(
    value = "self.bucket == oldSelf.bucket",
    fieldPath = ".bucket",
    message = "bucket is immutable: create a new resource to write to another bucket")
@ValidationRule(
    value =
        "has(self.prefix) == has(oldSelf.prefix) && (!has(self.prefix) || self.prefix =="
            + " oldSelf.prefix)",
    message = "prefix is immutable: create a new resource to write to another prefix")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StorageLocation(
    @Required
        @Size(min = 3, max = 63)
        @Pattern("^[a-z0-9][a-z0-9.-]*[a-z0-9]$")
        @JsonPropertyDescription("Name of the bucket. Immutable.")
        String bucket,
    @Size(max = 512)
        @Pattern("^[^/].*[^/]$|^[^/]$")
        @JsonPropertyDescription(
            "Path in the bucket under which everything is written, without a slash at its ends."
                + " Immutable.")
        String prefix,
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
