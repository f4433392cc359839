package dev.syntheticdata.local.pod;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child processes of this runner, and nobody else's. When the JVM ends in an orderly way
 * (return from main, exit, SIGTERM, Ctrl-C) they are ended with it. Against a SIGKILL of the JVM
 * there is no remedy in Java.
 */
final class ChildProcesses implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ChildProcesses.class);
  private static final Duration GRACE_AT_EXIT = Duration.ofSeconds(2);

  private final Set<Process> alive = ConcurrentHashMap.newKeySet();
  private final Thread exitHook = new Thread(this::killAll, "end-child-processes");
  private boolean closed;

  ChildProcesses() {
    Runtime.getRuntime().addShutdownHook(exitHook);
  }

  /**
   * @throws IOException when the program cannot be started
   * @throws IllegalStateException after {@link #close}
   */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IllegalStateException("the pod runner is closed");
    }
    Process process = builder.start();
    alive.add(process);
    process.onExit().thenAccept(alive::remove);
    return process;
  }

  synchronized boolean closed() {
    return closed;
  }

  /**
   * Ends a process: SIGTERM, then SIGKILL after the grace period. Whatever it has started itself is
   * killed with it.
   */
  static void end(Process process, Duration grace) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends all processes that still run and refuses new ones. */
  @Override
  public void close() {
    killAll();
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      LOGGER.atDebug().log("The JVM is shutting down; its hook ends the child processes too");
    }
  }

  private void killAll() {
    synchronized (this) {
      closed = true;
    }
    List<Process> processes = List.copyOf(alive);
    List<ProcessHandle> descendants = processes.stream().flatMap(Process::descendants).toList();
    processes.forEach(Process::destroy);
    long deadline = System.nanoTime() + GRACE_AT_EXIT.toNanos();
    for (Process process : processes) {
      try {
        long left = Math.max(0, deadline - System.nanoTime());
        if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
