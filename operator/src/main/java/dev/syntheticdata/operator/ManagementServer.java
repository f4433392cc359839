package dev.syntheticdata.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Probes and metrics over HTTP: {@code /livez}, {@code /readyz} and {@code /metrics}. It reads and
 * changes nothing.
 */
public final class ManagementServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor;

  /**
   * @param address where to listen; port 0 for a free one
   * @param healthy whether the process works as it should, or waits to
   * @param registry the metrics
   * @throws IOException if it cannot listen there
   */
  public ManagementServer(
      InetSocketAddress address, BooleanSupplier healthy, PrometheusMeterRegistry registry)
      throws IOException {
    server = HttpServer.create(address, 0);
    executor = Executors.newFixedThreadPool(2, ManagementServer::thread);
    server.setExecutor(executor);
    // A process that is not healthy is started anew. One that is can take over: also a replica that
    // waits to lead is ready.
    probe("/livez", healthy);
    probe("/readyz", healthy);
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, "text/plain; version=0.0.4", registry.scrape()));
    server.start();
  }

  /**
   * Healthy while no informer has given up. Before the controllers run there is none that could.
   * The framework's own word says more: also an informer that is about to connect anew is not well
   * to it, and while the API server is away all of them are. To start the process anew would not
   * bring it back.
   */
  public static BooleanSupplier healthy(RuntimeInfo info) {
    return () ->
        !info.isStarted()
            || info.unhealthyInformerWrappingEventSourceHealthIndicator().values().stream()
                .flatMap(ofController -> ofController.values().stream())
                .allMatch(source -> noneHasGivenUp(source.informerHealthIndicators().values()));
  }

  static boolean noneHasGivenUp(Collection<InformerHealthIndicator> informers) {
    return informers.stream().allMatch(InformerHealthIndicator::isRunning);
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void probe(String path, BooleanSupplier healthy) {
    server.createContext(
        path,
        exchange -> {
          boolean ok = healthy.getAsBoolean();
          answer(exchange, ok ? 200 : 503, "text/plain", ok ? "ok\n" : "not ok\n");
        });
  }

  private static void answer(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "management");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
