package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.condition.Source.Candidates;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows under conditions that a model cannot meet, or not all of them, by itself: whole rows are
 * generated, and those that satisfy what is asked are taken, each once. Exact for any model whose
 * rows do not depend on each other, at the cost of as many rows as the conditions are improbable.
 * Combinations of choices may have sources of their own, which make only rows that can have them.
 *
 * <p>Each block of {@link Partitioning#BLOCK_ROWS} rows has its own candidates in a fixed order:
 * for the first source the rows of the block under the seed, then those of the same numbers under
 * the seeds of stream 5,000,000; for source s those under the seeds from s times 2^32 of that
 * stream. A row takes the first candidate of its choices that no row before it took. So no cut into
 * calls changes a row.
 */
final class RejectedRows implements ConditionedRows {

  private static final int BLOCK = Partitioning.BLOCK_ROWS;
  private static final int PILOT_ROWS = 20_000;
  private static final long SEED_STREAM = 5_000_000;

  /** Candidates of one draw, at least: fewer are not drawn faster. */
  private static final int FEWEST = 64;

  private final TableSchema schema;
  private final Conditions conditions;

  /** Rows of the model itself, which tell identifiers. */
  private final Source rows;

  private final List<Source> sources;

  /** The source of each combination. */
  private final int[] sourceOf;

  private final double effectiveShare;
  private final AtomicLong proposals = new AtomicLong();

  /**
   * Rows of a model, each drawn for all combinations.
   *
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if the model hardly ever makes
   *     such rows
   */
  RejectedRows(SynthesizerModel model, Conditions conditions) {
    this(
        model.schema(),
        conditions,
        Source.of(model),
        List.of(Source.of(model)),
        new int[conditions.combinations()]);
  }

  /**
   * Rows of several sources.
   *
   * @param rows rows of the model under no condition
   * @param sources what rows are taken from
   * @param sourceOf for each combination of choices the position of its source
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if there are hardly ever such
   *     rows
   */
  RejectedRows(
      TableSchema schema,
      Conditions conditions,
      Source rows,
      List<Source> sources,
      int[] sourceOf) {
    this.schema = schema;
    this.conditions = conditions;
    this.rows = rows;
    this.sources = List.copyOf(sources);
    this.sourceOf = sourceOf;
    double ofSources =
        sources.stream()
            .map(Source::conditioning)
            .filter(Objects::nonNull)
            .mapToDouble(TaskResult.Conditioning::effectiveShare)
            .min()
            .orElse(1);
    this.effectiveShare = Math.rint(ofSources * leastAccepted() * 1e4) / 1e4;
  }

  private double leastAccepted() {
    // One sample serves all combinations of a source.
    var drawn = new Candidates[sources.size()];
    return Pilot.leastEffectiveShare(
        conditions,
        (choices, least, seed) -> {
          int combination = conditions.combination(choices);
          int source = sourceOf[combination];
          int size = sources.size() == 1 ? PILOT_ROWS : least;
          if (drawn[source] == null) {
            drawn[source] = sources.get(source).draw(0, size, seed);
          }
          return IntStream.range(0, size)
              .mapToDouble(row -> combination(drawn[source], row) == combination ? 1 : 0)
              .toArray();
        });
  }

  /** The combination of choices that a candidate has; -1 for none. No row has two. */
  private int combination(Candidates candidates, int row) {
    var columns = conditions.columns();
    int combination = 0;
    for (int k = 0; k < columns.size(); k++) {
      var choices = columns.get(k).choices();
      var values = candidates.table().columns().get(columns.get(k).column());
      int choice = 0;
      while (choice < choices.size() && !choices.get(choice).values().contains(values, row)) {
        choice++;
      }
      if (choice == choices.size()) {
        return -1;
      }
      combination = combination * choices.size() + choice;
    }
    return candidates.allowed().test(row) ? combination : -1;
  }

  @Override
  public Table generate(long firstRow, int count, long seed) {
    if (count == 0) {
      return rows.draw(firstRow, 0, seed).table();
    }
    long start = firstRow / BLOCK * BLOCK;
    int size = Math.toIntExact(firstRow + count - start);
    var blocks =
        IntStream.range(0, (size + BLOCK - 1) / BLOCK)
            .parallel()
            .mapToObj(
                block -> {
                  int from = block * BLOCK;
                  return block(
                      start + from,
                      Math.min(BLOCK, size - from),
                      block == 0 ? (int) (firstRow - start) : 0,
                      seed);
                })
            .toList();
    return join(blocks);
  }

  private Table join(List<Table> tables) {
    var columns = new ArrayList<Column>();
    for (int j = 0; j < schema.size(); j++) {
      int column = j;
      columns.add(Column.concat(tables.stream().map(t -> t.columns().get(column)).toList()));
    }
    return new Table(schema, columns);
  }

  /**
   * The rows of a block.
   *
   * @param skipped rows at its beginning that are drawn, but not wanted
   */
  private Table block(long firstRow, int count, int skipped, long seed) {
    var block = new Block(firstRow, count, seed);
    for (int source = 0; source < sources.size(); source++) {
      block.take(source);
    }
    return numbered(
        join(block.parts).select(Arrays.copyOfRange(block.placeOf, skipped, count)),
        firstRow + skipped,
        seed);
  }

  /** A block while its rows are found. */
  private final class Block {

    private final long firstRow;
    private final long seed;
    private final CellRandom seeds;

    /** The combination of each row. */
    private final int[] wanted;

    /** Where each row is among those taken; -1 for one that is not found yet. */
    private final int[] placeOf;

    /** For each combination, where the rows begin that may still want it. */
    private final int[] next = new int[conditions.combinations()];

    private final List<Table> parts = new ArrayList<>();
    private int taken;

    Block(long firstRow, int count, long seed) {
      this.firstRow = firstRow;
      this.seed = seed;
      this.seeds = new CellRandom(seed, SEED_STREAM);
      this.wanted = conditions.combine(conditions.choose(firstRow, count, seed), count);
      this.placeOf = new int[count];
      Arrays.fill(placeOf, -1);
    }

    /** Finds the rows whose combinations have this source. */
    void take(int source) {
      int all = (int) IntStream.of(wanted).filter(one -> sourceOf[one] == source).count();
      int left = all;
      for (int drawn = 0; left > 0; ) {
        int attempt = drawn / BLOCK;
        if (attempt == Pilot.MOST_ATTEMPTS) {
          throw Pilot.inVain(conditions, firstOpen(source));
        }
        int at = drawn % BLOCK;
        int size = Math.min(BLOCK - at, enough(left, all - left, drawn));
        var candidates = sources.get(source).draw(firstRow + at, size, seed(source, attempt));
        left -= take(candidates, size, left);
        drawn += size;
      }
    }

    private long seed(int source, int attempt) {
      return source == 0 && attempt == 0 ? seed : seeds.bits(((long) source << 32) + attempt);
    }

    /** Takes what is wanted, and says how many that are. */
    private int take(Candidates candidates, int size, int most) {
      var chosen = new int[Math.min(size, most)];
      int count = 0;
      int i = 0;
      for (; i < size && count < most; i++) {
        int combination = combination(candidates, i);
        if (combination < 0) {
          continue;
        }
        while (next[combination] < wanted.length && wanted[next[combination]] != combination) {
          next[combination]++;
        }
        if (next[combination] < wanted.length) {
          placeOf[next[combination]++] = taken++;
          chosen[count++] = i;
        }
      }
      proposals.addAndGet(i);
      parts.add(candidates.table().select(Arrays.copyOf(chosen, count)));
      return count;
    }

    private int firstOpen(int source) {
      return IntStream.range(0, wanted.length)
          .filter(row -> placeOf[row] < 0 && sourceOf[wanted[row]] == source)
          .map(row -> wanted[row])
          .findFirst()
          .orElse(0);
    }
  }

  /** Candidates to draw for rows that are missing: how many does not change which are taken. */
  private static int enough(int missing, int taken, int drawn) {
    double rate = drawn == 0 ? 1 : Math.max(Pilot.LEAST_ACCEPTED, (double) taken / drawn);
    return (int) Math.min(BLOCK, Math.max(FEWEST, 1.2 * missing / rate));
  }

  /** An identifier belongs to the number of its row, so that none is there twice. */
  private Table numbered(Table table, long firstRow, long seed) {
    var columns = schema.columns();
    if (columns.stream().noneMatch(column -> column.type() == ColumnType.IDENTIFIER)) {
      return table;
    }
    Table own = rows.draw(firstRow, table.rows(), seed).table();
    return new Table(
        schema,
        IntStream.range(0, columns.size())
            .mapToObj(
                j ->
                    (columns.get(j).type() == ColumnType.IDENTIFIER ? own : table).columns().get(j))
            .toList());
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    var ofSources = sources.stream().map(Source::conditioning).filter(Objects::nonNull).toList();
    long drawn =
        ofSources.isEmpty()
            ? proposals.get()
            : ofSources.stream().mapToLong(TaskResult.Conditioning::proposals).sum();
    return new TaskResult.Conditioning(drawn, effectiveShare);
  }
}
