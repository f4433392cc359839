package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.KeptLabels;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import dev.syntheticdata.worker.synthesizer.margin.WithheldMargin;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The trees engine for sequences. An entity's length is drawn first, then its columns, then its
 * events one after another. The trees of an event ask for the entity's columns, the number of the
 * event and how many are left, the time, and what the events before it were. Cost: as of the trees
 * engine, with five columns for each of an event.
 */
public final class SequenceSynthesizer implements Synthesizer {

  static final double SMOOTHING = 10;

  /**
   * Entities for each bin of numbers. An entity is known by its many cells, and finer bins of few
   * entities give it away before their trees show how one event depends on those before: of 250
   * patients with leaves of 50, 100 bins let the attack find 0.90, and 10 bins 0.65.
   */
  private static final int ENTITIES_PER_BIN = 25;

  private static final int FEWEST_BINS = 10;
  private static final int MOST_BINS = 100;

  /** Events of an entity, at most: to draw one, those before it are drawn. */
  private static final int MOST_EVENTS = 100_000;

  @Override
  public String name() {
    return "autoregressiveTrees";
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    var sequences = Sequences.of(train, options.sequence(), "the source");
    requireShort(sequences, options.sequence().key());
    var roles =
        new Roles(
            sequences.key(),
            sequences.orderBy(),
            sequences.context(train, options.sequence(), "the source"));
    var fitter = new EntityMargins(options);
    var margins = margins(train, sequences, roles, fitter);
    int bins = Math.max(FEWEST_BINS, Math.min(MOST_BINS, sequences.count() / ENTITIES_PER_BIN));
    var codings = new SequenceCodings(margins, roles, bins);
    var coded = CodedSequences.of(train, sequences, codings);
    var rounding = SequenceModel.rounding(train.schema(), roles);
    var choice =
        new SequenceTuner(
                coded,
                codings,
                order(codings, train.schema(), options.targets()),
                margins,
                rounding,
                options.seed())
            .choose(options.leafRows());
    var kept =
        KeptLabels.of(schema(train.schema(), margins.columns(), roles), margins.columns(), options);
    return new SequenceModel(
        new SequenceModel.Content(
            kept.schema(),
            train.rows(),
            sequences.count(),
            roles,
            margins.withColumns(kept.margins()),
            choice.trees(),
            bins,
            choice.leafEntities(),
            SMOOTHING,
            choice.evidence(),
            limitations(fitter.limitations(), choice, options.leading())));
  }

  private static void requireShort(Sequences sequences, String key) {
    int longest = IntStream.range(0, sequences.count()).map(sequences::length).max().orElse(0);
    if (longest > MOST_EVENTS) {
      throw new InvalidInputException(
          "an entity of '%s' has %,d rows, and at most %,d can be learned as one sequence; cut the"
                  .formatted(key, longest, MOST_EVENTS)
              + " sequences, such as into days, and name the cut ones by sequence.key");
    }
  }

