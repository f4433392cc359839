package dev.syntheticdata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A bench: starts a rig, measures, and leaves its outcome under target. */
abstract class Bench implements Callable<Integer> {

  @Option(
      names = "--java-home",
      defaultValue = "${env:JAVA_HOME_25:-${env:JAVA_HOME:-${sys:java.home}}}",
      description = "The Java that the operator runs on. [JAVA_HOME_25, else JAVA_HOME]")
  Path javaHome;

  @Spec CommandSpec command;

  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Override
  public final Integer call() throws Exception {
    var name = command.name();
    try (var rig = Rig.start(javaHome, Path.of("target", "logs", name))) {
      say("control plane is up");
      measure(rig);
      var arguments = String.join(" ", command.commandLine().getParseResult().originalArgs());
      var outcome =
          new Outcome(
              name,
              ("bench/run " + arguments.replace(javaHome.toString(), "...")).trim(),
              System.getenv().getOrDefault("BENCH_COMMIT", "unknown"),
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              machine(rig),
              figures,
              notes);
      Outcomes.write(outcome);
      System.out.print(Outcomes.table(List.of(outcome)));
    }
    return 0;
  }

  abstract void measure(Rig rig) throws Exception;

  void report(Figure figure) {
    figures.add(figure);
  }

  void note(String note) {
    notes.add(note);
  }

  /** Tells who watches how far it is. */
  void say(String text) {
    System.err.println(
        Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + command.name() + ": " + text);
  }

  /**
   * Notes how processor time was shared between two looks, and what a version took of it, which
   * tells more than a rate where other work runs on the machine.
   */
  void noteCpu(
      Map<String, Double> before, Map<String, Double> after, double seconds, long versions) {
    var cores = new ArrayList<String>();
    var each = new ArrayList<String>();
    after.forEach(
        (program, cpu) -> {
          double used = cpu - before.getOrDefault(program, 0.0);
          if (used / seconds >= 0.005) {
            cores.add(String.format(Locale.ROOT, "%s %.2f", program, used / seconds));
            each.add(String.format(Locale.ROOT, "%s %.1f", program, 1000 * used / versions));
          }
        });
    note("Cores in use: " + String.join(", ", cores) + ".");
    note("Processor time for each version, in ms: " + String.join(", ", each) + ".");
  }

  /** Notes what the fake Jobs took. */
  void noteService(FastJobs jobs) {
    jobs.check();
    note(
        String.format(
            Locale.ROOT,
            "The fake took p50 %.0f ms and p99 %.0f ms from seeing a Job to having completed it.",
            jobs.service().millis(0.5),
            jobs.service().millis(0.99)));
  }

  private Outcome.Machine machine(Rig rig) throws IOException {
    var memory =
        Pattern.compile("MemTotal:\\s+(\\d+)").matcher(Files.readString(Path.of("/proc/meminfo")));
    var processor =
        Pattern.compile("model name\\s*: (.*)").matcher(Files.readString(Path.of("/proc/cpuinfo")));
    var release =
        Pattern.compile("JAVA_RUNTIME_VERSION=\"([^\"]*)\"|JAVA_VERSION=\"([^\"]*)\"")
            .matcher(Files.readString(javaHome.resolve("release")));
    return new Outcome.Machine(
        processor.find() ? processor.group(1).trim() : "unknown",
        Runtime.getRuntime().availableProcessors(),
        memory.find() ? Long.parseLong(memory.group(1)) / 1024 : 0,
        release.find() ? release.group().replaceAll(".*=\"|\"", "") : "unknown",
        Shipped.read().jvmFlags(),
        rig.kubernetesVersion());
  }
}
