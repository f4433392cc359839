package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.copula.GaussianCopulaSynthesizer;
import dev.syntheticdata.worker.synthesizer.independent.IndependentSynthesizer;
import dev.syntheticdata.worker.synthesizer.marginals.PrivateMarginalsSynthesizer;
import dev.syntheticdata.worker.synthesizer.sequences.SequenceSynthesizer;
import dev.syntheticdata.worker.synthesizer.trees.AutoregressiveTreesSynthesizer;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.Collectors;

/** An engine: learns a model from rows. It sees only the rows it is given. */
public interface Synthesizer {

  /** The engine's name, as in the Generator's {@code spec.engine}. */
  String name();

  /**
   * Learns from rows. The same rows and options give the same model if {@link #isRepeatable()}.
   *
   * @param train at least two rows
   */
  SynthesizerModel fit(Table train, FitOptions options);

  /**
   * Whether the same rows and options give the same model. An engine whose noise must stay secret
   * gives another one each time.
   */
  default boolean isRepeatable() {
    return true;
  }

  /** All built-in engines. */
  static List<Synthesizer> all() {
    return List.of(
        new AutoregressiveTreesSynthesizer(),
        new GaussianCopulaSynthesizer(),
        new IndependentSynthesizer(),
        new PrivateMarginalsSynthesizer());
  }

  /**
   * The engine of that name.
   *
   * @throws InvalidInputException if there is none
   */
  static Synthesizer named(String name) {
    return all().stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no engine '%s'; the engines are %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(Synthesizer::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The engine of that name for rows that are sequences.
   *
   * @throws InvalidInputException if there is none, or it makes every row by itself
   */
  static Synthesizer ofSequences(String name) {
    var engine = new SequenceSynthesizer();
    if (!engine.name().equals(named(name).name())) {
      throw new InvalidInputException(
          "the engine '%s' makes every row by itself; schema.sequence needs %s"
              .formatted(name, engine.name()));
    }
    return engine;
  }
}
