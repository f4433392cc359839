package dev.syntheticdata.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port on loopback for a server that starts later, or more than once. It is bound without being
 * listened on, so that connections to it are refused, a server that asks for this port gets it, and
 * the system gives it to nobody who asks for any port, as each connection of a client does.
 */
public final class ReservedPort implements AutoCloseable {

  private final Socket holder = new Socket();
  private final int number;

  public ReservedPort() {
    try {
      holder.setReuseAddress(true);
      holder.bind(loopback(0));
      number = holder.getLocalPort();
      if (!isFreeForServers()) {
        // Not every system lets a server in beside the holder; there the port is only chosen.
        holder.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private boolean isFreeForServers() throws IOException {
    try (var server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(loopback(number));
      return true;
    } catch (BindException e) {
      return false;
    }
  }

  /** The number of the port. */
  public int number() {
    return number;
  }

  /** Lets the port go. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
