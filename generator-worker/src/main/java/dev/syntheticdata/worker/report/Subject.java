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
 * @param files the files that were read, where files are evaluated by hand; otherwise null
 * @param worker the program and its version, where files are evaluated by hand; otherwise null
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
    List<String> conditions,
    List<File> files,
    String worker) {

  public Subject {
    files = files == null ? null : List.copyOf(files);
    limitations = limitations == null ? List.of() : List.copyOf(limitations);
    conditions = conditions == null || conditions.isEmpty() ? null : List.copyOf(conditions);
  }

  /**
   * A file that was read.
   *
   * @param role what it was read as: the option that named it, without dashes
   * @param name its path as it was given, or its name alone where that was absolute
   * @param size its bytes
   * @param sha256 their sha256
   */
  public record File(String role, String name, long size, String sha256) {}

  /**
   * What is known of how rows in files were made.
   *
   * @param engine the engine, and who says so; null where nobody does
   * @param dp what its model proves by differential privacy; null where nothing is known to be
   * @param modelDigest sha256 of its model; null where that is not given
   * @param limitations known failure modes of the model
   */
  public record Maker(String engine, DpStatement dp, String modelDigest, List<String> limitations) {

    /** Nothing is known. */
    public static final Maker UNKNOWN = new Maker(null, null, null, List.of());
  }

  /**
   * Files evaluated by hand.
   *
   * @param conditions the conditions the rows were made under; null for none
   * @param files the files
   * @param worker the program and its version
   * @param maker what is known of how the rows were made
   */
  public static Subject ofFiles(
      String title, RowConditions conditions, List<File> files, String worker, Maker maker) {
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
        maker.engine(),
        maker.dp(),
        maker.modelDigest(),
        null,
        null,
        null,
        null,
        null,
        null,
        maker.limitations(),
        sentences(conditions),
        files,
        worker);
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
        conditions(task, conditioning),
        null,
        null);
  }

  /**
   * Which real rows these are, in words. Of files nobody has seen which of them an engine had.
   *
   * @param train how many count as learned from
   * @param holdout how many count as held out
   */
  public String realRows(String train, String holdout) {
    return dataset != null
        ? "%s learned from, %s held out and seen by no engine".formatted(train, holdout)
        : "%s given as learned from, %s given as held out; which of them the engine saw is not known here"
            .formatted(train, holdout);
  }

  /** What made the rows, in words. */
  public String madeBy() {
    if (generatorVersion != null) {
      return "%s, engine %s".formatted(generatorVersion, engine);
    }
    return engine == null ? "not known: no engine is declared" : engine;
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
