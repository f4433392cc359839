package dev.syntheticdata.worker.storage;

/**
 * What a store says of an object.
 *
 * @param key its key, from the root of the bucket
 * @param size bytes
 * @param etag its entity tag, without quotes
 * @param sha256 digest that its writer recorded with it, in hexadecimal; null where none was
 */
public record ObjectInfo(String key, long size, String etag, String sha256) {}
