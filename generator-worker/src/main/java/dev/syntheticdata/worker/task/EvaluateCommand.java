package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.worker.card.DatasetCard;
import dev.syntheticdata.worker.evaluation.Disclosure;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.report.EvaluationDocument;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.HtmlReport;
import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.report.Words;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure a synthetic table against the real one.",
      "",
      "Fidelity (does it look alike), utility (does a model trained on it work on real rows), privacy"
          + " (what do attacks learn from it of the rows learned from), coverage, fairness and drift."
          + " Writes evaluation.json, report.html, README.md and profile.json; none holds a row of the real table."
    },
    footer = {
      "",
      "Example:",
      "  evaluate --real patients.csv --holdout model/holdout.csv --synthetic out/ \\",
      "      --target death --gates gates.yaml --out eval/",
      "",
      "Without --holdout there is no baseline, and the metrics that need one are not computed."
    })
public final class EvaluateCommand implements Callable<Integer> {

  /** The exit code where a required gate did not pass. */
  static final int GATES_NOT_PASSED = 3;

  @Spec private CommandSpec spec;
  @Mixin private TaskOptions task;

  @Option(
      names = "--real",
      paramLabel = "FILE",
      description =
          "The real data: *.csv, *.csv.gz or *.parquet, or a directory of such files. Where it holds"
              + " the rows of --holdout as well, they are taken out of it.")
  private Path real;

  @Option(
      names = "--holdout",
      paramLabel = "FILE",
      description = "Real rows that the engine has not seen, such as the holdout.csv of fit.")
  private Path holdout;

