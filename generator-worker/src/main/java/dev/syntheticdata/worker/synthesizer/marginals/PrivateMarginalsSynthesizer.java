package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;

/**
 * Differentially private marginals along a tree, after MST (McKenna, Miklau, Sheldon: Winning the
 * NIST contest, 2021), and with the target in every table where rows and epsilon allow. Noise comes
 * from a secure source and is forgotten, so that a fit cannot be repeated; what is generated from a
 * model can. Cost of a fit: rows × columns²/2, and about 10 µs for each noisy count.
 */
public final class PrivateMarginalsSynthesizer implements Synthesizer {

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
    if (options.privacy() == null) {
      throw new InvalidInputException(
          "the engine privateMarginals needs an epsilon: how much the model may tell of one row");
    }
    return new MarginalsFit(train, options, ExactRandom.secure()).fit();
  }
}
