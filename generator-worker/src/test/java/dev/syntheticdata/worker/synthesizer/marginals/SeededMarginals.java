package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;

/**
 * The private engine with noise of the fit's seed, so that what a test finds of its rows is the
 * same in every run. It counts as one that cannot be repeated, like the engine it stands for.
 */
public final class SeededMarginals implements Synthesizer {

  @Override
  public String name() {
    return PrivateMarginalsModel.ENGINE;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    return new MarginalsFit(train, options, ExactRandom.repeatable(options.seed())).fit();
  }
}