  @Option(
      names = "--synthetic",
      paramLabel = "FILE",
      description = "The synthetic rows: a file, or a directory such as the --out of generate.")
  private Path synthetic;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "The schema.json of fit. Without it, types are inferred from --real.")
  private Path schema;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "A column that models are trained to predict. May be repeated.")
  private List<String> targets = new ArrayList<>();

  @Mixin private SequenceOptions sequence;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description =
          "The column that names the entity, such as the person, a row is about: what --holdout-by of fit"
              + " named. Intervals then count entities, and no entity is on two sides of an attack."
              + " With --sequence-key, that column.")
  private String by;

  @Option(
      names = "--gates",
      paramLabel = "FILE",
      description =
          "Gates as in a SyntheticDataset's spec.gates, YAML or JSON, or the word standard for those in"
              + " examples/standard-gates.yaml. Where a required one does not pass, the exit code is 3.")
  private Path gates;

  @Option(
      names = "--metrics",
      paramLabel = "METRIC",
      split = ",",
      description =
          "Only these metrics: ids as in evaluation.json, or fidelity, utility, privacy, coverage,"
              + " fairness or drift for all of that kind. Separated by commas; may be repeated.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--protected",
      paramLabel = "COLUMN",
      description =
          "A column that divides people into groups, over which fairness is measured. May be"
              + " repeated.")
  private List<String> protectedColumns = new ArrayList<>();

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description =
          "The profile.json of an earlier evaluation. Without it, drift is measured against the real"
              + " rows alone.")
  private Path previous;

  @Option(
      names = "--quasi-identifier",
      paramLabel = "COLUMN",
      description = "A column that others may know of a person. May be repeated.")
  private List<String> quasiIdentifiers = new ArrayList<>();

  @Option(
      names = "--sensitive",
      paramLabel = "COLUMN",
      description =
          "A column that nobody should learn of a person. May be repeated. Without any, inference is"
              + " tried on every column.")
  private List<String> sensitive = new ArrayList<>();

  @Option(
      names = "--declared",
      paramLabel = "FILE",
      description =
          "What values columns can have, as JSON of the form of the Generator's spec.schema. Coverage is"
              + " measured against their combinations as well.")
  private Path declared;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of samples and folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ConditionOptions conditions;

  @Option(names = "--out", paramLabel = "DIR", description = "Directory to write to.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (task.isGiven()) {
      return task.run(TaskName.EVALUATE, EvaluateTask.class, new EvaluateRun());
    }
    task.require(spec, "--real", real, "--synthetic", synthetic, "--out", out);
    List<Gate> asked = gates == null ? List.of() : GatesFile.read(gates);
    var chosen = MetricChoice.of(metrics);
    chosen.requireAll(asked);
    var rows = conditions.read();
    var input = input();
    if (GatesFile.isStandard(gates)) {
      asked =
          StandardGates.list(
              input.train().schema().columns().stream()
                  .anyMatch(column -> column.type().isCategorical()));
    }
    var evaluation =
        new Evaluator().only(chosen.metrics()).telling(this::printStep).evaluate(input, rows);
    var results = evaluation.results().stream().map(Measurement::toResult).toList();
    var evidence =
        new Evidence(
            Subject.ofFiles(
                "Synthetic table "
                    + synthetic.toAbsolutePath().normalize().getFileName().toString(),
                rows),
            evaluation,
            GateVerdicts.of(asked, results));
    write(
        Map.of(
            "evaluation.json",
            () -> EvaluationDocument.of(evidence).toJson(),
            "report.html",
            () -> HtmlReport.of(evidence),
            "README.md",
            () -> DatasetCard.of(evidence),
            PreviousProfile.OBJECT,
            () -> Profile.of(input.synthetic()).toJson()));
    print(evaluation);
    print(evidence.gates());
    return evidence.standing() == Evidence.Standing.FAILED ? GATES_NOT_PASSED : 0;
  }

  /** Documents by their names, side by side: of a small table they are much of the work. */
  private void write(Map<String, Supplier<String>> documents) throws IOException {
    Files.createDirectories(out);
    documents.entrySet().parallelStream()
        .forEach(
            document -> {
              try {
                Files.writeString(out.resolve(document.getKey()), document.getValue().get());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** On the stream of messages, so that what is piped on is the result alone. */
  private void printStep(int done, int all, String next) {
    var console = spec.commandLine().getErr();
    console.printf(Locale.ROOT, "%2d of %d  %s%n", done + 1, all, next);
    console.flush();
  }

  private EvaluationInput input() throws IOException {
    var whole = readReal();
    var others =
        Stream.of(holdout, synthetic)
            .parallel()
            .map(file -> file == null ? null : TableReader.readAs(file, whole.schema()))
            .toList();
    var held = others.get(0);
    var train = held == null ? whole : RealRows.withoutHoldout(whole, held);
    return new EvaluationInput(
            train, held, others.get(1), targets, seed)
        .withProtectedColumns(protectedColumns)
        .withSequence(sequence.columns(spec, null))
        .withEntity(by)
        .withDrift(
            new DriftBaseline(
                null,
                null,
                previous == null ? null : readPrevious(),
                "no earlier evaluation is given; name its profile.json with --previous"))
        .withDisclosure(new Disclosure(quasiIdentifiers, sensitive, null))
        .withSpace(
            declared == null
                ? Map.of()
                : FitRun.hints(FitCommand.schema(declared).columns()).domains());
  }

  private Profile readPrevious() {
    try {
      return Profile.read(Files.readAllBytes(previous));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          previous + " cannot be read; give the profile.json that an evaluation wrote", e);
    }
  }

  private Table readReal() throws IOException {
    if (schema == null) {
      var columns = sequence.columns(spec, null);
      String entity = columns == null ? by : columns.key();
      return TableReader.read(
          real, entity == null ? SchemaHints.none() : SchemaHints.none().withIdentifier(entity));
    }
    try {
      return TableReader.readAs(
          real, Fitting.readSchema(Files.readAllBytes(schema), schema.toString()));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          schema + ": there is no such file; give the schema.json that fit wrote", e);
    }
  }

  private void print(Evaluation evaluation) {
    var console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "Compared %,d synthetic rows with %,d real rows, %,d held out.%n",
        evaluation.syntheticRows(),
        evaluation.trainRows(),
        evaluation.holdoutRows());
    for (var family : Family.values()) {
      var results = evaluation.results(family);
      if (!results.isEmpty()) {
        console.printf("%n%-42s %-24s %s%n", family.title(), "value", "reference");
        results.forEach(measurement -> print(console, measurement));
      }
    }
    console.println();
    evaluation.columns().stream()
        .filter(column -> column.excluded() != null)
        .forEach(
            column ->
                console.printf(
                    "note     %s takes no part: %s%n", column.name(), column.excluded()));
    evaluation.notes().forEach(note -> console.println("note     " + note));
    console.printf("report   %s%n", out.resolve("report.html"));
    console.printf("metrics  %s%n", out.resolve("evaluation.json"));
    console.flush();
  }

  private void print(List<GateResult> results) {
    var console = spec.commandLine().getOut();
    for (var gate : results) {
      console.printf(
          "gate     %s %s %s: %s%s%n",
          gate.metric().id() + (gate.target() == null ? "" : "[" + gate.target() + "]"),
          Words.bound(gate),
          Words.isRequired(gate) ? "(required)" : "(advisory)",
          Words.verdict(gate).toLowerCase(Locale.ROOT),
          gate.message() == null ? "" : ", " + gate.message());
    }
    console.flush();
  }

  private static void print(PrintWriter console, Measurement measurement) {
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      console.printf(
          Locale.ROOT,
          "  %-40s %-24s %s%n",
          measurement.label(),
          Words.value(computed),
          computed.reference() == null
              ? ""
              : String.format(Locale.ROOT, "%.3f", computed.reference()));
    } else if (measurement.outcome() instanceof Outcome.NotComputed missing) {
      console.printf("  %-40s %s%n", measurement.label(), "not computed: " + missing.message());
    }
  }
}
