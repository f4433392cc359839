package dev.syntheticdata.local.objectstore;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 server in this process, on the loopback interface only, over a directory.
 *
 * <p>An object is the ordinary file {@code <directory>/<bucket>/<key>}, so people can open their
 * data and reports without an S3 client. Requests must be signed (AWS signature version 2 or 4)
 * with the store's one key pair. Conditional writes ({@code If-None-Match: *}, {@code If-Match})
 * are atomic. There are no tags, versions, retention or lifecycle rules: requests for them are
 * answered with 501.
 */
public final class EmbeddedObjectStore implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedObjectStore.class);
  private static final String HOST = "127.0.0.1";
  private static final String KEY_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ACCESS_KEY_LENGTH = 20;
  private static final int SECRET_KEY_LENGTH = 40;
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  // Held for as long as the class is, or the logging back end may forget the level.
  private static final Logger SERVER_LOGGER = LoggerFactory.getLogger("org.gaul");

  private final Path directory;
  private final Credentials credentials;
  private final Faults faults = new Faults();
  private final BlobStore blobs;
  private final S3Proxy server;

  /**
   * The key pair that clients sign with.
   *
   * @param accessKey public name of the key
   * @param secretKey shared secret; never logged
   */
  public record Credentials(String accessKey, String secretKey) {
    public Credentials {
      Objects.requireNonNull(accessKey, "accessKey");
      Objects.requireNonNull(secretKey, "secretKey");
    }

    /** A fresh pair of the lengths usual for S3 (20 and 40 characters). Pass a secure generator. */
    public static Credentials random(RandomGenerator random) {
      return new Credentials(
          randomText(random, ACCESS_KEY_LENGTH), randomText(random, SECRET_KEY_LENGTH));
    }

    private static String randomText(RandomGenerator random, int length) {
      return random
          .ints(length, 0, KEY_ALPHABET.length())
          .mapToObj(KEY_ALPHABET::charAt)
          .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
          .toString();
    }

    @Override
    public String toString() {
      return "Credentials[accessKey=" + accessKey + "]";
    }
  }

  private EmbeddedObjectStore(Path directory, int port, Credentials credentials) {
    this.directory = directory;
    this.credentials = credentials;
    this.blobs = new FilesystemNio2BlobStore(directory.toString());
    this.server =
        S3Proxy.builder()
            .endpoint(URI.create("http://" + HOST + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
            .blobStore(blobs)
            .ignoreUnknownHeaders(true)
            .build();
    server.setBlobStoreLocator((identity, bucket, key) -> admit(identity));
  }

  /**
   * Starts a server.
   *
   * @param directory where buckets live; created when absent; objects already there are served
   * @param port TCP port on 127.0.0.1, or 0 for a free one
   * @throws UncheckedIOException when the directory cannot be created or the port is taken
   */
  public static EmbeddedObjectStore start(Path directory, int port, Credentials credentials) {
    quietenServer();
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Object store directory " + root + " cannot be created", e);
    }
    EmbeddedObjectStore store = new EmbeddedObjectStore(root, port, credentials);
    try {
      store.server.start();
    } catch (Exception e) {
      throw new UncheckedIOException(
          "Object store cannot listen on "
              + HOST
              + ":"
              + port
              + "; choose another port, or 0 for a free one",
          e instanceof IOException io ? io : new IOException(e));
    }
    LOGGER
        .atInfo()
        .addKeyValue("endpoint", store.endpoint())
        .addKeyValue("directory", root)
        .log("Object store started");
    return store;
  }

  /** The address for S3 clients, path style: {@code http://127.0.0.1:<port>}. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + server.getPort());
  }

  public Credentials credentials() {
    return credentials;
  }

  public Faults faults() {
    return faults;
  }

  /**
   * Creates a bucket unless it exists.
   *
   * @throws IllegalArgumentException when the name is not 3 to 63 lower-case letters, digits, dots
   *     and dashes
   */
  public void createBucket(String bucket) {
    checkBucketName(bucket);
    if (!blobs.containerExists(bucket)) {
      blobs.createContainer(bucket);
    }
  }

  /** The file that holds (or would hold) an object. */
  public Path fileOf(String bucket, String key) {
    checkBucketName(bucket);
    Path file = directory.resolve(bucket).resolve(key).normalize();
    if (!file.startsWith(directory.resolve(bucket))) {
      throw new IllegalArgumentException("key " + key + " leaves its bucket");
    }
    return file;
  }

  /** Stops serving; the files stay. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Object store did not stop", e);
    } finally {
      blobs.close();
    }
  }

  /** Called by the server for each request, before its signature is checked. */
  private AccessGrant admit(String identity) {
    pause();
    if (faults.refuseThis()) {
      throw serviceUnavailable();
    }
    // Unsigned requests have no identity; the server refuses them later because nothing here is
    // public. An unknown
    // access key is answered with null.
    boolean known = identity == null || identity.equals(credentials.accessKey());
    return known ? new AccessGrant(credentials.secretKey(), blobs) : null;
  }

  private void pause() {
    long millis = faults.delay().toMillis();
    if (millis == 0) {
      return;
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw serviceUnavailable();
    }
  }

  private static S3Exception serviceUnavailable() {
    return S3Exceptions.fromStatusCode(503);
  }

  private static void checkBucketName(String bucket) {
    if (!BUCKET_NAME.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "bucket "
              + bucket
              + " is not a bucket name: 3 to 63 lower-case letters, digits, dots and dashes");
    }
  }

  /**
   * Without a configured level the server logs each header of each request, which also slows it
   * several times.
   */
  private static void quietenServer() {
    if (SERVER_LOGGER instanceof ch.qos.logback.classic.Logger logback
        && logback.getLevel() == null) {
      logback.setLevel(Level.WARN);
    }
  }
}
