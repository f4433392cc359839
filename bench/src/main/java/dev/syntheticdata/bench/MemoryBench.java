package dev.syntheticdata.bench;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the process holds for datasets at rest, and for what is none of its business. */
@Command(
    name = "memory",
    description = "Memory with datasets at rest, before and after foreign objects come.")
final class MemoryBench extends Bench {

  @Option(names = "--datasets", defaultValue = "5000")
  int datasets;

  @Option(
      names = "--foreign",
      defaultValue = "10000",
      description = "Foreign Secrets, ConfigMaps and Jobs, so many of each.")
  int foreign;

  @Option(names = "--settle", defaultValue = "30", description = "Seconds before it is measured.")
  int settle;

  @Override
  void measure(Rig rig) {
    rig.fastJobs();
    var observer = rig.observer();
    var fleet = rig.fleet();
    var seeds = new Seeds(fleet);
    seeds.plant(rig, observer, datasets);
    say("all are planted");
    var operator = rig.operator();
    var settling = new Settling(operator);
    settling.allReconciled(datasets);
    Await.pause(Duration.ofSeconds(settle));
    var view = operator.view();
    double before = view.residentMib();
    report(Figure.of("RSS, " + datasets + " datasets at rest", "MiB", before));
    double heapBefore = operator.liveHeapMib();
    seeds.plantForeign(foreign);
    say("foreign objects are planted");
    Await.pause(Duration.ofSeconds(settle));
    double after = view.residentMib();
    report(
        Figure.atMost(
            384,
            "RSS, and %d foreign Secrets, ConfigMaps and Jobs each".formatted(foreign),
            "MiB",
            after,
            "cert-manager 27.5 MB (Go), 1.15 GB before it left out foreign Secrets"));
    report(Figure.of("PSS of the same", "MiB", view.proportionalMib()));
    report(Figure.of("peak RSS", "MiB", view.peakResidentMib()));
    double heap = operator.liveHeapMib();
    report(Figure.of("live heap of the same", "MiB", heap));
    report(
        Figure.atMost(
            1, "live heap, growth by the foreign objects", "MiB", heap - heapBefore, null));
    report(
        Figure.atMost(
            0, "statuses written to resources at rest", "", settling.statusesWritten(), null));
    operator.close();
    var fresh = rig.operator();
    new Settling(fresh).allReconciled(datasets);
    Await.pause(Duration.ofSeconds(settle));
    report(Figure.atMost(384, "RSS of one started then", "MiB", fresh.view().residentMib(), null));
    report(Figure.of("peak RSS of that one", "MiB", fresh.view().peakResidentMib()));
    note("Each dataset has one version. Foreign Secrets and ConfigMaps hold 1,000 bytes.");
  }
}
