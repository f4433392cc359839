package dev.syntheticdata.local.apiserver.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.apiserver.model.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on loopback: reads requests, checks the token, asks the filter, sends responses.
 *
 * <p>The token comes in an Authorization header or as the first part of the path. The second way is
 * for kubectl, which sends no credentials over plain HTTP but keeps the path of the server's URL.
 */
public final class HttpFront implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(HttpFront.class);
  private static final int BACKLOG = 1024;
  private static final List<String> PUBLIC = List.of("/version", "/healthz", "/livez", "/readyz");

  static {
    // Without this, small answers wait for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Longer than clients keep idle connections, so that the client is the one who closes them.
    System.setProperty("sun.net.httpserver.idleInterval", "1500");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Router router;
  private final RequestFilter filter;
  private final byte[] token;

  /**
   * Starts to listen.
   *
   * @param port the port, 0 for any free one
   * @param token the bearer token that every request but health checks must carry
   */
  public HttpFront(int port, String token, Router router, RequestFilter filter) throws IOException {
    this.router = router;
    this.filter = filter;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "local-apiserver");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try {
      Request request = read(exchange);
      if (isUpgrade(exchange)) {
        // Watches over WebSocket are not offered. Clients fall back to plain HTTP at once when
        // the upgrade is answered like any request, and would wait for a timeout otherwise.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      serve(exchange, request);
    } catch (IOException e) {
      LOGGER.atDebug().setCause(e).log("Connection ended by the client");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    String path = "/" + String.join("/", request.path());
    ApiCall call = new ApiCall(request.method(), path, request.query(), request.userAgent());
    Response response;
    if (!request.authorized() && !PUBLIC.contains(path)) {
      response = failure(ApiError.unauthorized());
    } else {
      RequestFilter.Verdict before = filter.before(call);
      if (before instanceof RequestFilter.Drop) {
        return;
      }
      response =
          before instanceof RequestFilter.Refuse refuse ? refusal(refuse) : answer(request, path);
      RequestFilter.Verdict after = filter.after(call, response.code());
      if (after instanceof RequestFilter.Drop) {
        return;
      } else if (after instanceof RequestFilter.Refuse refuse) {
        response = refusal(refuse);
      }
    }
    LOGGER
        .atDebug()
        .addKeyValue("method", request.method())
        .addKeyValue("path", path)
        .addKeyValue("query", request.query())
        .addKeyValue("code", response.code())
        .log("Request served");
    send(exchange, response);
  }

  private Response answer(Request request, String path) {
    try {
      return router.route(request, path);
    } catch (ApiError e) {
      return failure(e);
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("path", path).setCause(e).log("Request failed");
      return failure(ApiError.of(500, "InternalError", "Internal error occurred: " + e));
    }
  }

  private static Response refusal(RequestFilter.Refuse refuse) {
    return failure(ApiError.of(refuse.code(), refuse.reason(), refuse.message()));
  }

  private static Response failure(ApiError error) {
    return Response.json(error.code(), error.status());
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token);
  }

  private static boolean isUpgrade(HttpExchange exchange) {
    String upgrade = exchange.getRequestHeaders().getFirst("Upgrade");
    return upgrade != null && upgrade.equalsIgnoreCase("websocket");
  }

  private Request read(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readAllBytes();
    }
    Headers headers = exchange.getRequestHeaders();
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getPath().split("/"))
            .filter(s -> !s.isEmpty())
            .toList();
    String bearer = headers.getOrDefault("Authorization", List.of("")).get(0);
    boolean inHeader = bearer.startsWith("Bearer ") && isToken(bearer.substring(7).trim());
    boolean inPath = !path.isEmpty() && isToken(path.get(0));
    return new Request(
        exchange.getRequestMethod(),
        inPath ? path.subList(1, path.size()) : path,
        inHeader || inPath,
        query(exchange.getRequestURI().getRawQuery()),
        headers.getOrDefault("Accept", List.of("")).get(0),
        headers.getOrDefault("Content-Type", List.of("")).get(0),
        headers.getOrDefault("User-Agent", List.of("")).get(0),
        body);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      query.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, Response response)
      throws IOException, InterruptedException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-cache, private");
    if (response instanceof Response.Complete complete) {
      headers.set("Content-Type", complete.contentType());
      for (String warning : complete.warnings()) {
        headers.add("Warning", "299 - \"" + escape(warning) + '"');
      }
      int length = complete.body().length;
      exchange.sendResponseHeaders(complete.code(), length == 0 ? -1 : length);
      if (length > 0) {
        exchange.getResponseBody().write(complete.body());
      }
    } else if (response instanceof Response.Streamed streamed) {
      headers.set("Content-Type", streamed.contentType());
      exchange.sendResponseHeaders(streamed.code(), 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.flush();
        streamed.writer().writeTo(out);
      }
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
