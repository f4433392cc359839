package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.marginals.SpanningTree.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns a network from noisy tables of two columns, or of three where one column, the target, is
 * in all of them. Both are trees (given the target), for which the model of greatest entropy is a
 * product of conditional tables, once the tables agree where they overlap.
 */
final class NetworkLearner {

  private final Mechanisms mechanisms;
  private final CodedColumns columns;
  private final NoisyTable[] ones;
  private final double rows;
  private final int target;
  private final int targetSize;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * @param ones counts of the columns' groups
   * @param rows rows of the source, about
   * @param target position of the column that is in all tables, or -1
   */
  NetworkLearner(
      Mechanisms mechanisms, CodedColumns columns, NoisyTable[] ones, double rows, int target) {
    this.mechanisms = mechanisms;
    this.columns = columns;
    this.ones = ones;
    this.rows = rows;
    this.target = target;
    this.targetSize = target < 0 ? 1 : columns.sizes()[target];
  }

  /**
   * The network, parents before children.
   *
   * @param joined positions of the columns with more than one group, the target left out
   * @param rhoPairs for the tables of target and one column
   * @param rhoEdges for the choice of edges
   * @param rhoTables for their tables
   */
  List<Node> learn(int[] joined, double rhoPairs, double rhoEdges, double rhoTables) {
    double[] context =
        target < 0 ? new double[] {rows} : Projection.toSimplex(ones[target].values(), rows);
    var raw = new NoisyTable[columns.count()];
    for (int j : joined) {
      raw[j] = target < 0 ? ones[j] : withTarget(j, rhoPairs / joined.length);
    }
    double[][] given = given(joined, raw, context);
    int count = Math.max(1, joined.length - 1);
    double sigma = mechanisms.sigma(rhoTables / count);
    var edges =
        joined.length < 2
            ? List.<Edge>of()
            : new SpanningTree(mechanisms, columns, target).learn(joined, given, sigma, rhoEdges);
    var tables = new HashMap<Edge, NoisyTable>();
    for (var edge : edges) {
      var table = NoisyTable.of(table(edge, rhoTables / count), sigma);
      tables.put(edge, table);
      int a = columns.sizes()[edge.a()];
      int b = columns.sizes()[edge.b()];
      raw[edge.a()] = raw[edge.a()].with(table.sum(targetSize, a, b, false));
      raw[edge.b()] = raw[edge.b()].with(table.sum(targetSize, a, b, true));
    }
    build(joined, context, given(joined, raw, context), edges, tables);
    return nodes;
  }

  private NoisyTable withTarget(int column, double rho) {
    long[] noisy =
        mechanisms.count(
            Measured.Purpose.WITH_TARGET,
            names(target, column),
            columns.count(target, column),
            rho);
    return NoisyTable.of(noisy, mechanisms.sigma(rho));
  }

  private long[] table(Edge edge, double rho) {
    return mechanisms.count(
        Measured.Purpose.TABLE,
        target < 0 ? names(edge.a(), edge.b()) : names(target, edge.a(), edge.b()),
        columns.count(target, edge.a(), edge.b()),
        rho);
  }

  private List<String> names(int... positions) {
    return IntStream.of(positions).mapToObj(columns.names()::get).toList();
  }

  /** Rows by context and group, for each column: tables that agree on the context. */
  private double[][] given(int[] joined, NoisyTable[] raw, double[] context) {
    var given = new double[columns.count()][];
    for (int j : joined) {
      given[j] =
          target < 0
              ? Projection.toSimplex(raw[j].values(), rows)
              : Projection.toMargins(
                  raw[j].values(), context, Projection.toSimplex(ones[j].values(), rows));
    }
    return given;
  }

  private void build(
      int[] joined,
      double[] context,
      double[][] given,
      List<Edge> edges,
      Map<Edge, NoisyTable> tables) {
    if (target >= 0) {
      nodes.add(Node.of(target, new int[0], new int[0], targetSize, context));
    }
    if (joined.length == 0) {
      return;
    }
    int root = joined[0];
    nodes.add(Node.of(root, parents(), parentSizes(), columns.sizes()[root], given[root]));
    var open = new ArrayDeque<Integer>(List.of(root));
    var reached = new boolean[columns.count()];
    reached[root] = true;
    while (!open.isEmpty()) {
      int parent = open.poll();
      for (var edge : edges) {
        if (edge.a() != parent && edge.b() != parent) {
          continue;
        }
        int child = edge.a() == parent ? edge.b() : edge.a();
        if (reached[child]) {
          continue;
        }
        reached[child] = true;
        open.add(child);
        nodes.add(
            Node.of(
                child,
                parents(parent),
                parentSizes(parent),
                columns.sizes()[child],
                joint(parent, child, edge, tables.get(edge).values(), given)));
      }
    }
  }

  private int[] parents(int... others) {
    return target < 0
        ? others
        : IntStream.concat(IntStream.of(target), IntStream.of(others)).toArray();
  }

  private int[] parentSizes(int... others) {
    return IntStream.of(parents(others)).map(column -> columns.sizes()[column]).toArray();
  }

  /** Rows by context, parent and child. */
  private double[] joint(int parent, int child, Edge edge, double[] table, double[][] given) {
    int height = columns.sizes()[parent];
    int width = columns.sizes()[child];
    var joint = new double[targetSize * height * width];
    for (int c = 0; c < targetSize; c++) {
      var slice = new double[height * width];
      int from = c * slice.length;
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          slice[i * width + j] =
              table[from + (edge.a() == parent ? i * width + j : j * height + i)];
        }
      }
      double[] fitted =
          Projection.toMargins(
              slice,
              Arrays.copyOfRange(given[parent], c * height, (c + 1) * height),
              Arrays.copyOfRange(given[child], c * width, (c + 1) * width));
      System.arraycopy(fitted, 0, joint, from, fitted.length);
    }
    return joint;
  }
}
