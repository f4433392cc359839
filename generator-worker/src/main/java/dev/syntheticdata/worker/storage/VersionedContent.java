package dev.syntheticdata.worker.storage;

/**
 * The content of a small object, with the entity tag by which it can be replaced.
 *
 * @param content its bytes
 * @param etag its entity tag, without quotes
 */
public record VersionedContent(byte[] content, String etag) {}
