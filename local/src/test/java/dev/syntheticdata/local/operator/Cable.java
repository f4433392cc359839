package dev.syntheticdata.local.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Carries connections to a server on loopback, byte by byte, until it is cut. */
final class Cable implements AutoCloseable {

  private final int target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean cut;

  Cable(int target) {
    this.target = target;
    try {
      entrance = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Breaks all connections, and every new one, until {@link #mend}. */
  void cut() {
    cut = true;
    breakConnections();
  }

  void mend() {
    cut = false;
  }

  /**
   * Breaks all connections of now.
   *
   * @return how many there were
   */
  int breakConnections() {
    int broken = open.size() / 2;
    open.forEach(this::close);
    return broken;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        var near = entrance.accept();
        if (cut) {
          close(near);
        } else {
          connect(near);
        }
      } catch (IOException closed) {
        // The entrance was closed, or the server does not listen: the client sees an end.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    open.add(near);
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(far);
      threads.execute(() -> carry(near, far));
      threads.execute(() -> carry(far, near));
    } catch (IOException e) {
      close(near);
      throw e;
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // So is the other direction.
    }
    close(from);
    close(to);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakConnections();
    threads.shutdownNow();
  }
}
