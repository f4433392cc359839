package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import java.util.List;

/**
 * Fit a model.
 *
 * @param context whom it is for
 * @param source the real data's object
 * @param format how it is written
 * @param columns what is known of its columns
 * @param holdout the part held out
 * @param engine the engine
 * @param seed seed of the split and of the fit
 * @param output path of the version: {@code model.json}, {@code schema.json} and the result
 *     document {@code fit.json} go there
 * @param sequence which columns make the rows of an entity a sequence; null where rows are each by
 *     themselves
 * @param constraints what holds in every generated row; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FitTask(
    TaskContext context,
    ObjectLocation source,
    Format format,
    List<ColumnDeclaration> columns,
    Holdout holdout,
    Engine engine,
    long seed,
    ObjectLocation output,
    SequenceDeclaration sequence,
    List<ConstraintDeclaration> constraints)
    implements Task {

  /** A fit without sequences and constraints. */
  public FitTask(
      TaskContext context,
      ObjectLocation source,
      Format format,
      List<ColumnDeclaration> columns,
      Holdout holdout,
      Engine engine,
      long seed,
      ObjectLocation output) {
    this(context, source, format, columns, holdout, engine, seed, output, null, null);
  }
}