  private static SequenceMargins margins(
      Table train, Sequences sequences, Roles roles, EntityMargins fitter) {
    int[] rows = sequences.rows();
    int[] starts = sequences.starts();
    int count = sequences.count();
    var ofEvents = owners(sequences);
    var ofEntities = new Entities(IntStream.range(0, count).toArray(), count);
    int[] first = IntStream.range(0, count).map(e -> rows[starts[e]]).toArray();
    var order = train.schema().columns().get(roles.orderBy());
    var duration =
        new ColumnSchema(
            order.name(),
            order.type() == ColumnType.DECIMAL ? ColumnType.DECIMAL : ColumnType.INTEGER,
            false,
            order.scale(),
            null,
            List.of());
    var whole = new ColumnSchema("events", ColumnType.INTEGER, false, 0, null, List.of());
    double[] times = train.columns().get(roles.orderBy()).select(rows).numbers();
    var positions = new double[rows.length];
    var elapsed = new double[rows.length];
    var gaps = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int start = starts[ofEvents.ofRow()[i]];
      positions[i] = i - start + 1;
      elapsed[i] = ValueText.round(times[i] - times[start], duration.scale());
      gaps[i] =
          i == start ? Double.NaN : ValueText.round(times[i] - times[i - 1], duration.scale());
    }
    var columns = new ArrayList<Margin>();
    for (int j = 0; j < train.schema().size(); j++) {
      var schema = train.schema().columns().get(j);
      var column = train.columns().get(j);
      columns.add(
          j == roles.orderBy()
              ? new WithheldMargin(WithheldMargin.Storage.NUMBERS)
              : roles.isValue(j)
                  ? fitter.fit(schema, column.select(rows), ofEvents)
                  : fitter.fit(schema, column.select(first), ofEntities));
    }
    return new SequenceMargins(
        number(fitter, whole, lengths(sequences), ofEntities),
        number(
            fitter,
            order,
            train.columns().get(roles.orderBy()).select(first).numbers(),
            ofEntities),
        number(fitter, whole, positions, ofEvents),
        number(fitter, order, times, ofEvents),
        number(fitter, duration, elapsed, ofEvents),
        count == rows.length
            ? number(fitter, duration, new double[count], ofEntities)
            : number(fitter, duration, gaps, ofEvents),
        columns);
  }

  private static double[] lengths(Sequences sequences) {
    return IntStream.range(0, sequences.count()).mapToDouble(sequences::length).toArray();
  }

  private static NumberMargin number(
      EntityMargins fitter, ColumnSchema schema, double[] values, Entities entities) {
    return fitter.numbers(schema, Column.ofNumbers(values), entities);
  }

  private static Entities owners(Sequences sequences) {
    var ofRow = new int[sequences.rows().length];
    for (int entity = 0; entity < sequences.count(); entity++) {
      Arrays.fill(ofRow, sequences.starts()[entity], sequences.starts()[entity + 1], entity);
    }
    return new Entities(ofRow, sequences.count());
  }

  /**
   * Columns of few codes first, targets last, and those of few classes after the events: what an
   * entity comes to is better told from all that happened than the other way around.
   */
  private static DrawOrder order(
      SequenceCodings codings, TableSchema schema, List<String> targets) {
    var target = new boolean[codings.ofEntity().length];
    for (int j = 0; j < schema.size(); j++) {
      if (codings.entityColumn(j) >= 0) {
        target[codings.entityColumn(j)] = targets.contains(schema.columns().get(j).name());
      }
    }
    int[] sorted =
        IntStream.range(1, codings.ofEntity().length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(column -> target[column] ? 1 : 0)
                    .thenComparingInt(column -> codings.ofEntity()[column].size()))
            .mapToInt(Integer::intValue)
            .toArray();
    IntPredicate after = column -> target[column] && Summaries.serve(codings, column);
    return new DrawOrder(
        IntStream.of(sorted).filter(after.negate()).toArray(),
        valueOrder(codings, schema, targets),
        IntStream.of(sorted).filter(after).toArray());
  }

  private static int[] valueOrder(
      SequenceCodings codings, TableSchema schema, List<String> targets) {
    return IntStream.range(0, codings.values().length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(
                    value ->
                        targets.contains(schema.columns().get(codings.values()[value]).name())
                            ? 1
                            : 0)
                .thenComparingInt(value -> codings.value(value).size()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static TableSchema schema(TableSchema source, List<Margin> margins, Roles roles) {
    var columns = new ArrayList<ColumnSchema>();
    for (int j = 0; j < source.size(); j++) {
      var column = source.columns().get(j);
      columns.add(j == roles.orderBy() ? column : MarginFitter.schema(column, margins.get(j)));
    }
    return new TableSchema(columns);
  }

  private static List<String> limitations(
      List<String> ofMargins, SequenceTuner.Choice choice, List<String> leading) {
    var limitations = new ArrayList<String>();
    limitations.add(
        "What fewer than %d entities have in common is smoothed away."
            .formatted(choice.leafEntities()));
    limitations.add(
        "An event depends on the three before it and on means over all before it; what reaches"
            + " further back in another way is not kept. The last entity of a dataset may lack its"
            + " last events.");
    if (!choice.safe()) {
      limitations.add(
          "No size of leaves passed the privacy check of the fit; the largest, %d entities, is used."
              .formatted(choice.leafEntities()));
    }
    if (!leading.isEmpty()) {
      limitations.add(
          "No column of a sequence comes before its others by request: engine.autoregressiveTrees.leading"
              + " (--leading) is not used, since conditions are not met within sequences.");
    }
    limitations.addAll(ofMargins);
    return limitations;
  }
}
