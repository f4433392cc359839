package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.cluster.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before an S3 server and lets things go wrong on the way. It passes requests on as they
 * are, so that their signatures hold, one for each connection.
 */
final class FaultProxy implements AutoCloseable {

  /** What becomes of a request. */
  @FunctionalInterface
  interface Fault {
    void serve(HttpMessage request, Exchange exchange) throws IOException;
  }

  private static final Fault NONE = (request, exchange) -> exchange.pass(request);

  private final URI server;

  /** Its own for as long as it is there, also while it takes no connections. */
  private final ReservedPort port = new ReservedPort();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger struck = new AtomicInteger();
  private volatile ServerSocket listener;
  private volatile Fault fault = NONE;

  private FaultProxy(URI server) {
    this.server = server;
  }

  static FaultProxy before(URI server) {
    var proxy = new FaultProxy(server);
    proxy.listen();
    return proxy;
  }

  /** The address for clients. */
  String endpoint() {
    return "http://127.0.0.1:" + port.number();
  }

  /** Does this to requests from now on. */
  void set(Fault next) {
    struck.set(0);
    fault = next;
  }

  /** Passes everything on from now on, and takes connections again. */
  void clear() {
    fault = NONE;
    if (listener.isClosed()) {
      listen();
    }
  }

  /** How often something went wrong since the fault was set. */
  int struck() {
    return struck.get();
  }

  /** Whether it is to strike now; counts that it does. */
  boolean strike(boolean now, int times) {
    return now && struck.getAndUpdate(n -> Math.min(n + 1, times)) < times;
  }

  /** Takes no connections any more: the system refuses them. */
  void refuse() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
      listener = socket;
      threads.execute(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        // Says the condition of the loop.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Optional<HttpMessage> request = HttpMessage.readRequest(client.getInputStream());
      if (request.isPresent()) {
        fault.serve(request.get(), new Exchange(client, server));
      }
    } catch (IOException broken) {
      // Either side sees the end of its connection, as with a network that breaks.
    }
  }

  /** The two connections of a request. */
  record Exchange(Socket client, URI server) {

    void pass(HttpMessage request) throws IOException {
      answer(ask(request));
    }

    /**
     * Has the server do it, and keeps its answer, which is the last on the client's connection. The
     * server's is kept open until then: some close it before they have read what they refuse, and
     * then their answer is lost.
     */
    byte[] ask(HttpMessage request) throws IOException {
      try (var socket = connect()) {
        socket.getOutputStream().write(request.bytes());
        return HttpMessage.readAnswer(request, socket.getInputStream()).last().bytes();
      }
    }

    /** Sends all but half of the body, and breaks the connection to the server. */
    void sendHalf(HttpMessage request) throws IOException {
      try (var socket = connect()) {
        byte[] bytes = request.bytes();
        socket.getOutputStream().write(bytes, 0, bytes.length - request.body().length / 2);
        socket.setSoLinger(true, 0);
      }
    }

    void answer(byte[] answer) throws IOException {
      client.getOutputStream().write(answer);
      client.getOutputStream().flush();
    }

    /** Returns when the client has closed its connection, or is no more. */
    void awaitClientsEnd() throws IOException {
      while (client.getInputStream().read() >= 0) {
        // What it sends besides is not of this request.
      }
    }

    /** Breaks the connection to the client. */
    void reset() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }

    private Socket connect() throws IOException {
      return new Socket(server.getHost(), server.getPort());
    }
  }

  @Override
  public void close() {
    refuse();
    threads.shutdownNow();
    port.close();
  }
}
