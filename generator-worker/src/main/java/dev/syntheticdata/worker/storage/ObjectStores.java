package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.InvalidInputException;
import io.minio.MinioClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.ChainedProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Opens buckets as tasks name them. */
public final class ObjectStores {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String AWS = "https://s3.amazonaws.com";

  private final UnaryOperator<String> environment;
  private final Sleeper sleeper;

  /**
   * @param environment value of an environment variable, or null; credentials come from it
   * @param sleeper waits between attempts
   */
  public ObjectStores(UnaryOperator<String> environment, Sleeper sleeper) {
    this.environment = environment;
    this.sleeper = sleeper;
  }

  /**
   * Opens the bucket of a location. The caller closes it, or the process lingers. A location
   * without an endpoint is at the one that {@code AWS_ENDPOINT_URL_S3} names, as for AWS's own
   * tools, and without that at AWS S3.
   */
  public ObjectStore open(ObjectLocation named, StoreRole role) {
    var location = withEndpoint(named);
    var http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .writeTimeout(ANSWER)
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();
    try {
      var client =
          MinioClient.builder()
              .endpoint(location.endpoint() == null ? AWS : location.endpoint())
              .region(location.region() == null ? "us-east-1" : location.region())
              .credentialsProvider(credentials(location, http))
              .httpClient(http, true)
              .build();
      return new MinioObjectStore(client, location, role, sleeper);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the endpoint '%s' cannot be used (%s); give an URL such as https://s3.example.com:9000"
              .formatted(location.endpoint(), e.getMessage()),
          e);
    }
  }

  private ObjectLocation withEndpoint(ObjectLocation location) {
    String endpoint = environment.apply("AWS_ENDPOINT_URL_S3");
    return location.endpoint() != null || endpoint == null || endpoint.isBlank()
        ? location
        : new ObjectLocation(
            endpoint, location.region(), location.bucket(), location.key(), location.credentials());
  }

  private Provider credentials(ObjectLocation location, OkHttpClient http) {
    String prefix = location.credentials();
    if (prefix == null) {
      return new ChainedProvider(new AwsEnvironmentProvider(), new IamAwsProvider(null, http));
    }
    return new StaticProvider(
        required(prefix + "_AWS_ACCESS_KEY_ID", location),
        required(prefix + "_AWS_SECRET_ACCESS_KEY", location),
        environment.apply(prefix + "_AWS_SESSION_TOKEN"));
  }

  private String required(String variable, ObjectLocation location) {
    String value = environment.apply(variable);
    if (value == null || value.isBlank()) {
      throw new InvalidInputException(
          "the environment variable %s, which holds the keys for %s, is not set; check the Secret"
                  .formatted(variable, location.uri())
              + " that credentials.secretRef names");
    }
    return value;
  }
}
