package dev.syntheticdata.worker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.Authorization;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.condition.ConditionWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an evaluation is about. Only {@code title} is always known; the rest is null or empty where
 * files are evaluated by hand.
 *
 * @param title the heading, for people
 * @param dataset {@code namespace/name} of the dataset
 * @param version name of the version
 * @param versionUid its UID
 * @param createdAt when the version was asked for (RFC 3339, UTC)
 * @param purpose what the data is for
 * @param intendedUse that use in words
 * @param riskAssessment where the assessment of its risks is recorded
 * @param authorization where the permission to use the real data is recorded
 * @param generatorVersion name of the generator version
 * @param engine the engine
 * @param dp what is proven of the model by differential privacy; null where nothing is known to be
 * @param modelDigest sha256 of the model
 * @param source where the real data is
 * @param sourceDigest sha256 of its object
 * @param holdoutDigest digest of the set of rows held out
 * @param generateSeed seed of the rows
 * @param format how the rows are written
 * @param image image of the worker
 * @param limitations known failure modes of the generator and its model
 * @param conditions the conditions the rows were made under, one sentence for each; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(
    String title,
    String dataset,
    String version,
    String versionUid,
    String createdAt,
    String purpose,
    String intendedUse,
    String riskAssessment,
    String authorization,
    String generatorVersion,
    String engine,
    DpStatement dp,
    String modelDigest,
    String source,
    String sourceDigest,
    String holdoutDigest,
    Long generateSeed,
    String format,
    String image,
    List<String> limitations,
    List<String> conditions) {

  public Subject {
    limitations = limitations == null ? List.of() : List.copyOf(limitations);
    conditions = conditions == null || conditions.isEmpty() ? null : List.copyOf(conditions);
  }

  /** Files evaluated by hand. */
  public static Subject ofFiles(String title) {
    return ofFiles(title, null);
  }

  /**
   * Files evaluated by hand.
   *
   * @param conditions the conditions the rows were made under; null for none
   */
  public static Subject ofFiles(String title, RowConditions conditions) {
    return new Subject(
        title,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        sentences(conditions));
  }

  /**
   * The version a task is for.
   *
   * @param ofModel what the model itself leaves out
   */
  public static Subject of(EvaluateTask task, List<String> ofModel) {
    return of(task, ofModel, null, null);
  }

  /**
   * The version a task is for.
   *
   * @param ofModel what the model itself leaves out
   * @param conditioning how conditions were met; null where there were none
   * @param dp what is proven of the model; null for nothing
   */
  public static Subject of(
      EvaluateTask task,
      List<String> ofModel,
      TaskResult.Conditioning conditioning,
      DpStatement dp) {
    var context = task.context();
    var generator = task.generator();
    var authorization = generator.source().authorization();
    return new Subject(
        context.owner() + ", version " + context.revision(),
        context.namespace() + "/" + context.owner(),
        context.version(),
        context.versionUid(),
        context.createdAt(),
        task.purpose() == null ? null : task.purpose().label(),
        task.intendedUse(),
        task.riskAssessment(),
        reference(authorization),
        generator.name(),
        name(generator.engine()),
        dp,
        generator.model().digest(),
        task.source().uri(),
        generator.model().sourceDigest(),
        generator.model().holdoutDigest(),
        task.seed(),
        format(task.format()),
        context.image(),
        limitations(generator.limitations(), ofModel),
        conditions(task, conditioning));
  }

  private static List<String> conditions(EvaluateTask task, TaskResult.Conditioning conditioning) {
    var sentences = sentences(task.conditions());
    if (sentences != null && conditioning != null) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Rows were accepted one by one, %,d of %,d proposals; none is repeated. The effective"
                  + " share of proposals is %.3f.",
              task.rows(),
              conditioning.proposals(),
              conditioning.effectiveShare()));
    }
    return sentences;
  }

  private static List<String> sentences(RowConditions conditions) {
    return RowConditions.orNull(conditions) == null
        ? null
        : new ArrayList<>(ConditionWords.sentences(conditions));
  }

  /** The engine's name; of one that was brought, its image as well. */
  private static String name(Engine engine) {
    return engine.container() == null
        ? engine.kind()
        : engine.kind() + " " + engine.container().image();
  }

  /** What is proven, in a sentence; null where nothing is. */
  public String privacy() {
    return dp == null ? null : dp.words();
  }

  private static List<String> limitations(List<String> ofGenerator, List<String> ofModel) {
    var all = new ArrayList<String>();
    all.addAll(ofGenerator == null ? List.of() : ofGenerator);
    all.addAll(ofModel);
    return all;
  }

  private static String format(Format format) {
    return switch (format) {
      case CSV -> "CSV";
      case PARQUET -> "Parquet";
    };
  }

  private static String reference(Authorization authorization) {
    return authorization == null ? null : authorization.reference();
  }
}
