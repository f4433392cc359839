package dev.syntheticdata.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast results are written at a rate that the machine can bear. */
@Command(
    name = "latency",
    description = "From a Job's end to the status written, at a fixed rate of versions.")
final class LatencyBench extends Bench {

  @Option(names = "--datasets", defaultValue = "1000")
  int datasets;

  @Option(names = "--rate", defaultValue = "3", description = "Versions asked for per second.")
  int rate;

  @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before it counts.")
  int warmUp;

  @Option(names = "--seconds", defaultValue = "120", description = "Seconds that count.")
  int seconds;

  @Override
  void measure(Rig rig) throws Exception {
    var jobs = rig.fastJobs();
    var observer = rig.observer();
    observer.timeResultsOf(jobs);
    var fleet = rig.fleet();
    var operator = rig.operator();
    operator.awaitStarted();
    fleet.fitGeneratorsFor(datasets, observer);
    fleet.create(0, datasets);
    Await.until("all are ready", Duration.ofMinutes(30), () -> observer.ready() == datasets);
    say("all are ready");
    var next = new AtomicInteger();
    try (var pace = new Pace(Executors.newSingleThreadScheduledExecutor())) {
      pace.executor()
          .scheduleAtFixedRate(
              () -> {
                int number = next.getAndIncrement();
                fleet.refreshSoon(Fleet.dataset(number % datasets), Integer.toString(number));
              },
              0,
              1_000_000_000L / rate,
              TimeUnit.NANOSECONDS);
      Await.pause(Duration.ofSeconds(warmUp));
      observer.written().clear();
      jobs.service().clear();
      var cpu = ProcessView.cpuOfAll();
      long before = observer.publications();
      Await.pause(Duration.ofSeconds(seconds));
      long versions = observer.publications() - before;
      noteCpu(cpu, ProcessView.cpuOfAll(), seconds, versions);
      var peer = "Strimzi 26 and 50 to 75 ms for 110 to 300 users";
      var at = ", " + datasets + " datasets, " + rate + " versions/s";
      report(
          Figure.atMost(
              50,
              "Job finished to status written, p50" + at,
              "ms",
              observer.written().millis(0.5),
              peer));
      report(
          Figure.atMost(
              500,
              "Job finished to status written, p99" + at,
              "ms",
              observer.written().millis(0.99),
              peer));
      note(
          "%d results of %d versions; asked for were %d."
              .formatted(observer.written().count(), versions, (long) rate * seconds));
    }
    noteService(jobs);
    note(
        "From when the status that completes the Job is sent, until a watch shows the version's"
            + " status with the result: the API server's share is in it twice.");
    note("Warnings and errors in the operator's log: " + operator.complaints() + ".");
  }
}
