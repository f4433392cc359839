package dev.syntheticdata.worker.synthesizer.constraint;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.made.MadeColumn;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An engine's model, and what makes its rows keep constraints. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class ConstrainedModel implements SynthesizerModel {

  private static final int FORMAT_WITH_CONSTRAINTS = 2;

  /** Its name in the model's document. */
  public static final String KIND = "constrained";

  private final SynthesizerModel model;
  private final TableSchema schema;
  private final List<ConstraintDeclaration> constraints;
  private final List<Step> steps;
  private final List<MadeColumn> made;
  private final List<Checked> checked;
  private final List<String> limitations;

  /** Compiled when rows are first asked for. */
  @JsonIgnore private LearnedRows rows;

  /**
   * A model under rules.
   *
   * @param model the engine's model, of the changed table
   * @param schema the columns of the rows: those of the source
   * @param constraints what holds in every row
   * @param steps how the changes are undone, in order
   * @param made the columns that are not learned
   * @param checked what the fit found of the constraints
   * @param limitations those of the engine's model, and what the rules add
   */
  @JsonCreator
  ConstrainedModel(
      @JsonProperty("model") SynthesizerModel model,
      @JsonProperty("schema") TableSchema schema,
      @JsonProperty("constraints") List<ConstraintDeclaration> constraints,
      @JsonProperty("steps") List<Step> steps,
      @JsonProperty("made") List<MadeColumn> made,
      @JsonProperty("checked") List<Checked> checked,
      @JsonProperty("limitations") List<String> limitations) {
    this.model = model;
    this.schema = schema;
    this.constraints = List.copyOf(constraints);
    this.steps = List.copyOf(steps);
    this.made = List.copyOf(made);
    this.checked = List.copyOf(checked);
    this.limitations = List.copyOf(limitations);
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public List<String> limitations() {
    return limitations;
  }

  @Override
  public int formatVersion() {
    int ofColumns = Math.max(SynthesizerModel.super.formatVersion(), model.formatVersion());
    return Math.max(FORMAT_WITH_CONSTRAINTS, ofColumns);
  }

  /** The engine's model, of the changed table. */
  public SynthesizerModel model() {
    return model;
  }

  /**
   * The same rules over another model of the same columns.
   *
   * @param other the engine's model under conditions
   */
  public ConstrainedModel over(SynthesizerModel other) {
    return new ConstrainedModel(other, schema, constraints, steps, made, checked, limitations);
  }

  /** Whether the engine draws a column as it is in the rows: neither made nor changed by a rule. */
  public boolean isDrawnAsItIs(String column) {
    return model.schema().indexOf(column) >= 0
        && made.stream().noneMatch(other -> other.name().equals(column))
        && steps.stream()
            .filter(step -> !(step instanceof RangeStep))
            .flatMap(step -> step.columns().stream())
            .noneMatch(other -> other.name().equals(column));
  }

  /** Whether a rule may take a column's values away, whatever was drawn. */
  public boolean isBlanked(String column) {
    return rows().isBlanked(column);
  }

  /** The least value of a column that is brought within a range; without one, minus infinity. */
  public double least(String column) {
    return range(column).map(RangeStep::least).orElse(Double.NEGATIVE_INFINITY);
  }

  /** The greatest value of such a column; without one, infinity. */
  public double greatest(String column) {
    return range(column).map(RangeStep::greatest).orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<RangeStep> range(String column) {
    return steps.stream()
        .filter(step -> step instanceof RangeStep range && range.column().name().equals(column))
        .map(RangeStep.class::cast)
        .findFirst();
  }

  /**
   * Rows as the engine drew them, each once.
   *
   * @param table the rows, without the columns that are made
   * @param keeps which of them keep all constraints
   */
  public record Candidates(Table table, boolean[] keeps) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Rows of which those that break a constraint are told, and not drawn again. */
  public Candidates candidates(long firstRow, int count, long seed) {
    return rows().candidates(firstRow, count, seed);
  }

  /** Whether no row is ever drawn again for breaking a constraint. */
  public boolean isDrawnOnce() {
    return constraints.isEmpty();
  }

  /** What the fit found of the constraints. */
  public List<Checked> checked() {
    return checked;
  }

  List<ConstraintDeclaration> constraints() {
    return constraints;
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public long trainRows() {
    return model.trainRows();
  }

  @Override
  public Tuning tuning() {
    return model.tuning();
  }

  @Override
  public PrivacyClaim privacy() {
    return model.privacy();
  }

  @Override
  public List<String> madeColumns() {
    return made.stream().map(MadeColumn::name).toList();
  }

  @Override
  public long mostRows() {
    return made.stream().mapToLong(MadeColumn::mostRows).reduce(model.mostRows(), Math::min);
  }

  @Override
  public Table generate(long firstRow, int count, long seed) {
    return completed(rows().generate(firstRow, count, seed), firstRow, seed);
  }

  @Override
  public Drawn draw(long firstRow, int count, long seed) {
    var drawn = rows().draw(firstRow, count, seed);
    return new Drawn(completed(drawn.table(), firstRow, seed), drawn.candidates());
  }

  /**
   * A choice among this model's rows. What chooses sees the columns that are learned, and may ask
   * for rows of several seeds; the columns that are made are added to what it gives.
   */
  public CompletedModel under(UnaryOperator<SynthesizerModel> choice) {
    return new CompletedModel(this, choice.apply(rows()));
  }

  private synchronized LearnedRows rows() {
    if (rows == null) {
      rows = new LearnedRows(this);
    }
    return rows;
  }

  /** Rows of the engine's model with the changes undone; without the columns that are made. */
  Table restored(long firstRow, int rows, long seed, List<Blanks> blanks, TableSchema learned) {
    var frame = new Frame(model.generate(firstRow, rows, seed));
    steps.forEach(step -> step.restore(frame));
    Table table = frame.table(learned);
    for (var blank : blanks) {
      table = blank.applied(table);
    }
    return table;
  }

  /** The columns without those that are made. */
  public TableSchema learned() {
    var names = madeColumns();
    return new TableSchema(
        schema.columns().stream().filter(column -> !names.contains(column.name())).toList());
  }

  /** Rows with the columns that are made. */
  Table completed(Table learned, long firstRow, long seed) {
    if (firstRow + learned.rows() > mostRows()) {
      throw new InvalidInputException(
          "the model has %,d different rows, and at least %,d are wanted: a pattern has no more"
                  .formatted(mostRows(), firstRow + learned.rows())
              + " words, or the type of identifiers no more numbers; ask for fewer rows, or give a"
              + " pattern with more words or a wider type");
    }
    var columns = new ArrayList<Column>();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.columns().get(i).name();
      int position = i;
      columns.add(
          made.stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .map(column -> column.values(position, firstRow, learned.rows(), seed))
              .orElseGet(() -> learned.column(name)));
    }
    return new Table(schema, columns);
  }

  @Override
  public String toString() {
    return model + ", under " + constraints.size() + " constraints";
  }
}
