package dev.syntheticdata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Datasets come, are refreshed and go; what the process holds must not grow. */
@Command(name = "churn", description = "Datasets come, are refreshed and go: memory must be flat.")
final class ChurnBench extends Bench {

  /** Growth over the whole run that counts as none, as a share of the mean. */
  private static final double FLAT_PERCENT = 5;

  private static final Duration JOBS_STAY = Duration.ofSeconds(60);

  @Option(names = "--minutes", defaultValue = "30")
  int minutes;

  @Option(names = "--datasets", defaultValue = "200", description = "Datasets at any time.")
  int datasets;

  @Option(names = "--rate", defaultValue = "2", description = "Things done per second.")
  int rate;

  @Option(names = "--sample-seconds", defaultValue = "30")
  int sampleSeconds;

  private record Sample(
      double second, double heapMib, double rssMib, int threads, int files, long published) {}

  @Override
  void measure(Rig rig) throws Exception {
    var jobs = rig.fastJobs();
    jobs.deleteReleasedAfter(JOBS_STAY);
    var observer = rig.observer();
    var fleet = rig.fleet();
    var operator = rig.operator();
    operator.awaitStarted();
    // Later datasets refer to the same generators again.
    fleet.fitGeneratorsFor(datasets, observer);
    fleet.create(0, datasets);
    Await.until("all are ready", Duration.ofMinutes(30), () -> observer.ready() == datasets);
    say("all are ready");
    var samples = new ArrayList<Sample>();
    var cpu = ProcessView.cpuOfAll();
    long start = System.nanoTime();
    var step = new Churn(fleet);
    try (var pace = new Pace(Executors.newSingleThreadScheduledExecutor())) {
      pace.executor()
          .scheduleAtFixedRate(step::next, 0, 1_000_000_000L / rate, TimeUnit.NANOSECONDS);
      var csv = Outcomes.DIRECTORY.resolve("churn.csv");
      Files.createDirectories(csv.getParent());
      Files.writeString(csv, "second,heapMib,rssMib,threads,files,published\n");
      while (samples.size() * (long) sampleSeconds < minutes * 60L) {
        Await.pause(Duration.ofSeconds(sampleSeconds));
        samples.add(sample(operator, observer, start));
        append(csv, samples.get(samples.size() - 1));
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    noteCpu(cpu, ProcessView.cpuOfAll(), took, observer.publications() - datasets);
    Await.until(
        "all datasets are ready at the end",
        Duration.ofMinutes(5),
        () -> observer.ready() == step.alive.size() && observer.stalled().isEmpty());
    // The first fifth fills caches and warms the JVM up.
    var counted = samples.subList(samples.size() / 5, samples.size());
    growth("live heap", "MiB", counted, Sample::heapMib);
    growth("threads", "", counted, Sample::threads);
    growth("RSS", "MiB", counted, Sample::rssMib);
    growth("open files", "", counted, Sample::files);
    report(Figure.of("peak RSS", "MiB", operator.view().peakResidentMib()));
    note(
        "About %d datasets at any time, %d things done per second (of 4: 2 refreshed, 1 deleted, 1 made);"
                .formatted(datasets, rate)
            + " %d versions published in %d minutes; at the end all datasets are Ready."
                .formatted(observer.publications(), minutes));
    note(
        "Growth is the slope of a line fitted to the samples of the last four fifths, times their"
            + " time, as a share of their mean. The heap is what is in use after a full collection.");
    note("Finished Jobs stay " + JOBS_STAY.toSeconds() + " s. Samples: target/results/churn.csv.");
    note("Warnings and errors in the operator's log: " + operator.complaints() + ".");
    jobs.check();
  }

  private static Sample sample(OperatorProcess operator, Observer observer, long start) {
    var view = operator.view();
    return new Sample(
        (System.nanoTime() - start) / 1e9,
        operator.liveHeapMib(),
        view.residentMib(),
        view.threads(),
        view.files(),
        observer.publications());
  }

  private static void append(Path csv, Sample s) throws IOException {
    Files.writeString(
        csv,
        String.format(
            Locale.ROOT,
            "%.0f,%.1f,%.1f,%d,%d,%d%n",
            s.second(),
            s.heapMib(),
            s.rssMib(),
            s.threads(),
            s.files(),
            s.published()),
        StandardOpenOption.APPEND);
  }

  private void growth(
      String what, String unit, List<Sample> samples, ToDoubleFunction<Sample> value) {
    double mean = samples.stream().mapToDouble(value).average().orElseThrow();
    double meanTime = samples.stream().mapToDouble(Sample::second).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (var sample : samples) {
      double time = sample.second() - meanTime;
      covariance += time * (value.applyAsDouble(sample) - mean);
      variance += time * time;
    }
    double time = samples.get(samples.size() - 1).second() - samples.get(0).second();
    double percent = variance == 0 ? 0 : 100 * covariance / variance * time / mean;
    report(Figure.of(what + ", mean", unit, mean));
    report(Figure.atMost(FLAT_PERCENT, what + ", growth", "%", percent, null));
  }

  /** One thing after the other, the same in each run. */
  private final class Churn {

    private final Fleet fleet;
    private final Random random = new Random(1);
    private final AtomicInteger step = new AtomicInteger();
    private final List<Integer> alive = new ArrayList<>();
    private int made;

    Churn(Fleet fleet) {
      this.fleet = fleet;
      for (made = 0; made < datasets; made++) {
        alive.add(made);
      }
    }

    void next() {
      int number = step.getAndIncrement();
      switch (number % 4) {
        case 1 -> fleet.delete(Fleet.dataset(alive.remove(0)));
        case 3 -> {
          fleet.createLike(made, made % datasets);
          alive.add(made++);
        }
        default -> {
          var chosen = alive.get(random.nextInt(alive.size()));
          fleet.refresh(Fleet.dataset(chosen), Integer.toString(number));
        }
      }
    }
  }
}
