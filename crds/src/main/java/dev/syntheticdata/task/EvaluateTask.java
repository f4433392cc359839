package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.api.v1alpha1.Purpose;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.Upkeep;
import java.util.List;

/**
 * Evaluate the rows of a version against the real data and seal the version.
 *
 * @param context whom it is for
 * @param generator the generator version, with what it was fitted on; locations in it are for the
 *     record, the ones below for access
 * @param source the real data's object
 * @param model path of the generator version
 * @param rows number of rows of the dataset
 * @param seed seed of the rows
 * @param format how they are written
 * @param shards number of shards that wrote them
 * @param generationStartedAt when the generation was started (RFC 3339, UTC)
 * @param generationFinishedAt when its result was recorded
 * @param gates what the version must keep
 * @param purpose what the data is for
 * @param intendedUse that use in words; may be null
 * @param riskAssessment where the assessment of its risks is recorded; may be null
 * @param output path of the version: {@code report.html}, {@code evaluation.json}, {@code
 *     README.md}, {@code croissant.json}, {@code profile.json}, {@code lineage.json}, {@code
 *     manifest.json} and the result document {@code evaluate.json} go there
 * @param conditions which rows were wanted; null for rows as the model draws them
 * @param pointer the dataset's pointer, which names the version published before; null where it is
 *     not to be compared with
 * @param upkeep how the dataset was to be kept current; null where the operator does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluateTask(
    TaskContext context,
    GeneratorVersionReference generator,
    ObjectLocation source,
    ObjectLocation model,
    long rows,
    long seed,
    Format format,
    int shards,
    String generationStartedAt,
    String generationFinishedAt,
    List<Gate> gates,
    Purpose purpose,
    String intendedUse,
    String riskAssessment,
    ObjectLocation output,
    RowConditions conditions,
    ObjectLocation pointer,
    Upkeep upkeep)
    implements Task {}
