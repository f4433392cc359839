package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An object that a task wrote.
 *
 * @param path its key, relative to the path of the version
 * @param size bytes
 * @param sha256 digest of its content, 64 hexadecimal digits
 * @param rows rows in it; null where it holds none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectDigest(String path, long size, String sha256, Long rows) {}
