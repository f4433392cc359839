package dev.syntheticdata.worker.report;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.DeletionPolicy;
import dev.syntheticdata.api.v1alpha1.Refresh;
import dev.syntheticdata.api.v1alpha1.Retention;
import dev.syntheticdata.task.EvaluateTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happens around a version: what was done to the source before anything was learned from it,
 * when the dataset is made anew and how long versions stay, and the languages of invented values.
 * It is what was declared and recorded; of what was not, nothing is said.
 *
 * @param revision number of the version; null for files evaluated by hand
 * @param preparation steps before a model learned, one sentence for each
 * @param maintenance what becomes of the dataset and its versions, one sentence for each
 * @param languages codes of ISO 639 of the languages that columns are declared to have
 */
public record Handling(
    Long revision, List<String> preparation, List<String> maintenance, List<String> languages) {

  /** Of files evaluated by hand nothing is known. */
  public static final Handling UNKNOWN = new Handling(null, List.of(), List.of(), List.of());

  /** Language of invented values whose column declares none. */
  private static final String DEFAULT_LANGUAGE = "en";

  /** What the operator keeps where nothing is declared, as the API documents it. */
  private static final int DEFAULT_VERSIONS = 10;

  public Handling {
    preparation = List.copyOf(preparation);
    maintenance = List.copyOf(maintenance);
    languages = List.copyOf(languages);
  }

  /** Of the version that a task is for. */
  public static Handling of(EvaluateTask task) {
    return new Handling(
        task.context().revision(), preparation(task), maintenance(task), languages(task));
  }

  private static List<String> preparation(EvaluateTask task) {
    var steps = new ArrayList<String>();
    steps.add(split(task));
    var declared = task.generator().schema();
    if (declared != null && declared.sequence() != null) {
      steps.add(
          "Rows were read as sequences of events, one for each %s, in the order of %s."
              .formatted(declared.sequence().key(), declared.sequence().orderBy()));
    }
    for (var column : columns(task)) {
      if (column.pattern() != null) {
        steps.add(
            "Column %s was not learned: new identifiers of a declared form take its place."
                .formatted(column.name()));
      } else if (column.personal() != null) {
        steps.add(
            "Column %s was not learned: invented values take its place.".formatted(column.name()));
      }
    }
    return steps;
  }

  private static String split(EvaluateTask task) {
    var model = task.generator().model();
    if (model.holdoutRows() == null || model.holdoutRows() == 0) {
      return "No real rows were held out.";
    }
    var by = entity(task);
    return String.format(
        Locale.ROOT,
        "Of the real rows %,d were held out%s before a model was fitted to the other %,d.",
        model.holdoutRows(),
        by == null ? "" : ", all of one " + by + " together,",
        model.trainRows());
  }

  /** The column whose values are not divided; null where rows are held out one by one. */
  private static String entity(EvaluateTask task) {
    var holdout = task.generator().holdout();
    var declared = task.generator().schema();
    if (holdout != null && holdout.by() != null) {
      return holdout.by();
    }
    return declared == null || declared.sequence() == null ? null : declared.sequence().key();
  }

  private static List<String> maintenance(EvaluateTask task) {
    var plan = new ArrayList<String>();
    plan.add("A version is never altered; a newer one has a number of its own.");
    // A task of an operator that knew nothing of either says nothing of either.
    if (task.upkeep() != null) {
      plan.addAll(refresh(task.upkeep().refresh()));
      plan.add(retention(task.upkeep().retention()));
      plan.add("This was declared when the version was made, and may have changed since.");
    }
    return plan;
  }

  private static List<String> refresh(Refresh refresh) {
    var when = new ArrayList<String>();
    if (refresh != null && refresh.schedule() != null) {
      when.add(
          "Made anew by the schedule %s (%s)."
              .formatted(
                  refresh.schedule(), refresh.timeZone() == null ? "UTC" : refresh.timeZone()));
    }
    if (refresh == null || !Boolean.FALSE.equals(refresh.onGeneratorChange())) {
      when.add("Made anew when its generator has a new version that is ready.");
    }
    if (when.isEmpty()) {
      when.add("Not made anew unless its specification changes or somebody asks for it.");
    }
    return when;
  }

  private static String retention(Retention retention) {
    int versions =
        retention == null || retention.versions() == null ? DEFAULT_VERSIONS : retention.versions();
    boolean delete = retention != null && retention.deletionPolicy() == DeletionPolicy.DELETE;
    return "Besides the one in use the newest %d finished versions are kept; the objects of older ones %s."
        .formatted(versions, delete ? "are deleted" : "stay in the storage");
  }

  private static List<String> languages(EvaluateTask task) {
    return columns(task).stream()
        .filter(column -> column.personal() != null)
        .map(column -> column.locale() == null ? DEFAULT_LANGUAGE : column.locale().split("-")[0])
        .distinct()
        .sorted()
        .toList();
  }

  private static List<ColumnDeclaration> columns(EvaluateTask task) {
    var declared = task.generator().schema();
    return declared == null || declared.columns() == null ? List.of() : declared.columns();
  }
}
