package dev.syntheticdata.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the first version of a dataset costs the API server, as it counts itself. */
@Command(name = "calls", description = "Calls to the API server for the life of a version.")
final class CallsBench extends Bench {

  /**
   * As ApiBudgetTest holds it: a version with three ConfigMaps, three Jobs that are let go, and six
   * statuses; seven statuses of the dataset; three Events.
   */
  private static final double BUDGET = 26;

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @Option(names = "--datasets", defaultValue = "100")
  int datasets;

  @Override
  void measure(Rig rig) {
    var jobs = rig.fastJobs();
    var observer = rig.observer();
    var fleet = rig.fleet();
    var operator = rig.operator();
    operator.awaitStarted();
    fleet.fitGeneratorsFor(datasets, observer);
    long answered = jobs.completed();
    var before = requests(fleet);
    fleet.create(0, datasets);
    Await.until("all are ready", Duration.ofMinutes(10), () -> observer.ready() == datasets);
    Await.until(
        "the last Jobs are let go",
        Duration.ofMinutes(1),
        () ->
            fleet.client().batch().v1().jobs().list().getItems().stream()
                .allMatch(job -> job.getSpec().getTtlSecondsAfterFinished() != null));
    long jobsOfEach = (jobs.completed() - answered) / datasets;
    var calls = byKind(requests(fleet).grown(before, "apiserver_request_total"));
    // What the bench itself asks for.
    calls.remove("POST syntheticdatasets");
    calls.remove("POST pods");
    calls.remove("PUT pods/status");
    calls.remove("PUT jobs/status");
    calls.remove("LIST jobs");
    calls.keySet().removeIf(kind -> kind.matches("WATCH .*|GET /.*|.* leases"));
    double took = 0;
    for (var call : calls.entrySet()) {
      double each = call.getValue() / datasets;
      took += call.getKey().contains(" answered ") ? 0 : each;
      note(String.format(Locale.ROOT, "%s: %.2f", call.getKey(), each));
    }
    report(
        Figure.atMost(
            BUDGET,
            "calls of the operator for the life of a version, that took effect",
            "",
            took,
            null));
    note(
        "With "
            + jobsOfEach
            + " Jobs each; the budget of each kind of call is asserted in ApiBudgetTest.");
  }

  private static Scrape requests(Fleet fleet) {
    return Scrape.parse(fleet.client().raw("/metrics"));
  }

  private static Map<String, Double> byKind(Map<String, Double> byLabels) {
    var kinds = new TreeMap<String, Double>();
    byLabels.forEach(
        (labels, count) -> {
          var values = new TreeMap<String, String>();
          LABEL.matcher(labels).results().forEach(m -> values.put(m.group(1), m.group(2)));
          var subresource = values.getOrDefault("subresource", "");
          var kind =
              values.get("verb")
                  + " "
                  + values.get("resource")
                  + (subresource.isEmpty() ? "" : "/" + subresource)
                  + (values.get("code").startsWith("2") ? "" : " answered " + values.get("code"));
          kinds.merge(kind, count, Double::sum);
        });
    return kinds;
  }
}
