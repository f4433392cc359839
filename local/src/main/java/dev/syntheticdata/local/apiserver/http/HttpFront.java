package dev.syntheticdata.local.apiserver.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.apiserver.RequestFilter.Drop;
import dev.syntheticdata.local.apiserver.RequestFilter.Refuse;
import dev.syntheticdata.local.apiserver.RequestFilter.Verdict;
import dev.syntheticdata.local.apiserver.model.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on loopback: takes connections, asks the filter, sends responses. */
public final class HttpFront implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(HttpFront.class);
  private static final int BACKLOG = 1024;

  static {
    // Without this, small answers wait for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Longer than clients keep idle connections, so that the client is the one who closes them.
    System.setProperty("sun.net.httpserver.idleInterval", "1500");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestReader reader;
  private final Router router;
  private final RequestFilter filter;

  /**
   * Starts to listen.
   *
   * @param port the port, 0 for any free one
   * @param token the bearer token that every request but health checks must carry
   */
  public HttpFront(int port, String token, Router router, RequestFilter filter) throws IOException {
    this.reader = new RequestReader(token);
    this.router = router;
    this.filter = filter;
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
      if (isUpgrade(exchange)) {
        // Watches over WebSocket are not offered. Clients fall back to plain HTTP at once when
        // the upgrade is answered like any request, and would wait for a timeout otherwise.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      Response response = respond(exchange);
      if (response != null) {
        send(exchange, response);
      }
    } catch (IOException e) {
      LOGGER.atDebug().setCause(e).log("Connection ended by the client");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** The response; null when the connection is to break without one. */
  private Response respond(HttpExchange exchange) throws IOException {
    try {
      Request request = reader.read(exchange);
      String path = "/" + String.join("/", request.path());
      ApiCall call = new ApiCall(request.method(), path, request.query(), request.userAgent());
      if (isDropped(filter.before(call))) {
        return null;
      }
      Response response = answer(request, path);
      LOGGER
          .atDebug()
          .addKeyValue("method", request.method())
          .addKeyValue("path", path)
          .addKeyValue("query", request.query())
          .addKeyValue("code", response.code())
          .log("Request served");
      return isDropped(filter.after(call, response.code())) ? null : response;
    } catch (ApiError e) {
      return failure(e);
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).log("Request failed");
      return failure(ApiError.of(500, "InternalError", "Internal error occurred: " + e));
    }
  }

  /** Whether the filter wants the connection to break; fails when it refuses the request. */
  private static boolean isDropped(Verdict verdict) {
    if (verdict instanceof Refuse refuse) {
      throw ApiError.of(refuse.code(), refuse.reason(), refuse.message());
    }
    return verdict instanceof Drop;
  }

  private Response answer(Request request, String path) {
    try {
      return router.route(request, path);
    } catch (ApiError e) {
      // Filters see refused requests as well.
      return failure(e);
    }
  }

  private static Response failure(ApiError error) {
    return Response.json(error.code(), error.status());
  }

  private static boolean isUpgrade(HttpExchange exchange) {
    String upgrade = exchange.getRequestHeaders().getFirst("Upgrade");
    return upgrade != null && upgrade.equalsIgnoreCase("websocket");
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
    // Field names come from clients: a line break in one must not begin a new header.
    return text.replaceAll("\\p{Cntrl}", "?").replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
