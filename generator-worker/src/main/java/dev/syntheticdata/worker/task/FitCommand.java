package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.constraint.Checked;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code fit}. */
@Command(
    name = "fit",
    sortOptions = false,
    description = {
      "Learn a model from a table.",
      "",
      "Infers the type of every column, holds out a share of the rows that the engine never sees,"
          + " fits the engine on the rest, and writes model.json, schema.json and holdout.csv."
    },
    footer = {
      "",
      "Example:",
      "  fit --source patients.csv --target death --holdout 0.2 \\",
      "      --seed 1 --out model/",
      "",
      "The holdout is real data: keep it, and the model, as you keep the source."
    })
public final class FitCommand implements Callable<Integer> {

  /** As of a Generator's engine.autoregressiveTrees.leafRows. */
  private static final int FEWEST_LEAF_ROWS = 5;

  @Spec private CommandSpec spec;
  @Mixin private TaskOptions task;
  @Mixin private EngineStage stage;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "The real data: *.csv, *.csv.gz or *.parquet, or a directory of such files.")
  private Path source;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "autoregressiveTrees",
      description =
          "autoregressiveTrees, gaussianCopula, independent or privateMarginals. Default:"
              + " ${DEFAULT-VALUE}.")
  private String engine;

  @Option(
      names = "--leaf-rows",
      paramLabel = "N",
      description =
          "For autoregressiveTrees: rows of a leaf, at least; entities where rows have some. 5 or more;"
              + " more is more private and less detailed. Without it, the smallest that pass a"
              + " membership attack.")
  private Integer leafRows;

  @Option(
      names = "--leading",
      paramLabel = "COLUMN",
      description =
          "For autoregressiveTrees: a column that is drawn before the others, so that conditions on it"
              + " cost nothing. May be repeated.")
  private List<String> leading = new ArrayList<>();

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description =
          "For privateMarginals: how much the model may tell of one row, or of one entity where"
              + " --holdout-by names one. Above 0, at most 100.")
  private Double epsilon;

  @Option(
      names = "--delta",
      paramLabel = "X",
      description = "For privateMarginals: the probability that it tells more. Default: 1e-6.")
  private Double delta;

  @Option(
      names = "--max-rows-per-entity",
      paramLabel = "N",
      description = "For privateMarginals: rows of one entity that are used, at most. Default: 1.")
  private Integer maxRowsPerEntity;

  @Option(
      names = "--declared",
      paramLabel = "FILE",
      description =
          "What is known of the columns without the data, as JSON of the form of the Generator's"
              + " spec.schema: {\"columns\": [{\"name\": ..., \"minimum\": ..., ...}]}.")
  private Path declared;

  @Option(
      names = "--constraint",
      paramLabel = "EXPRESSION",
      description =
          "What holds in every row, as CEL over its columns: \"age >= 18\". May be repeated. Further"
              + " ones, with names, can be in --declared.")
  private List<String> constraints = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "A column that models will be trained to predict. May be repeated.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--holdout",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Share of the rows to hold out, 0 to below 1. Default: ${DEFAULT-VALUE}.")
  private double holdout;

  @Option(
      names = "--holdout-by",
      paramLabel = "COLUMN",
      description = "Column that names the entity of a row: its rows fall on one side.")
  private String by;

  @Mixin private SequenceOptions sequence;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the split and the fit. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--out", paramLabel = "DIR", description = "Directory to write to.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (task.isGiven()) {
      return task.run(
          TaskName.FIT,
          FitTask.class,
          stage.run(spec, task, new FitRun(), ContainerFit::prepare, ContainerFit::finish));
    }
    task.require(spec, "--source", source, "--out", out);
    requireEngine("privateMarginals", "--epsilon", epsilon);
    requireEngine("privateMarginals", "--delta", delta);
    requireEngine("privateMarginals", "--max-rows-per-entity", maxRowsPerEntity);
    requireEngine("autoregressiveTrees", "--leaf-rows", leafRows);
    requireEngine("autoregressiveTrees", "--leading", leading.isEmpty() ? null : leading);
    if (leafRows != null && leafRows < FEWEST_LEAF_ROWS) {
      throw new ParameterException(
          spec.commandLine(),
          "--leaf-rows %d: leaves have at least %d rows, as labels that are generated do"
              .formatted(leafRows, FEWEST_LEAF_ROWS));
    }
    var declaration = declared == null ? null : DeclaredFile.read(declared);
    check(declaration);
    OptionFiles.prepare("--out", out);
    var schema = declaration == null ? null : declaration.schema();
    var allTargets = new ArrayList<>(targets);
    allTargets.addAll(FitRun.targets(schema));
    var outcome =
        Fitting.fit(
            new Fitting.Request(
                source,
                source.toString(),
                FitRun.hints(schema == null ? null : schema.columns()),
                allTargets,
                engine,
                leafRows,
                privacy(),
                holdout,
                by,
                seed,
                sequence.columns(spec, schema == null ? null : schema.sequence()),
                RowRules.of(schema == null ? null : schema.columns(), constraints(schema)),
                leading));
    Files.write(out.resolve("model.json"), outcome.model());
    Files.write(out.resolve("schema.json"), outcome.schema());
    Path held = out.resolve("holdout.csv");
    if (outcome.holdout().rows() > 0) {
      TableWriter.write(held, outcome.holdout());
    } else {
      Files.deleteIfExists(held);
    }
    print(outcome);
    return 0;
  }

  /** An epsilon that no engine keeps would be taken for a proof. */
  private void requireEngine(String wanted, String option, Object given) {
    if (given != null && !engine.equals(wanted)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is for the engine %s and says nothing to %s: leave it out, or give --engine %s"
              .formatted(option, wanted, engine, wanted));
    }
  }

  /** Before the table is read. */
  private void check(DeclaredFile declaration) {
    var there =
        new OptionColumns(TableReader.columns(source, OptionFiles.place("--source", source)));
    if (declaration != null) {
      declaration.requireColumns(there.names());
    }
    there.require("--target", targets).require("--holdout-by", by).require("--leading", leading);
    sequence.require(there);
  }

  private List<ConstraintDeclaration> constraints(SchemaDeclaration schema) {
    var all = new ArrayList<ConstraintDeclaration>();
    if (schema != null && schema.constraints() != null) {
      all.addAll(schema.constraints());
    }
    for (int i = 0; i < constraints.size(); i++) {
      all.add(new ConstraintDeclaration("constraint-" + (i + 1), constraints.get(i), null, null));
    }
    return all;
  }

  private static void printConstraints(PrintWriter console, List<Checked> constraints) {
    for (var checked : constraints) {
      console.printf(
          Locale.ROOT,
          "holds    %s, %s%s%n",
          checked.constraint(),
          checked.byConstruction() ? "by construction" : "by drawing again",
          checked.broken() == null || checked.broken() == 0
              ? ""
              : String.format(
                  Locale.ROOT, "; %.2f %% of the real rows break it", 100 * checked.broken()));
    }
  }

  private PrivacyOptions privacy() {
    return epsilon == null
        ? null
        : new PrivacyOptions(
            epsilon,
            delta == null ? PrivacyOptions.DELTA : delta,
            by,
            maxRowsPerEntity == null ? 1 : maxRowsPerEntity,
            Map.of());
  }

  private static void printPrivacy(PrintWriter console, PrivacyClaim privacy) {
    if (privacy != null) {
      console.printf(
          Locale.ROOT,
          "privacy  epsilon %s, delta %s, for %s; neighbours: rows of one added or removed%n",
          privacy.epsilon(),
          privacy.delta(),
          privacy.unit() == PrivacyClaim.Unit.ROW
              ? "a row"
              : "a '%s', of which %d rows are used at most"
                  .formatted(privacy.entityColumn(), privacy.maxRowsPerUnit()));
    }
  }

  private static void printTuning(PrintWriter console, Tuning tuning, String unit) {
    if (tuning != null) {
      for (var trial : tuning.leaves()) {
        console.printf(
            Locale.ROOT,
            "leaves   %d %s: membership attack %.3f, %s%n",
            trial.leafRows(),
            unit,
            trial.membershipAuc(),
            trial.passes() ? "passes" : "gives too much away");
      }
    }
  }

  private void print(Fitting.Outcome outcome) {
    var result = outcome.result();
    var console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "Fitted %s on %,d rows of %d columns; %,d rows held out.%n",
        engine,
        result.trainRows(),
        result.columns(),
        result.holdoutRows());
    console.printf(
        Locale.ROOT, "model    %s  sha256 %s%n", out.resolve("model.json"), result.modelDigest());
    console.printf(Locale.ROOT, "schema   %s%n", out.resolve("schema.json"));
    if (result.holdoutRows() > 0) {
      console.printf(Locale.ROOT, "holdout  %s%n", out.resolve("holdout.csv"));
    }
    printTuning(console, result.tuning(), by == null && !sequence.given() ? "rows" : "entities");
    printPrivacy(console, result.privacy());
    printConstraints(console, outcome.constraints());
    outcome.limitations().forEach(limitation -> console.println("note     " + limitation));
    console.flush();
  }
}
