package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.worker.card.DatasetCard;
import dev.syntheticdata.worker.evaluation.Disclosure;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.report.EvaluationDocument;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.GatedResults;
import dev.syntheticdata.worker.report.HtmlReport;
import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
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

  private static final String NO_TARGET =
      "no column is named with --target for which the metric is defined";

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
          "What is known of the columns without the data, as JSON of the form of the Generator's"
              + " spec.schema: types, roles, sequence, and the values there can be, against whose"
              + " combinations coverage is measured as well.")
  private Path declared;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of samples and folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ConditionOptions conditions;
  @Mixin private EngineOptions engine;

  @Option(names = "--out", paramLabel = "DIR", description = "Directory to write to.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (task.isGiven()) {
      return task.run(TaskName.EVALUATE, EvaluateTask.class, new EvaluateRun());
    }
    task.require(spec, "--real", real, "--synthetic", synthetic, "--out", out);
    var chosen = MetricChoice.of(metrics);
    var said = declared == null ? null : DeclaredFile.read(declared);
    var rows = conditions.read();
    var known = checked(said, rows);
    List<Gate> asked =
        gates == null
            ? List.of()
            : GatesFile.read(gates, known.targets(), known.columns(), known.protectedColumns());
    chosen.requireAll(asked);
    var made = engine.read(spec);
    OptionFiles.prepare("--out", out);
    var files = files();
    var input = input(known, said, made);
    if (GatesFile.isStandard(gates)) {
      asked =
          StandardGates.list(
              input.train().schema().columns().stream()
                  .anyMatch(column -> column.type().isCategorical()));
    }
    var evaluation =
        new Evaluator().only(chosen.metrics()).telling(this::printStep).evaluate(input, rows);
    var evidence =
        new Evidence(
            Subject.ofFiles(
                "Synthetic table "
                    + synthetic.toAbsolutePath().normalize().getFileName().toString(),
                rows,
                files,
                spec.root().version()[0],
                made.maker()),
            evaluation,
            GateVerdicts.of(asked, GatedResults.of(asked, evaluation), NO_TARGET));
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
    new ConsoleReport(spec.commandLine().getOut())
        .print(evidence, out, Digests.sha256(Files.readAllBytes(out.resolve("evaluation.json"))));
    return evidence.standing() == Evidence.Standing.FAILED ? GATES_NOT_PASSED : 0;
  }

  /** Documents by their names, made side by side: of a small table they are much of the work. */
  private void write(Map<String, Supplier<String>> documents) {
    documents.entrySet().parallelStream()
        .map(document -> Map.entry(document.getKey(), document.getValue().get()))
        .toList()
        .forEach(
            document -> OptionFiles.write("--out", out, document.getKey(), document.getValue()));
  }

  private List<Subject.File> files() {
    return new InputFiles()
        .add("--real", real)
        .add("--holdout", holdout)
        .add("--synthetic", synthetic)
        .add("--schema", schema)
        .add("--declared", declared)
        .add("--previous", previous)
        .add("--gates", GatesFile.isStandard(gates) ? null : gates)
        .add("--model", engine.model())
        .list();
  }

  /** On the stream of messages, so that what is piped on is the result alone. */
  private void printStep(int done, int all, String next) {
    var console = spec.commandLine().getErr();
    console.printf(Locale.ROOT, "%2d of %d  %s%n", done + 1, all, next);
    console.flush();
  }

  /** What options, and the documents they name, say of the tables. */
  private record Known(
      List<String> columns,
      List<String> targets,
      List<String> protectedColumns,
      List<String> quasiIdentifiers,
      List<String> sensitive,
      SequenceColumns sequence,
      TableSchema schema,
      Profile previous) {}

  /** Before any table is read, since nobody wants to wait for the name of a misspelt option. */
  private Known checked(DeclaredFile said, RowConditions rows) {
    var there = new OptionColumns(TableReader.columns(real, OptionFiles.place("--real", real)));
    if (holdout != null) {
      String place = OptionFiles.place("--holdout", holdout);
      there.requireSame(place, TableReader.columns(holdout, place));
    }
    String place = OptionFiles.place("--synthetic", synthetic);
    there.requireSame(place, TableReader.columns(synthetic, place));
    if (said != null) {
      said.requireColumns(there.names());
    }
    there
        .require("--target", targets)
        .require("--protected", protectedColumns)
        .require("--quasi-identifier", quasiIdentifiers)
        .require("--sensitive", sensitive)
        .require("--by", by);
    sequence.require(there);
    ConditionOptions.require(rows, there);
    var schemaSaid = said == null ? null : said.schema();
    return new Known(
        there.names(),
        both(targets, schemaSaid, ColumnRole.TARGET),
        both(protectedColumns, schemaSaid, ColumnRole.PROTECTED),
        both(quasiIdentifiers, schemaSaid, ColumnRole.QUASI_IDENTIFIER),
        both(sensitive, schemaSaid, ColumnRole.SENSITIVE),
        sequence.columns(spec, schemaSaid == null ? null : schemaSaid.sequence()),
        schema == null ? null : readSchema(),
        previous == null ? null : readPrevious());
  }

  private static List<String> both(List<String> named, SchemaDeclaration schema, ColumnRole role) {
    return Stream.concat(named.stream(), FitRun.columns(schema, role).stream()).distinct().toList();
  }

  private EvaluationInput input(Known known, DeclaredFile said, EngineOptions.Known made) {
    var reader = new TableFiles(spec.commandLine().getErr());
    var whole = readReal(known, said, reader);
    sequence.requireOrder(whole.schema());
    if (said != null) {
      said.requireValues(whole.schema());
    }
    var others =
        Stream.<Supplier<Table>>of(
                () -> holdout == null ? null : reader.readAs("--holdout", holdout, whole.schema()),
                () -> reader.readAs("--synthetic", synthetic, whole.schema()))
            .parallel()
            .map(Supplier::get)
            .toList();
    var held = others.get(0);
    var train = held == null ? whole : RealRows.withoutHoldout(whole, held);
    return new EvaluationInput(train, held, others.get(1), known.targets(), seed)
        .withProtectedColumns(known.protectedColumns())
        .withSequence(known.sequence())
        .withEntity(by)
        .withDrift(
            new DriftBaseline(
                null,
                null,
                known.previous(),
                "no earlier evaluation is given; name its profile.json with --previous"))
        .withDisclosure(
            new Disclosure(
                known.quasiIdentifiers(),
                known.sensitive(),
                made.epsilon(),
                "no column is named with --quasi-identifier",
                made.noEpsilon()))
        .withSpace(said == null ? Map.of() : FitRun.hints(said.columns()).domains())
        .withMade(made(said, made));
  }

  /** What rows were made from tells it for certain; without that, what is declared. */
  private static List<String> made(DeclaredFile said, EngineOptions.Known maker) {
    if (maker.made() != null) {
      return maker.made();
    }
    return said == null
        ? List.of()
        : RowRules.of(said.columns(), null).made().stream().map(ColumnDeclaration::name).toList();
  }

  private TableSchema readSchema() {
    return Fitting.readSchema(
        OptionFiles.read("--schema", schema), OptionFiles.place("--schema", schema));
  }

  private Profile readPrevious() {
    byte[] document = OptionFiles.read("--previous", previous);
    try {
      return Profile.read(document);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          OptionFiles.place("--previous", previous)
              + ": cannot be read; give the profile.json that an evaluation wrote",
          e);
    }
  }

  private Table readReal(Known known, DeclaredFile said, TableFiles reader) {
    if (known.schema() != null) {
      return reader.readAs("--real", real, known.schema());
    }
    var hints = said == null ? SchemaHints.none() : FitRun.hints(said.columns());
    if (known.sequence() != null) {
      hints = hints.withIdentifier(known.sequence().key());
    } else if (by != null) {
      hints = hints.withEntity(by);
    }
    return reader.read("--real", real, hints);
  }
}
