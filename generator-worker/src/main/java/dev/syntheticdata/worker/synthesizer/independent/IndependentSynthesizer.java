package dev.syntheticdata.worker.synthesizer.independent;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.KeptLabels;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;

/**
 * Draws every column by itself. It keeps margins and nothing else: it is the floor that gates on
 * relations between columns must reject.
 */
public final class IndependentSynthesizer implements Synthesizer {

  @Override
  public String name() {
    return IndependentModel.ENGINE;
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    var fitted = MarginFitter.fit(train, options);
    var limitations = new ArrayList<>(fitted.limitations());
    limitations.add(0, "Columns are drawn independently: no relation between them is kept.");
    var kept = KeptLabels.of(fitted.schema(), fitted.margins(), options);
    return new IndependentModel(kept.schema(), train.rows(), kept.margins(), limitations);
  }
}
