package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server in this process, over a temporary directory, with one bucket; it can be told to
 * refuse requests.
 */
public final class S3Server implements AutoCloseable {

  /** The bucket that is there. */
  public static final String BUCKET = "data";

  private static final String ACCESS_KEY = "test-key";
  private static final String SECRET_KEY = "test-secret";

  private final Path directory = temporary();
  private final BlobStore blobs = new FilesystemNio2BlobStore(directory.toString());
  private final AtomicInteger admitted = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger refusals = new AtomicInteger();
  private final S3Proxy server;

  /** The pauses that the stores opened by {@link #stores()} would have made. */
  public final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** The environment of the stores. */
  public final Map<String, String> environment =
      new HashMap<>(
          Map.of("S_AWS_ACCESS_KEY_ID", ACCESS_KEY, "S_AWS_SECRET_ACCESS_KEY", SECRET_KEY));

  private S3Server() {
    server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .blobStore(blobs)
            .ignoreUnknownHeaders(true)
            .build();
    server.setBlobStoreLocator((identity, bucket, key) -> admit(identity));
  }

  /** A server on a free port of the loopback interface. */
  public static S3Server start() {
    var s3 = new S3Server();
    try {
      s3.server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    s3.blobs.createContainer(BUCKET);
    return s3;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("s3");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AccessGrant admit(String identity) {
    if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0 || admitted.getAndDecrement() <= 0) {
      throw S3Exceptions.fromStatusCode(503);
    }
    return identity == null || identity.equals(ACCESS_KEY)
        ? new AccessGrant(SECRET_KEY, blobs)
        : null;
  }

  /** Answers the next requests with 503. */
  public void refuse(int requests) {
    refusals.set(requests);
  }

  /** Answers that many requests, and those after them with 503. */
  public void refuseAfter(int requests) {
    admitted.set(requests);
  }

  /** Answers all requests. */
  public void refuseNone() {
    admitted.set(Integer.MAX_VALUE);
    refusals.set(0);
  }

  /** A place on this server. */
  public ObjectLocation location(String key) {
    return new ObjectLocation(
        "http://127.0.0.1:" + server.getPort(), "us-east-1", BUCKET, key, "S");
  }

  /** Opens buckets without ever waiting. */
  public ObjectStores stores() {
    return new ObjectStores(environment::get, pauses::add);
  }

  /** The bucket that is there. */
  public ObjectStore open() {
    return stores().open(location(""), StoreRole.STORAGE);
  }

  /** Uploads a text. */
  public void put(String key, String content) {
    try (var store = open()) {
      store.delete(key);
      store.putIfAbsent(key, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Alters the last byte but one behind the server's back: size and metadata stay as they were. */
  public void corrupt(String key) {
    try (var file = new RandomAccessFile(directory.resolve(BUCKET).resolve(key).toFile(), "rw")) {
      file.seek(file.length() - 2);
      int last = file.read();
      file.seek(file.length() - 2);
      file.write(last ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every object by its key. */
  public Map<String, byte[]> objects(String prefix) {
    try (var store = open()) {
      var objects = new java.util.TreeMap<String, byte[]>();
      for (String key : new ArrayList<>(store.list(prefix))) {
        objects.put(key, store.get(key));
      }
      return objects;
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      blobs.close();
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
