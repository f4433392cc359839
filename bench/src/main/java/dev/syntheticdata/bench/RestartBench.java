package dev.syntheticdata.bench;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator is killed, Jobs end meanwhile, and another starts. */
@Command(
    name = "restart",
    description = "The operator is killed with many datasets, and another starts.")
final class RestartBench extends Bench {

  @Option(names = "--datasets", defaultValue = "10000")
  int datasets;

  @Option(
      names = "--at-work",
      defaultValue = "200",
      description = "How many of them have a Job at work when it is killed.")
  int atWork;

  @Override
  void measure(Rig rig) {
    var jobs = rig.fastJobs();
    var observer = rig.observer();
    var fleet = rig.fleet();
    int atRest = datasets - atWork;
    new Seeds(fleet).plant(rig, observer, atRest);
    say("all are planted");
    jobs.hold();
    try (var first = rig.operator()) {
      first.awaitStarted();
      for (int number = atRest; number < datasets; number++) {
        // Of generators that are fitted.
        fleet.createLike(number, number % atRest);
      }
      Await.until("Jobs are at work", Duration.ofMinutes(10), () -> jobs.held() == atWork);
      first.kill();
    }
    say("killed with " + atWork + " Jobs at work");
    long before = jobs.completed();
    jobs.letGo();
    Await.until("the Jobs ended", Duration.ofMinutes(5), () -> jobs.completed() == before + atWork);
    var cpu = ProcessView.cpuOfAll();
    var second = rig.operator();
    var settling = new Settling(second);
    report(
        Figure.atMost(
            15,
            "process started to first reconciliation, " + datasets + " datasets",
            "s",
            settling.firstReconciliation(),
            null));
    double all = settling.allReconciled(datasets);
    report(Figure.atMost(120, "process started to all reconciled", "s", all, null));
    noteCpu(cpu, ProcessView.cpuOfAll(), all, datasets);
    Await.until("all are ready", Duration.ofMinutes(20), () -> observer.ready() == datasets);
    double ready = (System.nanoTime() - second.startedAt()) / 1e9;
    report(Figure.of("process started to the last of those at work Ready", "s", ready));
    report(Figure.atMost(0, "Jobs made twice", "", jobs.duplicates().size(), null));
    report(
        Figure.atMost(
            0,
            "Jobs more than three for each dataset that was at work",
            "",
            jobs.completed() - before - 3L * atWork,
            null));
    report(Figure.of("peak RSS", "MiB", second.view().peakResidentMib()));
    note(
        atWork
            + " datasets had a Job at work when the first process was killed; it ended while"
            + " none ran.");
    note("Warnings and errors in the operator's log: " + second.complaints() + ".");
    jobs.check();
  }
}
