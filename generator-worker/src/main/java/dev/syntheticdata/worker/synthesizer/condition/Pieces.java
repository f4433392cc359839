package dev.syntheticdata.worker.synthesizer.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The uniform numbers that give certain values: pieces of the interval (0, 1). A number is drawn
 * from them by stretching them over the whole interval, so that what is drawn has the distribution
 * it had, given that it is in a piece.
 */
public final class Pieces {

  /** Uniform numbers lie between these. */
  private static final double LEAST = 0x1p-53;

  private static final double GREATEST = 1 - 0x1p-53;

  /** All numbers. */
  public static final Pieces ALL = new Pieces(List.of(new Piece(0, 1)));

  /** None. */
  public static final Pieces NONE = new Pieces(List.of());

  private final Piece[] pieces;
  private final double length;

  /**
   * A piece.
   *
   * @param from where it begins
   * @param to where it ends
   */
  public record Piece(double from, double to) {

    /** Its length, which is its probability. */
    public double length() {
      return to - from;
    }
  }

  private Pieces(List<Piece> pieces) {
    this.pieces = pieces.toArray(Piece[]::new);
    this.length = pieces.stream().mapToDouble(Piece::length).sum();
  }

  /** Those pieces, ascending; what has no length is left out. */
  public static Pieces of(List<Piece> pieces) {
    var kept = pieces.stream().filter(piece -> piece.length() > 0).toList();
    return kept.isEmpty() ? NONE : new Pieces(kept);
  }

  /**
   * The numbers for which a value is in a set. The ends of a piece are found to the last bit.
   *
   * @param value value by number, never lower for a higher number
   */
  public static Pieces where(DoubleUnaryOperator value, ValueSet set) {
    double least = value.applyAsDouble(LEAST);
    double greatest = value.applyAsDouble(GREATEST);
    var found = new ArrayList<Piece>();
    for (var range : set.ranges()) {
      if (greatest < range.from() || least > range.to()) {
        continue;
      }
      double from = least >= range.from() ? 0 : firstAtLeast(value, range.from());
      double to = greatest <= range.to() ? 1 : lastAtMost(value, range.to());
      if (from == 0 && to == 1) {
        return ALL;
      }
      found.add(new Piece(from, to));
    }
    return of(found);
  }

  private static double firstAtLeast(DoubleUnaryOperator value, double bound) {
    double below = LEAST;
    double above = GREATEST;
    for (double middle = 0.5; below < middle && middle < above; middle = (below + above) / 2) {
      if (value.applyAsDouble(middle) >= bound) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return above;
  }

  private static double lastAtMost(DoubleUnaryOperator value, double bound) {
    double below = LEAST;
    double above = GREATEST;
    for (double middle = 0.5; below < middle && middle < above; middle = (below + above) / 2) {
      if (value.applyAsDouble(middle) <= bound) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }

  /** The probability of a number in them. */
  public double length() {
    return length;
  }

  /** The pieces, ascending. */
  public List<Piece> pieces() {
    return List.of(pieces);
  }

  /**
   * The number in the pieces for a number in (0, 1).
   *
   * @throws IllegalStateException if there is none
   */
  public double at(double uniform) {
    if (this == ALL) {
      return uniform;
    }
    double left = uniform * length;
    for (int i = 0; i < pieces.length; i++) {
      var piece = pieces[i];
      if (left <= piece.length() || i == pieces.length - 1) {
        return inside(piece, piece.from() + left);
      }
      left -= piece.length();
    }
    throw new IllegalStateException("there is no number to draw");
  }

  /** A number moved into a piece where rounding put it outside. */
  public static double inside(Piece piece, double number) {
    return Math.max(
        Math.max(piece.from(), LEAST), Math.min(number, Math.min(piece.to(), GREATEST)));
  }
}
