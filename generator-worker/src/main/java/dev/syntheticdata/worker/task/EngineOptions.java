package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.report.DpStatement;
import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What is known of how rows in files were made: what a model says of itself, or what is declared.
 * Files say nothing of it, and what nobody says is reported as not known.
 */
final class EngineOptions {

  private static final String UNKNOWN =
      "what the engine guarantees is not known here; give its --model, or declare --epsilon";

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model.json that the rows were made from, or the --out of fit: the report then has the"
              + " engine, the model's sha256, what is proven of it, and its known limits.")
  private Path model;

  @Option(
      names = "--engine",
      paramLabel = "TEXT",
      description =
          "What made the rows, where there is no --model, such as 'CTGAN of SDV 1.28'. Reported as"
              + " declared: nothing here checks it.")
  private String engine;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description =
          "The epsilon of differential privacy that the engine proves, where there is no --model."
              + " Reported as declared; gates on privacy.dp-epsilon are held to it.")
  private Double epsilon;

  /**
   * What is known.
   *
   * @param maker for the report
   * @param epsilon what is proven; null for nothing
   * @param noEpsilon what is said where nothing is
   * @param made columns that a model makes of seed and row alone; null where there is no model
   */
  record Known(Subject.Maker maker, Double epsilon, String noEpsilon, List<String> made) {}

  /** The model's file; null where none is given. */
  Path model() {
    return model == null || !Files.isDirectory(model) ? model : model.resolve("model.json");
  }

  /**
   * What the options tell.
   *
   * @throws InvalidInputException if the model cannot be read, or epsilon is no such number
   */
  Known read(CommandSpec spec) {
    if (model != null && (engine != null || epsilon != null)) {
      throw new ParameterException(
          spec.commandLine(), "--model says what --engine and --epsilon declare: leave them out");
    }
    return model == null ? declared() : ofModel();
  }

  private Known declared() {
    if (epsilon != null && !(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException("--epsilon %s: must be a number above 0".formatted(epsilon));
    }
    if (engine == null && epsilon == null) {
      return new Known(Subject.Maker.UNKNOWN, null, UNKNOWN, null);
    }
    String name = engine == null ? "not named" : engine;
    String proven =
        epsilon == null
            ? ""
            : "; differential privacy with epsilon %s is declared of it, and not checked here"
                .formatted(epsilon);
    return new Known(
        new Subject.Maker(name + ", as declared" + proven, null, null, List.of()),
        epsilon,
        UNKNOWN,
        null);
  }

  private Known ofModel() {
    byte[] document = OptionFiles.read("--model", model());
    var read = ModelDocument.read(document, OptionFiles.place("--model", model()));
    var claim = read.privacy();
    String engineName = ModelDocument.engine(read);
    return new Known(
        new Subject.Maker(
            engineName, DpStatement.of(read), Digests.sha256(document), read.limitations()),
        claim == null ? null : claim.epsilon(),
        engineName.equals("container")
            ? "the engine is a container's; what it guarantees is not known here"
            : "the engine gives no guarantee of differential privacy",
        read.madeColumns());
  }
}
