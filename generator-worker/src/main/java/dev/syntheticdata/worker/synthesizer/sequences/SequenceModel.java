package dev.syntheticdata.worker.synthesizer.sequences;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.IdentifierMargin;
import dev.syntheticdata.worker.synthesizer.trees.Coding;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Entities with their events, one entity after another. Entities are drawn until there are as many
 * rows as are asked for, and the last may lack its last events: so the number of rows is exact, and
 * row r is the same however many rows come after it.
 */
public final class SequenceModel implements SynthesizerModel {

  /** The engine's name, as in a model document. */
  public static final String ENGINE = "autoregressiveTreesOfSequences";

  private static final int FORMAT_WITH_TARGETS = 4;

  /** Rows that one thread draws together, about. */
  private static final int GROUP = 2048;

  private final Content content;
  private final SequenceCodings codings;
  private Lengths lengths;
  private long lengthsSeed;

  /**
   * What the model document holds.
   *
   * @param schema the columns
   * @param trainRows rows it was fitted on
   * @param trainEntities entities they were of
   * @param roles what each column is
   * @param margins distributions by themselves
   * @param trees what depends on what
   * @param bins bins of a column of numbers without frequent values, about
   * @param leafEntities entities of the source behind each leaf, at least
   * @param smoothing rows of smoothing towards a leaf's parents
   * @param tuning how leaves were chosen
   * @param limitations what the model does not keep
   */
  record Content(
      TableSchema schema,
      long trainRows,
      long trainEntities,
      Roles roles,
      SequenceMargins margins,
      SequenceTrees trees,
      int bins,
      int leafEntities,
      double smoothing,
      Tuning tuning,
      List<String> limitations) {}

  SequenceModel(@JsonProperty("content") Content content) {
    this.content = content;
    this.codings = new SequenceCodings(content.margins(), content.roles(), content.bins());
  }

  @JsonProperty
  Content content() {
    return content;
  }

  @Override
  public int formatVersion() {
    return content.trees().ofTarget().isEmpty()
        ? SynthesizerModel.super.formatVersion()
        : Math.max(FORMAT_WITH_TARGETS, SynthesizerModel.super.formatVersion());
  }

  @Override
  public boolean drawsRowsAlone() {
    return false;
  }

  @Override
  public TableSchema schema() {
    return content.schema();
  }

  @Override
  public long trainRows() {
    return content.trainRows();
  }

  @Override
  public List<String> limitations() {
    return content.limitations();
  }

  @Override
  public Tuning tuning() {
    return content.tuning();
  }

  /**
   * An entity has one row or more, so rows are at least as many as keys. How many more depends on
   * the seed.
   */
  @Override
  public long mostRows() {
    return IdentifierMargin.mostRows(content.margins().columns());
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var parts =
        groups(firstRow, rows, lengths(seed)).stream()
            .parallel()
            .map(group -> columns(group, seed))
            .toList();
    var columns =
        IntStream.range(0, schema().size())
            .mapToObj(column -> Column.concat(parts.stream().map(part -> part[column]).toList()))
            .toList();
    return new Table(schema(), columns);
  }

  private synchronized Lengths lengths(long seed) {
    if (lengths == null || lengthsSeed != seed) {
      lengths = new Lengths(content.margins().length(), seed);
      lengthsSeed = seed;
    }
    return lengths;
  }

  /**
   * Entities that are drawn together, and which of their rows are wanted.
   *
   * @param entity number of the first entity
   * @param firstRow number of its first row
   * @param lengths events of each
   * @param from the first wanted row, counted from {@code firstRow}
   * @param to the first row that is not wanted any more, counted likewise
   */
  private record Group(long entity, long firstRow, int[] lengths, int from, int to) {}

  private static List<Group> groups(long firstRow, int rows, Lengths lengths) {
    var groups = new ArrayList<Group>();
    long end = firstRow + rows;
    var place = lengths.find(firstRow);
    long entity = place.entity();
    for (long row = place.firstRow(); row < end || groups.isEmpty(); ) {
      var chosen = IntStream.builder();
      int size = 0;
      long next = entity;
      do {
        int length = lengths.of(next++);
        // What comes after the last wanted row changes nothing before it.
        size += length;
        chosen.add(length);
      } while (size < GROUP && row + size < end);
      int from = (int) Math.max(0, firstRow - row);
      int to = (int) Math.min(size, end - row);
      groups.add(new Group(entity, row, chosen.build().toArray(), from, Math.max(from, to)));
      entity = next;
      row += size;
    }
    return groups;
  }

  private Column[] columns(Group group, long seed) {
    var sampler =
        new SequenceSampler(
            codings,
            content.trees(),
            content.smoothing(),
            lastTime(content.margins()),
            SequenceModel.rounding(schema(), content.roles()),
            seed);
    var drawn = sampler.draw(group.entity(), group.firstRow(), group.lengths());
    int entities = group.lengths().length;
    int[] wanted = IntStream.range(group.from(), group.to()).toArray();
    int[] owners = owners(drawn.starts(), wanted);
    var columns = new Column[schema().size()];
    for (int j = 0; j < columns.length; j++) {
      if (j == content.roles().orderBy()) {
        columns[j] = Column.ofNumbers(drawn.times()).select(wanted);
      } else if (content.roles().isValue(j)) {
        columns[j] = value(j, group, drawn, seed).select(wanted);
      } else {
        columns[j] = ofEntity(j, group.entity(), entities, drawn, seed).select(owners);
      }
    }
    return columns;
  }

  private static int[] owners(int[] starts, int[] rows) {
    var owners = new int[rows.length];
    int entity = 0;
    for (int i = 0; i < rows.length; i++) {
      while (starts[entity + 1] <= rows[i]) {
        entity++;
      }
      owners[i] = entity;
    }
    return owners;
  }

  private Column ofEntity(int column, long first, int entities, CodedSequences drawn, long seed) {
    int at = codings.entityColumn(column);
    return at < 0
        ? RowBlocks.alone(content.margins().columns().get(column), column, first, entities, seed)
        : codings.ofEntity()[at].decode(
            drawn.entities().codes()[at], SequenceSampler.withinEntity(at, first, entities, seed));
  }

  private Column value(int column, Group group, CodedSequences drawn, long seed) {
    int rows = drawn.times().length;
    int at = Arrays.binarySearch(codings.values(), column);
    if (at < 0) {
      var margin = content.margins().columns().get(column);
      return RowBlocks.alone(margin, column, group.firstRow(), rows, seed);
    }
    Coding coding = codings.value(at);
    return coding.decode(
        drawn.events().codes()[codings.layout().value(at)],
        SequenceSampler.withinValue(at, group.firstRow(), rows, seed));
  }

  /** The greatest time that events have. */
  static double lastTime(SequenceMargins margins) {
    double[] times = margins.time().values();
    return margins.time().grid().round(times[times.length - 1]);
  }

  /** Brings sums of times to what the column that orders the events writes. */
  static DoubleUnaryOperator rounding(TableSchema schema, Roles roles) {
    var column = schema.columns().get(roles.orderBy());
    int scale = column.type() == ColumnType.DECIMAL ? column.scale() : 0;
    return time -> ValueText.round(time, scale);
  }

  @Override
  public String toString() {
    return "%s of %d rows of %d entities"
        .formatted(ENGINE, content.trainRows(), content.trainEntities());
  }
}
