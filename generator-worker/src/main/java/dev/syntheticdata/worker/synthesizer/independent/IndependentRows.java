package dev.syntheticdata.worker.synthesizer.independent;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.margin.MarginPieces;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Margins with conditions, which hold exactly: each column is drawn from its own values alone. */
final class IndependentRows implements ConditionedRows {

  private final IndependentModel model;
  private final Conditions conditions;

  /** The numbers that give the values of each choice, by column; null without a condition. */
  private final Pieces[][] pieces;

  /** The probability that a row of each choice has a value; null likewise. */
  private final double[][] present;

  private final AtomicLong rowsMade = new AtomicLong();

  IndependentRows(IndependentModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    this.pieces = new Pieces[model.margins().size()][];
    this.present = new double[pieces.length][];
    for (var condition : conditions.columns()) {
      var margin = model.margins().get(condition.column());
      int choices = condition.choices().size();
      var ofChoice = new Pieces[choices];
      var share = new double[choices];
      for (int i = 0; i < choices; i++) {
        var values = condition.choices().get(i).values();
        ofChoice[i] = MarginPieces.of(margin, values);
        double with = (1 - margin.missing()) * ofChoice[i].length();
        share[i] = with / (with + (values.missing() ? margin.missing() : 0));
      }
      pieces[condition.column()] = ofChoice;
      present[condition.column()] = share;
    }
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    int[][] chosen = new int[pieces.length][];
    for (var condition : conditions.columns()) {
      chosen[condition.column()] = condition.choose(firstRow, rows, seed);
    }
    var columns = new ArrayList<Column>();
    for (int j = 0; j < pieces.length; j++) {
      columns.add(column(j, chosen[j], firstRow, rows, seed));
    }
    rowsMade.addAndGet(rows);
    return new Table(model.schema(), columns);
  }

  private Column column(int j, int[] chosen, long firstRow, int rows, long seed) {
    var margin = model.margins().get(j);
    var random = new CellRandom(seed, 2L * j);
    double[] values = random.uniforms(firstRow, rows);
    double[] missingness = new CellRandom(seed, 2L * j + 1).uniforms(firstRow, rows);
    if (chosen != null) {
      for (int row = 0; row < rows; row++) {
        boolean there = missingness[row] <= present[j][chosen[row]];
        missingness[row] = there ? 0 : 1;
        values[row] = there ? pieces[j][chosen[row]].at(values[row]) : values[row];
      }
    }
    return margin.fill(firstRow, values, missingness, random);
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(rowsMade.get(), 1);
  }
}
