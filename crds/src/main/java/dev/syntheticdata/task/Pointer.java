package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * {@code latest.json}: which version of a dataset is published.
 *
 * @param dataset {@code namespace/name} of the SyntheticDataset
 * @param datasetUid its UID
 * @param version name of the version
 * @param revision its number
 * @param manifest key of its manifest, from the root of the bucket
 * @param manifestDigest sha256 of the manifest
 * @param publishedAt when the pointer was moved (RFC 3339, UTC)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Pointer(
    String dataset,
    String datasetUid,
    String version,
    long revision,
    String manifest,
    String manifestDigest,
    String publishedAt) {}
