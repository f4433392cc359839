package dev.syntheticdata.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Versions one after the other: each dataset is refreshed as soon as its version is published. */
@Command(
    name = "sustained",
    description = "Versions per second, each dataset refreshed as soon as it is published.")
final class SustainedBench extends Bench {

  @Option(
      names = "--datasets",
      defaultValue = "200",
      description = "Datasets with a version at work at any time.")
  int datasets;

  @Option(names = "--warm-up", defaultValue = "60", description = "Seconds before it counts.")
  int warmUp;

  @Option(names = "--seconds", defaultValue = "120", description = "Seconds that count.")
  int seconds;

  @Override
  void measure(Rig rig) {
    var jobs = rig.fastJobs();
    var observer = rig.observer();
    observer.timeResultsOf(jobs);
    var fleet = rig.fleet();
    var operator = rig.operator();
    operator.awaitStarted();
    fleet.fitGeneratorsFor(datasets, observer);
    var request = new AtomicLong();
    observer.onPublished(
        dataset -> fleet.refreshSoon(dataset, Long.toString(request.incrementAndGet())));
    fleet.create(0, datasets);
    Await.pause(Duration.ofSeconds(warmUp));
    say("warm");
    observer.written().clear();
    jobs.service().clear();
    var cpu = ProcessView.cpuOfAll();
    long before = observer.publications();
    long start = System.nanoTime();
    Await.pause(Duration.ofSeconds(seconds));
    double took = (System.nanoTime() - start) / 1e9;
    long versions = observer.publications() - before;
    var cpuAfter = ProcessView.cpuOfAll();
    report(
        Figure.atLeast(
            45,
            "versions published, sustained over " + seconds + " s",
            "versions/s",
            versions / took,
            "Kueue 43 workloads/s admitted"));
    report(
        Figure.of(
            "Job finished to status written, sustained, p50",
            "ms",
            observer.written().millis(0.5)));
    report(
        Figure.of(
            "Job finished to status written, sustained, p99",
            "ms",
            observer.written().millis(0.99)));
    report(Figure.of("peak RSS of the operator", "MiB", operator.view().peakResidentMib()));
    noteCpu(cpu, cpuAfter, took, versions);
    noteService(jobs);
    note(
        "Finished Jobs and their pods stay, as they do for the first 600 s with the chart's defaults.");
    note("Warnings and errors in the operator's log: " + operator.complaints() + ".");
  }
}
