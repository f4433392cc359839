import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of a registry of images as takes a push, on loopback, for hack/check-images: keeps every
 * blob and manifest in a directory, named by its digest, and by its tag where it has one. Arguments
 * are that directory and a key store for TLS, whose password is "changeit". Prints its port, and ends
 * when its standard input does.
 */
public final class ImageRegistry {

  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(.*)");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");

  private final Path directory;

  private ImageRegistry(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    var registry = new ImageRegistry(Files.createDirectories(Path.of(arguments[0])));
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(Path.of(arguments[1]))));
    var threads = Executors.newFixedThreadPool(4);
    server.setExecutor(threads);
    server.createContext("/v2/", registry::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop(0);
    threads.shutdownNow();
  }

  private static SSLContext tls(Path file) throws Exception {
    var password = "changeit".toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(file.toFile(), password), password);
    var tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      var blob = BLOB.matcher(path);
      var upload = UPLOAD.matcher(path);
      var manifest = MANIFEST.matcher(path);
      if (path.equals("/v2/")) {
        exchange.sendResponseHeaders(200, -1);
      } else if (blob.matches() && method.equals("HEAD")) {
        tell(exchange, directory.resolve(blob.group(2)));
      } else if (upload.matches() && method.equals("POST")) {
        exchange.getResponseHeaders().add("Location", path + UUID.randomUUID());
        exchange.sendResponseHeaders(202, -1);
      } else if (upload.matches() && method.equals("PATCH")) {
        Files.write(directory.resolve(upload.group(2)), body);
        exchange.getResponseHeaders().add("Location", path);
        exchange.sendResponseHeaders(202, -1);
      } else if (upload.matches() && method.equals("PUT")) {
        var asked = exchange.getRequestURI().getQuery().replaceFirst("^digest=", "");
        var sent = directory.resolve(upload.group(2));
        boolean whole = asked.equals(digest(Files.readAllBytes(sent)));
        Files.move(sent, directory.resolve(whole ? asked : "damaged-" + asked));
        exchange.sendResponseHeaders(whole ? 201 : 400, -1);
      } else if (manifest.matches() && method.equals("PUT")) {
        var digest = digest(body);
        Files.write(directory.resolve(digest), body);
        Files.write(
            directory.resolve(manifest.group(1).replace('/', '_') + "@" + manifest.group(2)), body);
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
        exchange.sendResponseHeaders(201, -1);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void tell(HttpExchange exchange, Path file) throws IOException {
    if (Files.exists(file)) {
      exchange.getResponseHeaders().add("Content-Length", Long.toString(Files.size(file)));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
