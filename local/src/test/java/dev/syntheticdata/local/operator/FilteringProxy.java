package dev.syntheticdata.local.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.apiserver.RequestFilter.Drop;
import dev.syntheticdata.local.apiserver.RequestFilter.Refuse;
import dev.syntheticdata.local.apiserver.RequestFilter.Verdict;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a real API server on loopback, without TLS, and lets a filter see, refuse and drop
 * requests, as the API server of local mode does by itself.
 */
final class FilteringProxy implements AutoCloseable {

  /** Headers that belong to a connection, or that the client sets itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade");

  private static final int BACKLOG = 1024;

  private final Config target;
  private final RequestFilter filter;
  private final Duration longestWatch;
  private final HttpClient http;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();

  /**
   * Starts to listen.
   *
   * @param target how to reach the API server; requests bring their own credentials
   * @param longestWatch watches are ended after this time
   */
  FilteringProxy(Config target, RequestFilter filter, Duration longestWatch) {
    this.target = target;
    this.filter = filter;
    this.longestWatch = longestWatch;
    try {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(SSLUtils.sslContext(target))
              .build();
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    // Closed without an answer, the connection breaks.
    try (exchange) {
      if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
        // None: clients go on without.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      var call = call(exchange);
      if (stops(exchange, filter.before(call))) {
        return;
      }
      var answer = http.send(forwarded(exchange), HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (!call.isWatch()) {
          var whole = body.readAllBytes();
          if (!stops(exchange, filter.after(call, answer.statusCode()))) {
            send(exchange, answer, whole);
          }
        } else if (!stops(exchange, filter.after(call, answer.statusCode()))) {
          stream(exchange, answer);
        }
      }
    } catch (IOException ended) {
      // By the client, by the API server, or because the watch was long enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ApiCall call(HttpExchange exchange) {
    var query = new HashMap<String, String>();
    var raw = exchange.getRequestURI().getRawQuery();
    for (var pair : raw == null ? new String[0] : raw.split("&")) {
      var parts = pair.split("=", 2);
      query.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    var agent = exchange.getRequestHeaders().getFirst("User-Agent");
    return new ApiCall(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Map.copyOf(query),
        agent == null ? "" : agent);
  }

  /** Whether the filter keeps the request from being served, or its answer from being sent. */
  private static boolean stops(HttpExchange exchange, Verdict verdict) throws IOException {
    if (verdict instanceof Refuse refuse) {
      var status =
          new StatusBuilder()
              .withStatus("Failure")
              .withCode(refuse.code())
              .withReason(refuse.reason())
              .withMessage(refuse.message())
              .build();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (refuse.code() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      var body = Serialization.asJson(status).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(refuse.code(), body.length);
      exchange.getResponseBody().write(body);
      return true;
    }
    return verdict instanceof Drop;
  }

  private HttpRequest forwarded(HttpExchange exchange) throws IOException {
    var base = target.getMasterUrl().replaceFirst("/$", "");
    var body = exchange.getRequestBody().readAllBytes();
    var request =
        HttpRequest.newBuilder(URI.create(base + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static void send(HttpExchange exchange, HttpResponse<?> answer, byte[] body)
      throws IOException {
    copyHeaders(exchange, answer);
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void stream(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
    var events = answer.body();
    watches.add(events);
    var end = timer.schedule(() -> close(events), longestWatch.toMillis(), TimeUnit.MILLISECONDS);
    try {
      copyHeaders(exchange, answer);
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      var out = exchange.getResponseBody();
      out.flush();
      var buffer = new byte[16 * 1024];
      for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } finally {
      end.cancel(false);
      watches.remove(events);
    }
  }

  private static void copyHeaders(HttpExchange exchange, HttpResponse<?> answer) {
    for (var name : Set.of("Content-Type", "Retry-After", "Warning")) {
      answer
          .headers()
          .allValues(name)
          .forEach(value -> exchange.getResponseHeaders().add(name, value));
    }
  }

  private static void close(InputStream events) {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    watches.forEach(FilteringProxy::close);
    server.stop(0);
    threads.shutdownNow();
  }
}
