package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.SequenceColumns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the source, and writes {@code model.json}, {@code schema.json} and {@code fit.json}. */
public final class FitRun implements TaskRun<FitTask> {

  /** Name of the result document. */
  public static final String DOCUMENT = "fit.json";

  private static final Logger LOGGER = LoggerFactory.getLogger(FitRun.class);
  private static final double HOLDOUT = 0.2;

  @Override
  public TaskResult run(FitTask task, TaskEnvironment environment) {
    if (!Synthesizer.named(task.engine().kind()).isRepeatable()) {
      return new UnrepeatableFit(task, environment).run(() -> fit(task, environment));
    }
    try (var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      var version = new VersionStore(store, task.output(), task.context());
      return version.finished(DOCUMENT).orElseGet(() -> fit(task, version, environment));
    }
  }

  private static TaskResult fit(FitTask task, VersionStore version, TaskEnvironment environment) {
    var outcome = fit(task, environment);
    var objects =
        List.of(
            version.put("model.json", outcome.model()),
            version.put("schema.json", outcome.schema()));
    return version.finish(DOCUMENT, result(task, outcome.result()), objects);
  }

  /** What the task reports of a fit. */
  static TaskResult result(FitTask task, TaskResult.Fit fit) {
    return TaskResult.done(task.context().versionUid(), fit);
  }

  private static Fitting.Outcome fit(FitTask task, TaskEnvironment environment) {
    try (var work = new WorkDirectory();
        var source = environment.stores().open(task.source(), StoreRole.SOURCE)) {
      Path file = work.path().resolve(fileName(task.format(), task.source().key()));
      source.download(task.source().key(), file);
      var outcome = Fitting.fit(request(task, file));
      outcome
          .limitations()
          .forEach(
              limitation -> LOGGER.atInfo().addKeyValue("limitation", limitation).log("Fitted"));
      outcome
          .constraints()
          .forEach(
              checked ->
                  LOGGER
                      .atInfo()
                      .addKeyValue("constraint", checked.constraint())
                      .addKeyValue("broken", checked.broken())
                      .addKeyValue("byConstruction", checked.byConstruction())
                      .log("Constraint checked"));
      return outcome;
    }
  }

  /** What a task asks to fit, from a local copy of its source. */
  static Fitting.Request request(FitTask task, Path file) {
    var holdout = task.holdout();
    return new Fitting.Request(
        file,
        task.source().uri(),
        hints(task.columns()),
        columns(task.columns(), ColumnRole.TARGET),
        task.engine().kind(),
        leafRows(task.engine()),
        privacy(task),
        fraction(holdout),
        holdout == null ? null : holdout.by(),
        task.seed(),
        sequence(task.sequence()),
        RowRules.of(task.columns(), task.constraints()),
        leading(task.engine()));
  }

  private static Integer leafRows(Engine engine) {
    return engine.autoregressiveTrees() == null ? null : engine.autoregressiveTrees().leafRows();
  }

  private static List<String> leading(Engine engine) {
    return engine.autoregressiveTrees() == null ? null : engine.autoregressiveTrees().leading();
  }

  /** The share of rows held out, where the declaration may leave it out. */
  static double fraction(Holdout holdout) {
    return holdout == null || holdout.fraction() == null ? HOLDOUT : holdout.fraction();
  }

  /** Which columns a schema declares as making sequences, or null. */
  static SequenceColumns sequence(SchemaDeclaration schema) {
    return schema == null ? null : sequence(schema.sequence());
  }

  /** Which columns make sequences, as a resource declares it; null where it declares none. */
  static SequenceColumns sequence(SequenceDeclaration declared) {
    return declared == null
        ? null
        : new SequenceColumns(declared.key(), declared.orderBy(), declared.context());
  }

  /** The columns that a schema declares as targets. */
  static List<String> targets(SchemaDeclaration schema) {
    return columns(schema, ColumnRole.TARGET);
  }

  /** The columns that a schema declares to have a role. */
  static List<String> columns(SchemaDeclaration schema, ColumnRole role) {
    return columns(schema == null ? null : schema.columns(), role);
  }

  /** A name for a local copy of a source, by which its format is known. */
  public static String fileName(Format format, String key) {
    return switch (format == null ? Format.CSV : format) {
      case CSV -> key.endsWith(".gz") ? "source.csv.gz" : "source.csv";
      case PARQUET -> "source.parquet";
    };
  }

  /** Whether a source of that format is of texts, without types. */
  static boolean isText(Format format) {
    return format != Format.PARQUET;
  }

  /** The declared types, values and roles. */
  public static SchemaHints hints(List<ColumnDeclaration> columns) {
    var types = new HashMap<String, ColumnType>();
    var domains = new HashMap<String, DeclaredDomain>();
    for (var column : declared(columns)) {
      if (column.pattern() != null) {
        types.put(column.name(), ColumnType.IDENTIFIER);
      } else if (column.personal() != null) {
        types.put(column.name(), ColumnType.TEXT);
      } else if (column.type() != null) {
        types.put(column.name(), type(column.type()));
      } else if (column.categories() != null) {
        types.put(column.name(), ColumnType.CATEGORICAL);
      }
      if (column.minimum() != null || column.categories() != null) {
        domains.put(
            column.name(),
            new DeclaredDomain(column.minimum(), column.maximum(), column.categories()));
      }
    }
    var roles =
        declared(columns).stream()
            .filter(column -> column.role() != null)
            .map(ColumnDeclaration::name)
            .collect(Collectors.toSet());
    return new SchemaHints(types, domains, roles);
  }

  private static PrivacyOptions privacy(FitTask task) {
    var engine = task.engine().privateMarginals();
    if (engine == null) {
      return null;
    }
    return new PrivacyOptions(
        engine.epsilon(),
        engine.effectiveDelta(),
        task.holdout() == null ? null : task.holdout().by(),
        engine.maxRowsPerEntity() == null ? 1 : engine.maxRowsPerEntity(),
        Map.of());
  }

  static List<String> columns(List<ColumnDeclaration> columns, ColumnRole role) {
    return declared(columns).stream()
        .filter(column -> column.role() == role)
        .map(ColumnDeclaration::name)
        .toList();
  }

  private static List<ColumnDeclaration> declared(List<ColumnDeclaration> columns) {
    return columns == null ? List.of() : columns;
  }

  private static ColumnType type(dev.syntheticdata.api.v1alpha1.ColumnType declared) {
    return switch (declared) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case CATEGORICAL -> ColumnType.CATEGORICAL;
      case DATE -> ColumnType.DATE;
      case DATE_TIME -> ColumnType.DATE_TIME;
      case DECIMAL -> ColumnType.DECIMAL;
      case IDENTIFIER -> ColumnType.IDENTIFIER;
      case INTEGER -> ColumnType.INTEGER;
      case TEXT -> ColumnType.TEXT;
      case TIME -> ColumnType.TIME;
    };
  }
}
