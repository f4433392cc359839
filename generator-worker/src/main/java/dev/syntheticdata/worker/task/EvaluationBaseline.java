package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.split.Split;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real rows of an evaluation, split as the fit split them. They count only if they are the very
 * rows of the fit: the source's digest and that of the rows held out must be the recorded ones.
 *
 * @param train rows the engine learned from; null where they are not to be had
 * @param holdout rows it never saw; null where there are none
 * @param message why one of them is null, for people; null where both are there
 * @param now the rows the source has now, where they are not those of train and holdout; null where
 *     they are, or cannot be read
 * @param nowMessage why they cannot be read, for people
 */
record EvaluationBaseline(
    Table train, Table holdout, String message, Profile now, String nowMessage) {

  private static final Logger LOGGER = LoggerFactory.getLogger(EvaluationBaseline.class);

  /** Fetches the source and splits it. */
  static EvaluationBaseline of(
      EvaluateTask task, TaskEnvironment environment, TableSchema schema, Path directory) {
    try (var store = environment.stores().open(task.source(), StoreRole.SOURCE)) {
      return of(task, store, schema, directory);
    }
  }

  private static EvaluationBaseline of(
      EvaluateTask task, ObjectStore store, TableSchema schema, Path directory) {
    var source = task.source();
    var generator = task.generator();
    if (store.stat(source.key()).isEmpty()) {
      String gone = source.uri() + " is gone since the fit; restore it, or fit a new version";
      return new EvaluationBaseline(null, null, gone, null, gone);
    }
    Path file = directory.resolve(FitRun.fileName(generator.source().format(), source.key()));
    store.download(source.key(), file);
    if (!Digests.sha256(file).equals(generator.model().sourceDigest())) {
      return changed(
          file,
          source.uri(),
          schema,
          source.uri() + " has changed since the fit; fit a new version to compare with it");
    }
    return split(TableReader.readAs(file, source.uri(), schema), generator);
  }

  /** Rows that an engine did not learn from show no more than how far the source has moved. */
  private static EvaluationBaseline changed(
      Path file, String uri, TableSchema schema, String message) {
    try {
      return new EvaluationBaseline(
          null, null, message, Profile.of(TableReader.readAs(file, uri, schema)), null);
    } catch (InvalidInputException e) {
      LOGGER.atWarn().setCause(e).addKeyValue("source", uri).log("Changed source cannot be read");
      return new EvaluationBaseline(
          null, null, message, null, "the source as it is now cannot be read: " + e.getMessage());
    }
  }

  private static EvaluationBaseline split(Table table, GeneratorVersionReference generator) {
    double fraction = FitRun.fraction(generator.holdout());
    Split split =
        Holdout.split(
            table,
            fraction,
            generator.holdout() == null ? null : generator.holdout().by(),
            generator.seed());
    if (!Objects.equals(split.digest(), generator.model().holdoutDigest())) {
      return new EvaluationBaseline(
          null,
          null,
          "the source splits into other rows than at the fit; this worker may differ from the one"
              + " that fitted: fit a new version",
          Profile.of(table),
          null);
    }
    Table train = table.select(split.train());
    return split.holdout().length == 0
        ? new EvaluationBaseline(
            train, null, "the generator holds out no rows; set spec.holdout.fraction", null, null)
        : new EvaluationBaseline(train, table.select(split.holdout()), null, null, null);
  }
}
