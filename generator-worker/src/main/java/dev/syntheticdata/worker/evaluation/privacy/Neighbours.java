package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one place where an evaluation looks for close rows: its tables laid out for distances, and a
 * tree over each that is needed, built once and used by every privacy metric.
 *
 * <p>How many rows of a table are searched and asked for their neighbours is bounded by the
 * evaluation's limits, and how many are asked also by the visits that the first of them took, both
 * seeded and without a clock, so that the same input asks the same rows.
 */
final class Neighbours {

  /** Values compared for one kind of rows asked, at most: some ten seconds of one core. */
  private static final double MOST_WORK = 5e9;

  private static final int PILOTS = 50;
  private static final int LEAST_QUERIES = Targets.LEAST;

  /** The rows in which neighbours are looked for. */
  enum Where {
    /** All of S. */
    SYNTHETIC,
    /** All of T. */
    TRAIN,
    /** As many rows of T as H has, for distances to both to mean the same. */
    TRAIN_LIKE_HOLDOUT,
    /** H, or as many rows of it as T has. */
    HOLDOUT,
    /** The half of H that stands for the population in membership inference. */
    HOLDOUT_REFERENCE
  }

  private final EvaluationContext context;
  private final GowerSpace space;
  private final List<String> notes = new ArrayList<>();
  private final Map<Where, GowerSpace.Rows> rows = new EnumMap<>(Where.class);
  private final Map<Where, NeighbourTree> trees = new EnumMap<>(Where.class);
  private final Map<Where, Entities> entities = new EnumMap<>(Where.class);

  private Neighbours(EvaluationContext context) {
    this.context = context;
    this.space = new GowerSpace(context.train(), context.compared());
  }

  /** Those of an evaluation: the same for every metric of it. */
  static Neighbours of(EvaluationContext context) {
    return context.shared(Neighbours.class, () -> new Neighbours(context));
  }

  GowerSpace space() {
    return space;
  }

  /** Rows of a table in which neighbours are looked for, at most. */
  int most() {
    return context.limits().searchedRows(space.width());
  }

  /** What was sampled, in words. */
  List<String> notes() {
    return notes;
  }

  /** The rows of a table that take part, laid out for distances. */
  GowerSpace.Rows rows(Where where) {
    var made = rows.get(where);
    if (made == null) {
      made = space.rows(table(where));
      rows.put(where, made);
    }
    return made;
  }

  /** Makes several trees at once, each of which would be made when it is first asked. */
  void grow(Where... in) {
    var missing = Stream.of(in).filter(where -> !trees.containsKey(where)).toList();
    missing.forEach(this::rows);
    var made = missing.parallelStream().map(w -> new NeighbourTree(space, rows.get(w))).toList();
    for (int i = 0; i < made.size(); i++) {
      trees.put(missing.get(i), made.get(i));
    }
  }

  private NeighbourTree tree(Where where) {
    var made = trees.get(where);
    if (made == null) {
      made = new NeighbourTree(space, rows(where));
      trees.put(where, made);
    }
    return made;
  }

  /** The number of rows that T and H are cut to. */
  int balanced() {
    return Math.min(
        most(),
        Math.min(context.train().rows(), context.holdout() == null ? 0 : context.holdout().rows()));
  }

  /** The rows of a table that take part. */
  Table table(Where where) {
    return switch (where) {
      case SYNTHETIC -> cut("synthetic", context.synthetic(), most(), true);
      case TRAIN -> cut("train", context.train(), most(), true);
      case TRAIN_LIKE_HOLDOUT -> cut("train-balanced", context.train(), balanced(), false);
      case HOLDOUT -> cut("holdout", context.holdout(), balanced(), false);
      case HOLDOUT_REFERENCE -> context.holdout().select(holdoutHalf(false));
    };
  }

  private Table cut(String role, Table table, int most, boolean tell) {
    if (table.rows() <= most) {
      return table;
    }
    if (tell) {
      notes.add(
          "Closest rows are looked for among %s rows of the %s table."
              .formatted(most, role.equals("train") ? "real" : role));
    }
    // Of whole entities: as many rows of more entities would be closer to everything.
    return table.select(
        context
            .sampler()
            .sample("neighbours-" + role, table.rows(), context.entities(table), most));
  }

