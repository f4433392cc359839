package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A place in object storage, as a task names it.
 *
 * @param endpoint URL of the S3 service; null for AWS S3 of the region
 * @param region region of the bucket; null for us-east-1
 * @param bucket the bucket
 * @param key key of an object, or the path under which objects lie, without a slash at its end
 * @param credentials prefix of the environment variables that hold the keys: with {@code SOURCE},
 *     {@code SOURCE_AWS_ACCESS_KEY_ID}, {@code SOURCE_AWS_SECRET_ACCESS_KEY} and, optionally,
 *     {@code SOURCE_AWS_SESSION_TOKEN}; null where the platform gives the pod an identity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectLocation(
    String endpoint, String region, String bucket, String key, String credentials) {

  /** The place with another key. */
  public ObjectLocation withKey(String other) {
    return new ObjectLocation(endpoint, region, bucket, other, credentials);
  }

  /** The place of an object under this path. */
  public ObjectLocation resolve(String name) {
    return withKey(key == null || key.isEmpty() ? name : key + "/" + name);
  }

  /** {@code s3://bucket/key}. */
  public String uri() {
    return "s3://" + bucket + "/" + (key == null ? "" : key);
  }
}
