package dev.syntheticdata.local.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syntheticdata.local.objectstore.EmbeddedObjectStore.Credentials;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An object store, a client of it, and a bucket for each test. */
abstract class OneObjectStore {

  @TempDir static Path directory;
  static EmbeddedObjectStore store;
  static MinioClient client;
  static int buckets;

  /** One server for all tests, as it takes its time to start; each test has a bucket of its own. */
  String bucket;

  @BeforeAll
  static void start() {
    store = EmbeddedObjectStore.start(directory, 0, Credentials.random(new Random(1)));
    client = clientWith(store);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    store.close();
  }

  @BeforeEach
  void createBucket() {
    bucket = "bucket-" + buckets++;
    store.createBucket(bucket);
  }

  @AfterEach
  void serveNormally() {
    store.faults().clear();
  }

  static MinioClient clientWith(EmbeddedObjectStore server) {
    return clientWith(server.credentials(), server);
  }

  static MinioClient clientWith(Credentials credentials, EmbeddedObjectStore server) {
    return MinioClient.builder()
        .endpoint(server.endpoint().toString())
        .credentials(credentials.accessKey(), credentials.secretKey())
        .region("us-east-1")
        .build();
  }

  ObjectWriteResponse put(String key, String text) throws MinioException {
    return put(key, text, Map.of());
  }

  ObjectWriteResponse put(String key, String text, Map<String, String> headers)
      throws MinioException {
    return put(client, key, text, headers);
  }

  ObjectWriteResponse put(MinioClient client, String key, String text, Map<String, String> headers)
      throws MinioException {
    byte[] bytes = text.getBytes(UTF_8);
    return client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).headers(headers).stream(
                new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
            .build());
  }

  String get(String key) throws MinioException, IOException {
    return get(client, key);
  }

  String get(MinioClient reader, String key) throws MinioException, IOException {
    try (InputStream in =
        reader.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  List<String> list(String prefix) throws MinioException {
    List<String> keys = new ArrayList<>();
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).maxKeys(10).build();
    for (Result<Item> item : client.listObjects(args)) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  /** The HTTP status a call ends with; 200 when it succeeds. */
  static int statusOf(Callable<?> call) {
    try {
      call.call();
      return 200;
    } catch (ErrorResponseException e) {
      return e.response().code();
    } catch (Exception e) {
      throw new AssertionError("not an answer of the server", e);
    }
  }
}
