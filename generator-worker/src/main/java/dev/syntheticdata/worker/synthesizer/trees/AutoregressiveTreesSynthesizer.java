package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Sequential histogram trees. */
public final class AutoregressiveTreesSynthesizer implements Synthesizer {

  @Override
  public String name() {
    return AutoregressiveTreesModel.ENGINE;
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    var fitted = MarginFitter.fit(train, options);
    var codes = Codes.of(train, fitted.margins());
    int leafRows = Integer.getInteger("leaf", 100);
    int[] order = codes.order();
    int[] rows = IntStream.range(0, train.rows()).toArray();
    List<ConditionalTree> trees = codes.grow(order, rows, leafRows);
    return new AutoregressiveTreesModel(
        fitted.schema(),
        train.rows(),
        fitted.margins(),
        order,
        trees,
        leafRows,
        Double.parseDouble(System.getProperty("smoothing", "0")),
        fitted.limitations());
  }

  /** A table as codes. */
  private record Codes(short[][] table, Coding[] codings) {

    static Codes of(Table table, List<Margin> margins) {
      var codings = new Coding[margins.size()];
      var codes = new short[margins.size()][];
      IntStream.range(0, codings.length)
          .parallel()
          .filter(j -> margins.get(j).modelled())
          .forEach(
              j -> {
                codings[j] = Coding.of(margins.get(j));
                codes[j] = codings[j].encode(table.columns().get(j));
              });
      return new Codes(codes, codings);
    }

    int[] order() {
      return IntStream.range(0, codings.length)
          .filter(j -> codings[j] != null)
          .boxed()
          .sorted(java.util.Comparator.comparingInt(j -> codings[j].size()))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    List<ConditionalTree> grow(int[] order, int[] rows, int leafRows) {
      return IntStream.range(0, order.length)
          .parallel()
          .mapToObj(
              i -> {
                int[] before = java.util.Arrays.copyOf(order, i);
                return new TreeGrower(table, codings, before, order[i], leafRows).grow(rows);
              })
          .toList();
    }
  }
}
