package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.condition.Conditions.Choice;
import dev.syntheticdata.worker.synthesizer.condition.Conditions.OnColumn;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Conditions on rows that keep rules. Those on columns that the engine draws as they are in the
 * rows are met by the engine, where it can; the rest, and the rules, decide which of its rows are
 * taken. Both are exact: what the engine is asked for holds in every row that is wanted, so leaving
 * out the other rows changes nothing but the cost. Where shares are asked for and a rule rejects
 * rows, each choice of the columns that the engine draws has rows of its own, so that no share
 * shifts.
 */
final class RuledConditions {

  /** Choices with rows of their own, at most: each takes a conditioned copy of the model. */
  private static final int MOST_SOURCES = 16;

  private final ConstrainedModel model;
  private final Conditions conditions;

  /** For each condition what the engine is asked for; null where it is asked for nothing. */
  private final List<OnColumn> asked = new ArrayList<>();

  /** Whether all that is asked for is met by what the engine is asked for. */
  private boolean complete = true;

  private RuledConditions(ConstrainedModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    int sources = 1;
    for (var column : conditions.columns()) {
      var inner = ofEngine(column);
      if (inner != null && sources * inner.choices().size() > MOST_SOURCES && !isDrawnOnce()) {
        inner = null;
      }
      sources *= inner == null ? 1 : inner.choices().size();
      complete &= inner != null && !model.isBlanked(name(column));
      asked.add(inner);
    }
  }

  /** The model under what is asked. */
  static SynthesizerModel of(ConstrainedModel model, RowConditions asked) {
    return new RuledConditions(model, ConditionReader.read(asked, model.learned(), model.schema()))
        .conditioned();
  }

  private SynthesizerModel conditioned() {
    if (complete && isDrawnOnce()) {
      return model.over(ConditionedModel.under(model.model(), new Conditions(asked)));
    }
    // Identifiers and personal fields belong to the number of a row, and are added last.
    return model.under(rows -> new ConditionedModel(rows, taken()));
  }

  /** Whether shares stay as they are drawn: there are none, or no row is drawn again. */
  private boolean isDrawnOnce() {
    return model.isDrawnOnce()
        || conditions.columns().stream().allMatch(column -> column.choices().size() == 1);
  }

  private String name(OnColumn column) {
    return model.learned().columns().get(column.column()).name();
  }

  /** What a condition asks of the engine's column; null where it has none of that name. */
  private OnColumn ofEngine(OnColumn column) {
    String name = name(column);
    if (!(model.model() instanceof ConditionalModel) || !model.isDrawnAsItIs(name)) {
      return null;
    }
    boolean blanked = model.isBlanked(name);
    var choices = new ArrayList<Choice>();
    for (var choice : column.choices()) {
      if (blanked && choice.values().missing()) {
        // Whether a value is taken away is not for the engine to know.
        return null;
      }
      choices.add(
          new Choice(drawn(name, choice.values()), choice.share(), choice.field(), choice.words()));
    }
    return new OnColumn(model.model().schema().indexOf(name), choices);
  }

  /** The values that come to be these once they are brought within a range. */
  private ValueSet drawn(String name, ValueSet values) {
    double least = model.least(name);
    double greatest = model.greatest(name);
    if (Double.isInfinite(least) && Double.isInfinite(greatest)) {
      return values;
    }
    var within = ValueSet.between(least, greatest);
    var drawn = values.and(new ValueSet(within.ranges(), true));
    if (values.contains(least)) {
      drawn = drawn.or(ValueSet.between(Double.NEGATIVE_INFINITY, least));
    }
    return values.contains(greatest)
        ? drawn.or(ValueSet.between(greatest, Double.POSITIVE_INFINITY))
        : drawn;
  }

  private RejectedRows taken() {
    var sources = new LinkedHashMap<List<Integer>, Source>();
    var positions = new HashMap<List<Integer>, Integer>();
    var sourceOf = new int[conditions.combinations()];
    for (int combination = 0; combination < sourceOf.length; combination++) {
      var ofEngine = new ArrayList<Integer>();
      int[] choices = conditions.choices(combination);
      for (int k = 0; k < choices.length; k++) {
        ofEngine.add(asked.get(k) == null ? -1 : choices[k]);
      }
      sources.computeIfAbsent(ofEngine, this::source);
      sourceOf[combination] = positions.computeIfAbsent(ofEngine, key -> positions.size());
    }
    return new RejectedRows(
        model.learned(), conditions, source(model), new ArrayList<>(sources.values()), sourceOf);
  }

  /** Rows of the engine with one choice of each column it is asked for. */
  private Source source(List<Integer> choices) {
    var columns = new ArrayList<OnColumn>();
    for (int k = 0; k < choices.size(); k++) {
      if (asked.get(k) != null) {
        var choice = asked.get(k).choices().get(choices.get(k));
        columns.add(new OnColumn(asked.get(k).column(), List.of(choice)));
      }
    }
    return columns.isEmpty()
        ? source(model)
        : source(model.over(ConditionedModel.under(model.model(), new Conditions(columns))));
  }

  private static Source source(ConstrainedModel model) {
    return new Source() {
      @Override
      public Candidates draw(long firstRow, int rows, long seed) {
        var drawn = model.candidates(firstRow, rows, seed);
        return new Candidates(drawn.table(), row -> drawn.keeps()[row]);
      }

      @Override
      public TaskResult.Conditioning conditioning() {
        return ConditionedModel.conditioning(model.model());
      }
    };
  }
}
