package dev.syntheticdata.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the process takes to start on an empty cluster. */
@Command(name = "startup", description = "From the start of the process until it is ready.")
final class StartupBench extends Bench {

  @Option(names = "--times", defaultValue = "7", description = "How often; the median counts.")
  int times;

  @Override
  void measure(Rig rig) {
    var ready = new Latencies();
    var started = new Latencies();
    var memory = 0.0;
    for (int i = 0; i < times; i++) {
      try (var operator = rig.operator()) {
        operator.awaitReady();
        ready.add(System.nanoTime() - operator.startedAt());
        operator.awaitStarted();
        started.add(System.nanoTime() - operator.startedAt());
        memory = operator.view().residentMib();
      }
    }
    report(Figure.of("process started to /readyz, median", "ms", ready.millis(0.5)));
    report(
        Figure.of("process started to all controllers at work, median", "ms", started.millis(0.5)));
    report(Figure.of("the same, slowest of " + times, "ms", started.millis(1)));
    report(Figure.of("RSS just after", "MiB", memory));
  }
}
