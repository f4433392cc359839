package dev.syntheticdata.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a cluster has started, to be stopped with it. */
public final class Parts implements AutoCloseable {

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Keeps a part, and hands it on. */
  public <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }

  /** Stops everything, the last that was started first; what fails hinders none of the others. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the cluster could not be stopped");
        }
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