  /**
   * Half of H, by the seed; where rows are about entities, all rows of half of these: a row whose
   * entity stands for the population would look common.
   *
   * @param attacked the half that is attacked; otherwise the one that stands for the population
   */
  int[] holdoutHalf(boolean attacked) {
    int size = context.holdout().rows();
    var entities = context.entities(context.holdout());
    if (entities != null) {
      int[] order = context.sampler().permutation("holdout-halves", entities.count());
      var chosen = new boolean[order.length];
      for (int i = 0; i < order.length / 2; i++) {
        chosen[order[i]] = true;
      }
      return IntStream.range(0, size)
          .filter(row -> chosen[entities.ofRow()[row]] == attacked)
          .limit(most())
          .toArray();
    }
    int[] order = context.sampler().permutation("holdout-halves", size);
    int half = size / 2;
    return IntStream.range(attacked ? 0 : half, attacked ? half : size)
        .map(i -> order[i])
        .limit(most())
        .sorted()
        .toArray();
  }

  /**
   * What was found.
   *
   * @param distances query by query, the closest first
   * @param rows the same for the rows
   * @param wanted neighbours of each
   */
  record Found(double[] distances, int[] rows, int wanted) {

    /** The distances of the n-th closest, counted from 0. */
    double[] distances(int n) {
      return IntStream.range(0, distances.length / wanted)
          .mapToDouble(i -> distances[i * wanted + n])
          .toArray();
    }

    /** The n-th closest row of a query. */
    int row(int query, int n) {
      return rows[query * wanted + n];
    }
  }

  /** The closest rows of each row, over all columns. */
  Found closest(GowerSpace.Rows of, Where in, int wanted) {
    return closest(of, in, wanted, space.all());
  }

  /**
   * The closest rows of each row.
   *
   * @param of the rows whose neighbours are looked for
   * @param in where
   * @param wanted how many of each; where there are fewer, the distance is infinite
   * @param columns the columns that count
   */
  Found closest(GowerSpace.Rows of, Where in, int wanted, int[] columns) {
    var tree = tree(in);
    var found = new Found(new double[of.size() * wanted], new int[of.size() * wanted], wanted);
    int parts = Math.max(1, Math.min(of.size() / 16, 64));
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              var search = tree.new Search(wanted, columns);
              for (int query = part; query < of.size(); query += parts) {
                search.of(of, query);
                for (int n = 0; n < wanted; n++) {
                  found.distances()[query * wanted + n] = search.distance(n);
                  found.rows()[query * wanted + n] = search.row(n);
                }
              }
            });
    return found;
  }

  /** How many of some boxes hold at least one row. */
  int occupied(List<Box> boxes, Where in) {
    var tree = tree(in);
    return (int) boxes.parallelStream().filter(box -> tree.count(box, 1) == 1).count();
  }

  /**
   * Whom the rows that each box holds are about, or -1 where it holds none or rows about several.
   * Where rows are about no entities, the number of the one row.
   */
  int[] only(List<Box> boxes, Where in) {
    var tree = tree(in);
    int[] who = who(in);
    return boxes.parallelStream().mapToInt(box -> tree.only(box, who)).toArray();
  }

  /** Whom each row is about; null where each is about someone of its own. */
  int[] who(Where in) {
    if (context.by() == null) {
      return null;
    }
    return entities.computeIfAbsent(in, where -> context.entities(table(where))).ofRow();
  }

  /**
   * Positions of rows to ask for their neighbours, a seeded sample: no more than the limits say,
   * and fewer where each costs much.
   *
   * @param purpose the sample's name
   * @param table the rows
   * @param most the most that are wanted
   * @param in the table in which they will be looked for
   * @param searches how often each will be asked
   */
  int[] queries(String purpose, Table table, int most, Where in, int searches) {
    var sampler = context.sampler();
    int wanted = Math.min(most, context.limits().distanceRows());
    int[] all = sampler.sample(purpose, table.rows(), wanted);
    int affordable = affordable(space.rows(table.select(all)), in, searches);
    if (affordable >= all.length) {
      return all;
    }
    notes.add(
        "Closest rows are far to seek in this table: %s instead of %s rows are asked for theirs (%s)."
            .formatted(affordable, all.length, purpose));
    return sampler.sample(purpose, table.rows(), affordable);
  }

  private int affordable(GowerSpace.Rows rows, Where in, int searches) {
    var search = tree(in).new Search(2, space.all());
    int step = Math.max(1, rows.size() / PILOTS);
    int asked = 0;
    for (int row = 0; row < rows.size(); row += step) {
      search.of(rows, row);
      asked++;
    }
    double each = (double) search.visits() / asked * space.width() * searches;
    return (int) Math.max(LEAST_QUERIES, MOST_WORK / Math.max(1, each));
  }
}
