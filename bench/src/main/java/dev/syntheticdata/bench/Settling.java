package dev.syntheticdata.bench;

import java.time.Duration;

/** Follows an operator that has just started, by its own metrics. */
final class Settling {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration BETWEEN_SCRAPES = Duration.ofMillis(200);

  private final OperatorProcess operator;

  Settling(OperatorProcess operator) {
    this.operator = operator;
  }

  /** Seconds from the start of the process until a controller has done a reconciliation. */
  double firstReconciliation() {
    return secondsUntil("the first reconciliation", () -> reconciled("") > 0);
  }

  /** Seconds from the start of the process until that many datasets and versions are reconciled. */
  double allReconciled(int datasets) {
    return secondsUntil(
        "all are reconciled",
        () ->
            reconciled("SyntheticDataset") >= datasets
                && reconciled("SyntheticDatasetVersion") >= datasets);
  }

  /** Statuses that were written by this process. */
  double statusesWritten() {
    return operator
        .scrape()
        .sum("operator_sdk_controllers_execution_reconcile_success_total", "type=\"status\"");
  }

  private double reconciled(String kind) {
    var metric = "operator_sdk_reconciliations_success_total";
    var scrape = operator.scrape();
    return kind.isEmpty() ? scrape.sum(metric) : scrape.sum(metric, "kind=\"" + kind + "\"");
  }

  private double secondsUntil(String what, java.util.function.BooleanSupplier condition) {
    Await.until(
        what,
        LIMIT,
        () -> {
          Await.pause(BETWEEN_SCRAPES);
          return condition.getAsBoolean();
        });
    return (System.nanoTime() - operator.startedAt()) / 1e9;
  }
}
