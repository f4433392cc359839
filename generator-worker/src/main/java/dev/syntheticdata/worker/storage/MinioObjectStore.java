package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.WorkerException;
import dev.syntheticdata.worker.table.RowHasher;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket behind the S3 API.
 *
 * <p>Every write is a single PUT, never a multipart upload: the client sends conditions only with
 * the first request of a multipart upload, where servers do not look at them. A single PUT holds up
 * to 5 GiB; part files are far smaller.
 */
public final class MinioObjectStore implements ObjectStore {

  private static final long LARGEST_PUT = 5L << 30;
  private static final String SHA256 = "sha256";

  private final MinioClient client;
  private final String bucket;
  private final StoreFailures failures;
  private final Retries retries;

  MinioObjectStore(MinioClient client, ObjectLocation location, StoreRole role, Sleeper sleeper) {
    this.client = client;
    this.bucket = location.bucket();
    this.failures = new StoreFailures(location, role);
    this.retries = new Retries(sleeper);
  }

  @Override
  public String name() {
    return "s3://" + bucket;
  }

  @Override
  public Optional<VersionedContent> find(String key) {
    return request(
        "GET",
        key,
        () -> {
          try (GetObjectResponse in =
              client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return Optional.of(
                new VersionedContent(in.readAllBytes(), unquoted(in.headers().get("ETag"))));
          } catch (ErrorResponseException e) {
            return absentOrThrow(e);
          }
        });
  }

  @Override
  public void download(String key, Path file) {
    boolean found =
        request(
            "GET",
            key,
            () -> {
              try (GetObjectResponse in =
                  client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return true;
              } catch (ErrorResponseException e) {
                return absentOrThrow(e).isPresent();
              }
            });
    if (!found) {
      throw missing(key);
    }
  }

  @Override
  public boolean putIfAbsent(String key, Path file, String sha256) {
    return request(
        "PUT",
        key,
        () -> {
          if (Files.size(file) > LARGEST_PUT) {
            throw new IllegalStateException(file + " is larger than 5 GiB");
          }
          var args = UploadObjectArgs.builder().filename(file.toString(), LARGEST_PUT);
          return put(() -> client.uploadObject(condition(args, key, sha256, ABSENT).build()));
        });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    return put(key, content, ABSENT);
  }

  @Override
  public boolean putIfMatch(String key, byte[] content, String etag) {
    // Unquoted: Ceph refuses quotes here, and the others take both.
    return put(key, content, Map.of("If-Match", etag));
  }

  private static final Map<String, String> ABSENT = Map.of("If-None-Match", "*");

  private boolean put(String key, byte[] content, Map<String, String> condition) {
    String sha256 = HexFormat.of().formatHex(RowHasher.newSha256().digest(content));
    return request(
        "PUT",
        key,
        () ->
            put(
                () ->
                    client.putObject(
                        condition(
                                PutObjectArgs.builder().data(content, content.length),
                                key,
                                sha256,
                                condition)
                            .build())));
  }

  private <B extends ObjectWriteArgs.Builder<B, A>, A extends ObjectWriteArgs> B condition(
      B args, String key, String sha256, Map<String, String> condition) {
    return args.bucket(bucket).object(key).userMetadata(Map.of(SHA256, sha256)).headers(condition);
  }

  private boolean put(Retries.Attempt<?> write) throws Exception {
    try {
      write.run();
      return true;
    } catch (ErrorResponseException e) {
      if (e.response().code() == 412 || failures.isAbsent(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return request(
        "HEAD",
        key,
        () -> {
          try {
            var found =
                client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build());
            return Optional.of(
                new ObjectInfo(
                    key,
                    found.size(),
                    unquoted(found.etag()),
                    found.userMetadata().getFirst(SHA256)));
          } catch (ErrorResponseException e) {
            return absentOrThrow(e);
          }
        });
  }

  @Override
  public List<String> list(String prefix) {
    return request(
        "LIST",
        prefix,
        () -> {
          var keys = new ArrayList<String>();
          var args =
              ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
          for (var item : client.listObjects(args)) {
            keys.add(item.get().objectName());
          }
          return keys.stream().sorted().toList();
        });
  }

  @Override
  public void delete(String key) {
    request(
        "DELETE",
        key,
        () -> {
          client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
          return true;
        });
  }

  private <T> T request(String method, String key, Retries.Attempt<T> attempt) {
    try {
      return retries.run(
          method + " " + name() + "/" + key,
          () -> {
            try {
              return attempt.run();
            } catch (WorkerException | InterruptedException e) {
              throw e;
            } catch (Exception e) {
              throw failures.classify(key, e);
            }
          });
    } catch (Retries.TransientFailure e) {
      throw failures.unavailable(key, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("unexpected failure of object storage", e);
    }
  }

  private <T> Optional<T> absentOrThrow(ErrorResponseException e) throws ErrorResponseException {
    if (failures.isAbsent(e)) {
      return Optional.empty();
    }
    throw e;
  }

  private static String unquoted(String etag) {
    return etag == null ? null : etag.replace("\"", "");
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the storage client cannot be closed", e);
    }
  }
}
