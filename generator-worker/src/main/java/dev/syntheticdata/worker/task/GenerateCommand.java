package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.FileFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code generate}. */
@Command(
    name = "generate",
    sortOptions = false,
    description = {
      "Generate rows from a model.",
      "",
      "The same model, rows, seed and format always give the same bytes."
    },
    footer = {
      "",
      "Example:",
      "  generate --model model/ --rows 100000 --seed 7 --format parquet --out out/",
      "  generate --model model/ --rows 5000 --fix sex=Female --rebalance 'income:>50K=0.5' \\",
      "      --where 'age>=60' --out rich/"
    })
public final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TaskOptions task;
  @Mixin private EngineStage stage;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "What fit wrote: a directory with model.json, or that file.")
  private Path model;

  @Option(names = "--rows", paramLabel = "N", description = "Number of rows, at least 1.")
  private Long rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the rows. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv or parquet. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Mixin private ConditionOptions conditions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory to write to: data/part-00000.<format> and so on.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (task.isGiven()) {
      return task.run(
          TaskName.GENERATE,
          GenerateTask.class,
          stage.run(
              spec,
              task,
              new GenerateRun(),
              ContainerGeneration::prepare,
              ContainerGeneration::finish));
    }
    task.require(spec, "--model", model, "--rows", rows, "--out", out);
    var document = Files.isDirectory(model) ? model.resolve("model.json") : model;
    var source =
        ConditionedModel.of(
            ModelDocument.read(read(document), document.toString()), conditions.read());
    var generator = new PartGenerator(source, rows, seed, format());
    refuseOldParts();
    OptionFiles.prepare("--out", out);
    int parts = Partitioning.parts(rows);
    generator.write(0, parts, out, (part, file) -> {});
    var console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "Generated %,d rows in %d files under %s.%n",
        rows,
        parts,
        out.resolve("data"));
    printConditioning(console, ConditionedModel.conditioning(source));
    if (generator.candidates() != null) {
      console.printf(
          Locale.ROOT,
          "%,d rows were drawn for them: %.2f %% broke a constraint.%n",
          generator.candidates(),
          100 * (1 - (double) rows / generator.candidates()));
    }
    console.flush();
    return 0;
  }

  private static void printConditioning(PrintWriter console, TaskResult.Conditioning conditioning) {
    if (conditioning != null) {
      console.printf(
          Locale.ROOT,
          "Conditions met in %,d proposals; effective share of proposals %.3f.%n",
          conditioning.proposals(),
          conditioning.effectiveShare());
    }
  }

  private FileFormat format() {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "csv" -> FileFormat.CSV;
      case "parquet" -> FileFormat.PARQUET;
      default ->
          throw new InvalidInputException(
              "there is no format '" + format + "'; the formats are csv and parquet");
    };
  }

  /** Parts of another run would be read as rows of this one. */
  private void refuseOldParts() throws IOException {
    Path data = out.resolve("data");
    if (Files.isDirectory(data)) {
      try (var files = Files.list(data)) {
        if (files.findAny().isPresent()) {
          throw new InvalidInputException(
              data + ": there are files already; remove them, or choose another --out");
        }
      }
    }
  }

  private static byte[] read(Path document) throws IOException {
    try {
      return Files.readAllBytes(document);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          document + ": there is no such file; give the directory that fit wrote", e);
    }
  }
}
