package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.synthesizer.marginals.SeededMarginals;
import java.util.List;

/** The engines as tests of many engines take them: with nothing that differs between runs. */
public final class TestEngines {

  private TestEngines() {}

  /** All built-in engines, the private one with noise of the fit's seed. */
  public static List<Synthesizer> all() {
    var seeded = new SeededMarginals();
    return Synthesizer.all().stream()
        .map(engine -> engine.name().equals(seeded.name()) ? seeded : engine)
        .toList();
  }

  /** The one of that name. */
  public static Synthesizer named(String name) {
    return all().stream().filter(engine -> engine.name().equals(name)).findFirst().orElseThrow();
  }
}
