package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginPieces;
import java.util.List;

/** The probabilities of a dimension at which its column has values asked for. */
final class Stretches {

  private Stretches() {}

  /**
   * The pieces of a dimension. Where rows without a value are asked for as well, their dimension is
   * free to say so, if there are values that may be had beside.
   *
   * @param missingness whether the dimension says which rows have no value
   */
  static Pieces of(Margin margin, ValueSet values, boolean missingness) {
    if (!missingness) {
      return MarginPieces.of(margin, values);
    }
    if (!values.missing()) {
      return Pieces.of(List.of(new Pieces.Piece(0, 1 - margin.missing())));
    }
    return MarginPieces.of(margin, values).length() > 0
        ? Pieces.ALL
        : Pieces.of(List.of(new Pieces.Piece(Math.nextUp(1 - margin.missing()), 1)));
  }
}
