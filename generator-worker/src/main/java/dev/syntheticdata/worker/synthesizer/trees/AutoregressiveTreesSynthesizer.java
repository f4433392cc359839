package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.KeptLabels;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequential histogram trees: a column is drawn from the leaf of a tree that asks for the columns
 * before it (Reiter, Using CART to generate partially synthetic public use microdata, 2005; here on
 * codes, so that no number of the source is drawn itself). Cost of a fit: rows × columns² × depth,
 * some five times over where the size of the leaves is to be found.
 */
public final class AutoregressiveTreesSynthesizer implements Synthesizer {

  /** Rows of smoothing: a leaf of 100 rows has a weight of 10 in 11, its parents the rest. */
  private static final double SMOOTHING = 10;

  /** Leaves of a tree, at most: what bounds a model of many million rows, and its generation. */
  private static final int MOST_LEAVES = 10_000;

  @Override
  public String name() {
    return AutoregressiveTreesModel.ENGINE;
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    var parts = Parts.of(train);
    var apart = Parts.apart(train, parts);
    var fitted = MarginFitter.fit(apart, options);
    var margins = Parts.alwaysThere(fitted.margins(), parts);
    var entities = options.entity() == null ? null : Entities.of(train, options.entity());
    var table = CodedTable.of(apart, margins).of(entities);
    int[] targets =
        IntStream.of(table.columns())
            .filter(j -> options.targets().contains(apart.schema().columns().get(j).name()))
            .toArray();
    var choice =
        new Tuner(
                table,
                parts,
                train.rows(),
                targets,
                leading(table, train, options.leading()),
                SMOOTHING,
                options.seed())
            .choose(options.leafRows());
    int counted = entities == null ? train.rows() : entities.count();
    int leafRows = Math.max(choice.leafRows(), counted / MOST_LEAVES);
    int[] rows = IntStream.range(0, train.rows()).toArray();
    var kept = KeptLabels.of(Parts.together(train.schema(), fitted.schema()), margins, options);
    return new AutoregressiveTreesModel(
        kept.schema(),
        train.rows(),
        kept.margins(),
        choice.order(),
        table.learn(choice.order(), targets, rows, leafRows, null),
        leafRows,
        SMOOTHING,
        choice.evidence(),
        limitations(fitted.limitations(), choice, leafRows, entities != null),
        parts);
  }

  /** The positions of the columns that are drawn first. */
  private static int[] leading(CodedTable table, Table train, List<String> names) {
    return names.stream()
        .distinct()
        .mapToInt(
            name -> {
              int column = train.schema().indexOf(name);
              if (IntStream.of(table.columns()).noneMatch(one -> one == column)) {
                throw new InvalidInputException(
                    ("engine.autoregressiveTrees.leading: there is no column '%s' whose values are"
                            + " learned; name others")
                        .formatted(name));
              }
              return column;
            })
        .toArray();
  }

  private static List<String> limitations(
      List<String> ofMargins, Tuner.Choice choice, int leafRows, boolean entities) {
    String unit = entities ? "entities" : "rows";
    var limitations = new ArrayList<>(ofMargins);
    limitations.add(
        0, "What fewer than %d %s have in common is smoothed away.".formatted(leafRows, unit));
    if (!choice.safe()) {
      limitations.add(
          "No size of leaves passed the privacy check of the fit; the largest, %d %s, is used."
              .formatted(choice.leafRows(), unit));
    }
    return limitations;
  }
}
