package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.StandardNormal;
import dev.syntheticdata.worker.synthesizer.condition.ConditionalModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.IdentifierMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginPieces;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Margins joined by correlated latent normals. Dimension d of a row is a sum of standard normals,
 * one from each of the streams 0 to d of the seed, weighted by row d of the Cholesky factor of the
 * correlation; its probability is what the column's margin turns into a value. What no dimension
 * drives takes its numbers from stream 1,000,000 + column.
 *
 * @param correlation lower triangle of the dimensions' correlation matrix, diagonal included
 */
public record GaussianCopulaModel(
    TableSchema schema,
    long trainRows,
    List<Margin> margins,
    List<Dimension> dimensions,
    double[][] correlation,
    List<String> limitations)
    implements ConditionalModel {

  /** The engine's name. */
  public static final String ENGINE = "gaussianCopula";

  private static final int BLOCK = 1024;
  private static final long SPARE_STREAM = 1_000_000;

  @Override
  public boolean allows(int column, ValueSet values) {
    return MarginPieces.allows(margins.get(column), values);
  }

  @Override
  public ConditionedRows given(Conditions conditions) {
    return new ConditionedCopula(this, conditions);
  }

  @Override
  public long mostRows() {
    return IdentifierMargin.mostRows(margins);
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var latent = new double[dimensions.size()][rows];
    fillLatent(latent, firstRow, rows, seed);
    var values = new double[margins.size()][];
    var missingness = new double[margins.size()][];
    for (int d = 0; d < latent.length; d++) {
      var target = dimensions.get(d).missingness() ? missingness : values;
      target[dimensions.get(d).column()] = latent[d];
    }
    return new Table(schema, columns(values, missingness, firstRow, rows, seed));
  }

  /**
   * The columns of rows.
   *
   * @param values for each column the probabilities of its values; null where nothing drives them
   * @param missingness likewise of a value
   */
  List<Column> columns(
      double[][] values, double[][] missingness, long firstRow, int rows, long seed) {
    var columns = new ArrayList<Column>();
    for (int j = 0; j < margins.size(); j++) {
      var spare = new CellRandom(seed, SPARE_STREAM + j);
      columns.add(
          margins
              .get(j)
              .fill(
                  firstRow,
                  values[j] != null ? values[j] : spare.uniforms(firstRow, rows),
                  missingness[j] != null ? missingness[j] : spare.uniforms(firstRow, rows),
                  spare));
    }
    return columns;
  }

  /** The probabilities of all dimensions, a block of rows at a time to stay in the cache. */
  private void fillLatent(double[][] latent, long firstRow, int rows, long seed) {
    double[][] factor = cholesky(correlation);
    var random = new CellRandom[dimensions.size()];
    for (int d = 0; d < random.length; d++) {
      random[d] = new CellRandom(seed, d);
    }
    var normals = new double[dimensions.size()][BLOCK];
    var sum = new double[BLOCK];
    for (int from = 0; from < rows; from += BLOCK) {
      int size = Math.min(BLOCK, rows - from);
      for (int d = 0; d < random.length; d++) {
        for (int i = 0; i < size; i++) {
          normals[d][i] = StandardNormal.quantile(random[d].uniform(firstRow + from + i));
        }
        java.util.Arrays.fill(sum, 0);
        for (int k = 0; k <= d; k++) {
          double weight = factor[d][k];
          for (int i = 0; i < size; i++) {
            sum[i] += weight * normals[k][i];
          }
        }
        for (int i = 0; i < size; i++) {
          latent[d][from + i] = StandardNormal.cdf(sum[i]);
        }
      }
    }
  }

  /** The lower triangular factor L with L Lᵀ = the matrix, which is positive definite. */
  static double[][] cholesky(double[][] lower) {
    var factor = new double[lower.length][];
    for (int i = 0; i < lower.length; i++) {
      factor[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalStateException("the correlation matrix is not positive definite");
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return factor;
  }
}
