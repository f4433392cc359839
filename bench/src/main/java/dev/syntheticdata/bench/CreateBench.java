package dev.syntheticdata.bench;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many datasets at once, until the last is ready. */
@Command(name = "create", description = "Datasets created at once, until all are ready.")
final class CreateBench extends Bench {

  @Option(names = "--datasets", defaultValue = "1000")
  int datasets;

  @Override
  void measure(Rig rig) {
    var jobs = rig.fastJobs();
    var observer = rig.observer();
    observer.timeResultsOf(jobs);
    var fleet = rig.fleet();
    var operator = rig.operator();
    operator.awaitStarted();
    fleet.fitGeneratorsFor(datasets, observer);
    observer.written().clear();
    jobs.service().clear();
    say("generators are fitted");
    var before = ProcessView.cpuOfAll();
    long start = System.nanoTime();
    fleet.create(0, datasets);
    double created = seconds(start);
    say("all are created");
    Await.until(
        "all datasets are ready", Duration.ofMinutes(30), () -> observer.ready() == datasets);
    double total = seconds(start);
    report(
        Figure.atMost(
            120,
            datasets + " datasets created to all Ready",
            "s",
            total,
            "Flux 253 s for 1,000 Kustomizations on 16 cores"));
    report(Figure.of("the same by second", "versions/s", datasets / total));
    report(
        Figure.of(
            "Job finished to status written, all at once, p50",
            "ms",
            observer.written().millis(0.5)));
    report(
        Figure.of(
            "Job finished to status written, all at once, p99",
            "ms",
            observer.written().millis(0.99)));
    report(Figure.of("peak RSS of the operator", "MiB", operator.view().peakResidentMib()));
    note(String.format("Writing the datasets took %.1f s of it.", created));
    noteCpu(before, ProcessView.cpuOfAll(), total, datasets);
    noteService(jobs);
    note("Warnings and errors in the operator's log: " + operator.complaints() + ".");
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
