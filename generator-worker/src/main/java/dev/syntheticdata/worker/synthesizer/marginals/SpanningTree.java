package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns which pairs of columns to count together, given a context column or none: a spanning tree
 * of pairs that are far from independent given the context, its edges drawn one by one by the
 * exponential mechanism (McKenna, Miklau, Sheldon: Winning the NIST contest, 2021).
 */
final class SpanningTree {

  /** Estimates are rounded to this part of a row, so that scores are whole numbers. */
  private static final long PART = 16;

  private final Mechanisms mechanisms;
  private final CodedColumns columns;
  private final int context;

  /**
   * @param context position of the context column, or -1
   */
  SpanningTree(Mechanisms mechanisms, CodedColumns columns, int context) {
    this.mechanisms = mechanisms;
    this.columns = columns;
    this.context = context;
  }

  /** Two columns. */
  record Edge(int a, int b) {}

  /**
   * The edges.
   *
   * @param nodes positions of the columns to join
   * @param given for each column, rows by context and group
   * @param sigma noise that the counts of an edge will have
   * @param rho what all of them may cost
   */
  List<Edge> learn(int[] nodes, double[][] given, double sigma, double rho) {
    var edges = new ArrayList<Edge>();
    var candidates = new ArrayList<Edge>();
    for (int i = 0; i < nodes.length; i++) {
      for (int j = i + 1; j < nodes.length; j++) {
        candidates.add(new Edge(nodes[i], nodes[j]));
      }
    }
    long[] scores =
        candidates.stream()
            .parallel()
            .mapToLong(edge -> score(edge, given[edge.a()], given[edge.b()], sigma))
            .toArray();
    int[] component = IntStream.range(0, columns.count()).toArray();
    int[] open = IntStream.range(0, scores.length).toArray();
    while (edges.size() < nodes.length - 1) {
      open =
          Arrays.stream(open)
              .filter(i -> component[candidates.get(i).a()] != component[candidates.get(i).b()])
              .toArray();
      int[] left = open;
      int chosen =
          left[
              mechanisms.choose(
                  i -> names(candidates.get(left[i])),
                  Arrays.stream(left).mapToLong(i -> scores[i]).toArray(),
                  PART,
                  rho / (nodes.length - 1))];
      var edge = candidates.get(chosen);
      edges.add(edge);
      int joined = component[edge.b()];
      Arrays.setAll(component, i -> component[i] == joined ? component[edge.a()] : component[i]);
    }
    return edges;
  }

  private List<String> names(Edge edge) {
    return List.of(columns.names().get(edge.a()), columns.names().get(edge.b()));
  }

  /**
   * How far the counts are from those of independence, in parts of a row, less what the noise alone
   * would make of it. The latter and the estimate do not depend on the rows, so that one row
   * changes the score by at most {@link #PART}.
   */
  private long score(Edge edge, double[] a, double[] b, double sigma) {
    long[] counts = columns.count(context, edge.a(), edge.b());
    int sizeA = columns.sizes()[edge.a()];
    int sizeB = columns.sizes()[edge.b()];
    long distance = 0;
    for (int c = 0; c < a.length / sizeA; c++) {
      double total = 0;
      for (int i = 0; i < sizeA; i++) {
        total += a[c * sizeA + i];
      }
      for (int i = 0; i < sizeA; i++) {
        for (int j = 0; j < sizeB; j++) {
          double expected = total > 0 ? a[c * sizeA + i] * b[c * sizeB + j] / total : 0;
          long count = counts[(c * sizeA + i) * sizeB + j];
          distance += Math.abs(PART * count - Math.round(PART * expected));
        }
      }
    }
    return distance - Math.round(PART * Math.sqrt(2 / Math.PI) * sigma * counts.length);
  }
}
