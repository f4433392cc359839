package dev.syntheticdata.worker.synthesizer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.synthesizer.container.ContainerModel;
import dev.syntheticdata.worker.synthesizer.copula.GaussianCopulaModel;
import dev.syntheticdata.worker.synthesizer.independent.IndependentModel;
import dev.syntheticdata.worker.synthesizer.marginals.PrivateMarginalsModel;
import dev.syntheticdata.worker.synthesizer.sequences.SequenceModel;
import dev.syntheticdata.worker.synthesizer.trees.AutoregressiveTreesModel;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * What an engine learned. Personal data as far as access goes: it holds quantiles and frequent
 * values of the source.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "engine")
@JsonSubTypes({
  @JsonSubTypes.Type(
      value = AutoregressiveTreesModel.class,
      name = AutoregressiveTreesModel.ENGINE),
  @JsonSubTypes.Type(value = ConstrainedModel.class, name = ConstrainedModel.KIND),
  @JsonSubTypes.Type(value = GaussianCopulaModel.class, name = GaussianCopulaModel.ENGINE),
  @JsonSubTypes.Type(value = IndependentModel.class, name = IndependentModel.ENGINE),
  @JsonSubTypes.Type(value = PrivateMarginalsModel.class, name = PrivateMarginalsModel.ENGINE),
  @JsonSubTypes.Type(value = ContainerModel.class, name = ContainerModel.ENGINE),
  @JsonSubTypes.Type(value = SequenceModel.class, name = SequenceModel.ENGINE)
})
public interface SynthesizerModel {

  /** The columns of the rows it generates: those of the source. */
  TableSchema schema();

  /** The number of rows it was fitted on. */
  long trainRows();

  /** What it does not keep, in sentences for the dataset's card. */
  List<String> limitations();

  /** The least version of {@link ModelDocument} whose readers understand this model. */
  default int formatVersion() {
    return schema().columns().stream().mapToInt(ColumnSchema::formatVersion).max().orElse(1);
  }

  /** Whether each row is drawn by itself, so that one can be drawn again without the others. */
  default boolean drawsRowsAlone() {
    return true;
  }

  /** How the fit chose its parameters; null where it chose none. */
  default Tuning tuning() {
    return null;
  }

  /** What the model is proven to tell at most; null where nothing is proven. */
  default PrivacyClaim privacy() {
    return null;
  }

  /**
   * Rows {@code firstRow} to {@code firstRow + rows}. Row r of a seed is always the same, whatever
   * the call it is generated in.
   *
   * @param firstRow from 0
   */
  Table generate(long firstRow, int rows, long seed);

  /** The same rows, and how many were drawn for them. */
  default Drawn draw(long firstRow, int rows, long seed) {
    return new Drawn(generate(firstRow, rows, seed), null);
  }

  /** Columns whose values it makes of seed and row alone: nothing of the source is in them. */
  default List<String> madeColumns() {
    return List.of();
  }

  /** The number of rows it can generate. */
  default long mostRows() {
    return Long.MAX_VALUE;
  }

  /**
   * Rows.
   *
   * @param candidates rows drawn until so many kept the constraints; null where none is rejected
   */
  record Drawn(Table table, Long candidates) {}
}
