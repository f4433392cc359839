package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs one container of a pod as a child process, again and again as the restart policy says. */
final class ContainerExecution {
  /**
   * What a child process inherits of this process's environment: enough to find programs, and no
   * secrets.
   */
  private static final List<String> INHERITED =
      List.of("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

  private static final String DEFAULT_MESSAGE_PATH = "/dev/termination-log";
  private static final int START_ERROR_EXIT_CODE = 128;

  private final Parts parts;
  private final Pod pod;
  private final Container container;
  private final RestartRule restart;
  private final StopSignal stop;
  private final Consumer<ContainerReport> publish;
  private volatile Process process;
  private ContainerReport report;

  /** What all executions of a runner share. */
  record Parts(
      PodRunnerSettings settings,
      ContainerCommand command,
      Environment environment,
      Volumes volumes,
      PodFiles files,
      ChildProcesses children,
      Clock clock) {}

  /** Whether a container that has ended is started again. */
  enum RestartRule {
    NEVER,
    ON_FAILURE,
    ALWAYS;

    static RestartRule of(String restartPolicy, boolean initContainer) {
      return switch (Objects.requireNonNullElse(restartPolicy, "Always")) {
        case "Never" -> NEVER;
        case "OnFailure" -> ON_FAILURE;
        default -> initContainer ? ON_FAILURE : ALWAYS;
      };
    }

    private boolean appliesTo(boolean succeeded) {
      return this == ALWAYS || (this == ON_FAILURE && !succeeded);
    }
  }

  /**
   * @param first the container's report so far
   * @param publish called with each new report
   */
  ContainerExecution(
      Parts parts,
      Pod pod,
      Container container,
      RestartRule restart,
      StopSignal stop,
      ContainerReport first,
      Consumer<ContainerReport> publish) {
    this.parts = parts;
    this.pod = pod;
    this.container = container;
    this.restart = restart;
    this.stop = stop;
    this.report = first;
    this.publish = publish;
  }

  /**
   * Runs until the container has ended for good or the stop signal is given; returns whether it has
   * succeeded.
   */
  boolean run() {
    while (!stop.given()) {
      if (!runOnce()) {
        return false;
      }
      if (stop.given() || !restart.appliesTo(report.succeeded())) {
        return report.succeeded();
      }
      Duration delay = parts.settings().restartDelay(report.restarts());
      say(
          r ->
              r.nowRestarting(
                  "back-off " + delay.toMillis() + " ms restarting failed container " + r.name()));
      stop.await(delay);
    }
    return false;
  }

  /** Ends the process, if there is one: SIGTERM, and SIGKILL after the grace period. */
  void end(Duration grace) {
    Process current = process;
    if (current != null) {
      ChildProcesses.end(current, grace);
    }
  }

  /** Returns false when the stop signal came before there was a process. */
  private boolean runOnce() {
    Instant begun = parts.clock().instant();
    ProcessBuilder builder;
    try {
      builder = prepare();
    } catch (IllegalArgumentException e) {
      return failToStart(e, begun);
    }
    if (builder == null) {
      return false;
    }
    try {
      process = parts.children().start(builder);
    } catch (IOException e) {
      return failToStart(e, begun);
    }
    Process current = process;
    Instant startedAt = parts.clock().instant();
    say(r -> r.nowRunning(current.pid(), startedAt));
    if (stop.given()) {
      // The signal may have come between the start and the assignment that end() reads.
      ChildProcesses.end(current, grace(pod));
    }
    int exitCode = exitCodeOf(current);
    String message =
        TerminationMessage.read(
            messageFile(), log(), container.getTerminationMessagePolicy(), exitCode);
    String reason = exitCode == 0 ? "Completed" : "Error";
    say(r -> r.nowTerminated(exitCode, reason, message, startedAt, parts.clock().instant()));
    return true;
  }

  private boolean failToStart(Exception cause, Instant begun) {
    String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    say(
        r ->
            r.nowTerminated(
                START_ERROR_EXIT_CODE, "StartError", message, begun, parts.clock().instant()));
    return true;
  }

  /**
   * Waits until everything the container refers to exists; null when the stop signal comes first.
   */
  private ProcessBuilder prepare() {
    while (!stop.given()) {
      try {
        return build();
      } catch (ContainerConfigException e) {
        say(r -> r.nowWaiting("CreateContainerConfigError", e.getMessage()));
        stop.await(parts.settings().configRetry());
      }
    }
    return null;
  }

  private ProcessBuilder build() {
    Map<String, String> declared = parts.environment().resolve(pod, container);
    PathMap paths = paths();
    List<String> command = translate(container.getCommand(), declared, paths);
    List<String> args = translate(container.getArgs(), declared, paths);
    List<String> argv = parts.command().argv(container.getImage(), command, args);
    Path log = parts.files().freshLog(pod, container.getName());
    PodFiles.deleteIfExists(messageFile());
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(workingDirectory(paths).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.put(
        "HOSTNAME",
        Objects.requireNonNullElse(pod.getSpec().getHostname(), pod.getMetadata().getName()));
    environment.put("HOME", parts.files().scratch(pod, container.getName()).toString());
    declared.forEach((name, value) -> environment.put(name, paths.rewrite(value)));
    return builder;
  }

  private PathMap paths() {
    Map<String, Path> places = new HashMap<>(parts.volumes().mounts(pod, container));
    String messagePath =
        Objects.requireNonNullElse(container.getTerminationMessagePath(), DEFAULT_MESSAGE_PATH);
    places.put(messagePath, messageFile());
    return new PathMap(places);
  }

  private static List<String> translate(
      List<String> words, Map<String, String> variables, PathMap paths) {
    return words.stream().map(w -> paths.rewrite(VariableExpansion.expand(w, variables))).toList();
  }

  /** A directory of the image does not exist here; the scratch directory stands for it. */
  private Path workingDirectory(PathMap paths) {
    String wanted = container.getWorkingDir();
    if (wanted == null || wanted.isEmpty() || paths.rewrite(wanted).equals(wanted)) {
      return parts.files().scratch(pod, container.getName());
    }
    return PodFiles.directory(Path.of(paths.rewrite(wanted)));
  }

  private Path messageFile() {
    return parts.files().terminationMessage(pod, container.getName());
  }

  private Path log() {
    return parts
        .files()
        .log(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container.getName());
  }

  private void say(UnaryOperator<ContainerReport> change) {
    report = change.apply(report);
    publish.accept(report);
  }

  private static int exitCodeOf(Process process) {
    boolean interrupted = false;
    while (true) {
      try {
        int code = process.waitFor();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return code;
      } catch (InterruptedException e) {
        interrupted = true;
        process.destroyForcibly();
      }
    }
  }

  static Duration grace(Pod pod) {
    Long asked = pod.getMetadata().getDeletionGracePeriodSeconds();
    Long declared = pod.getSpec().getTerminationGracePeriodSeconds();
    return Duration.ofSeconds(asked != null ? asked : declared != null ? declared : 30);
  }
}
