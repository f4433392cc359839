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
import java.util.concurrent.atomic.AtomicInteger;

/** Carries connections to a server on loopback, byte by byte, until it is cut or goes silent. */
final class Cable implements AutoCloseable {

  /** Which way bytes are lost. */
  enum Silence {
    /** Both ways: a firewall that drops the packets of a connection, a node that is gone. */
    BOTH_WAYS,
    /** What the server sends, only. */
    FROM_SERVER
  }

  /** One direction of a connection. */
  private static final class Wire {
    private final Socket from;
    private final Socket to;
    private final boolean fromServer;
    private volatile boolean silent;

    Wire(Socket from, Socket to, boolean fromServer, boolean silent) {
      this.from = from;
      this.to = to;
      this.fromServer = fromServer;
      this.silent = silent;
    }
  }

  private final int target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger bornSilent = new AtomicInteger();
  private volatile boolean cut;
  private volatile boolean silentFromBirth;

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

  /**
   * Lets all connections of now be open and lose what is sent from now on, ends of connections
   * among it; new ones are carried.
   *
   * @return how many there were
   */
  int silence(Silence way) {
    var silenced =
        wires.stream().filter(wire -> wire.fromServer || way == Silence.BOTH_WAYS).toList();
    silenced.forEach(wire -> wire.silent = true);
    return (int) silenced.stream().filter(wire -> wire.fromServer).count();
  }

  /** Lets every new connection be silent from its beginning, until {@link #speak}. */
  void takeInSilence() {
    silentFromBirth = true;
  }

  /** Carries new connections again; those that are silent stay so. */
  void speak() {
    silentFromBirth = false;
  }

  /** How many connections were silent from their beginning. */
  int bornSilent() {
    return bornSilent.get();
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
      boolean silent = silentFromBirth;
      carry(new Wire(near, far, false, silent));
      carry(new Wire(far, near, true, silent));
      if (silent) {
        bornSilent.incrementAndGet();
      }
    } catch (IOException e) {
      close(near);
      throw e;
    }
  }

  private void carry(Wire wire) {
    wires.add(wire);
    threads.execute(
        () -> {
          try {
            copy(wire);
          } catch (IOException broken) {
            // So is the other direction.
          }
          wires.remove(wire);
          close(wire.from);
          if (!wire.silent) {
            close(wire.to);
          }
        });
  }

  private static void copy(Wire wire) throws IOException {
    var buffer = new byte[16 * 1024];
    var in = wire.from.getInputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (!wire.silent) {
        wire.to.getOutputStream().write(buffer, 0, read);
      }
    }
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
