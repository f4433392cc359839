package dev.syntheticdata.worker.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.split.Split;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.constraint.Checked;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedFit;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.ColumnNames;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * What a fit does, wherever its files come from: read, infer, split, learn. The engine is given the
 * training rows only.
 */
public final class Fitting {

  private static final int FEWEST_ROWS = 2;

  private static final String NO_SCHEMA =
      ": not a schema document; give the schema.json that fit wrote, or fit again";

  private Fitting() {}

  /**
   * What to fit.
   *
   * @param source the table's file
   * @param name what it is called in messages
   * @param hints declared column types
   * @param targets columns declared as targets: each must exist
   * @param engine name of the engine
   * @param leafRows for trees, rows of a leaf at least; null to let the engine find them
   * @param privacy for engines with a proof of privacy, what it is to say; otherwise null
   * @param holdout share of the rows to hold out
   * @param by column that names a row's entity, or null
   * @param seed seed of the split and of the fit
   * @param sequence which columns make the rows of an entity a sequence; null where each row is
   *     drawn by itself
   * @param rules what is asked of generated rows beyond likeness
   * @param leading for trees, columns that are drawn first; null for none
   */
  public record Request(
      Path source,
      String name,
      SchemaHints hints,
      List<String> targets,
      String engine,
      Integer leafRows,
      PrivacyOptions privacy,
      double holdout,
      String by,
      long seed,
      SequenceColumns sequence,
      RowRules rules,
      List<String> leading) {}

  /**
   * What came of it.
   *
   * @param model bytes of {@code model.json}
   * @param schema bytes of {@code schema.json}
   * @param holdout the rows held out: for evaluation only
   * @param limitations what the model does not keep
   * @param constraints what was found of the constraints
   * @param result what the task reports
   */
  public record Outcome(
      byte[] model,
      byte[] schema,
      Table holdout,
      List<String> limitations,
      List<Checked> constraints,
      TaskResult.Fit result) {}

  /**
   * {@code schema.json}.
   *
   * @param schemaVersion version of this format
   * @param columns the columns as inferred and declared
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SchemaDocument(String schemaVersion, List<ColumnSchema> columns) {}

  /**
   * Fits.
   *
   * @throws InvalidInputException if the table or the request cannot be used
   */
  public static Outcome fit(Request request) {
    var sequence = request.sequence();
    var engine =
        sequence == null
            ? Synthesizer.named(request.engine())
            : Synthesizer.ofSequences(request.engine());
    String by = sequence == null ? request.by() : sequence.key();
    FitMemory.require(request, Runtime.getRuntime().maxMemory());
    // A source is read on one processor; another has time for what is needed at the end.
    var prepared = CompletableFuture.runAsync(ModelDocument::prepare);
    var sides = read(request);
    var train = sides.train();
    var options =
        FitOptions.seeded(request.seed())
            .withTargets(request.targets())
            .withLeafRows(request.leafRows())
            .withLeading(request.leading())
            .withEntity(by)
            .withSequence(sequence)
            .withDeclaredLabels(request.hints().declaredLabels())
            .withPrivacy(
                request.privacy() == null
                    ? null
                    : request.privacy().withDomains(request.hints().domains()));
    if (sequence != null && !request.rules().isEmpty()) {
      throw new InvalidInputException(
          "schema.sequence cannot be joined with constraints, patterns or personal fields: they hold row"
              + " by row, and a sequence is made as a whole; leave one of them out");
    }
    var model = ConstrainedFit.fit(engine, train, options, request.rules());
    prepared.join();
    byte[] modelBytes = ModelDocument.write(model);
    byte[] schemaBytes =
        schemaDocument(
            model.privacy() == null ? told(train.schema(), model.schema()) : model.schema());
    var result =
        new TaskResult.Fit(
            Digests.sha256(modelBytes),
            Digests.sha256(request.source()),
            Digests.sha256(schemaBytes),
            sides.digest(),
            // Rows that break a constraint are not learned from; a private model may not tell.
            model.privacy() == null ? model.trainRows() : train.rows(),
            sides.holdout().rows(),
            train.schema().size(),
            model.tuning(),
            model.privacy());
    var constraints =
        model instanceof ConstrainedModel constrained ? constrained.checked() : List.<Checked>of();
    return new Outcome(
        modelBytes, schemaBytes, sides.holdout(), model.limitations(), constraints, result);
  }

  /**
   * The two sides of a table. The whole table is not kept beside them.
   *
   * @param digest of the rows held out
   */
  record Sides(Table train, Table holdout, String digest) {}

  /**
   * Reads and splits a source.
   *
   * @throws InvalidInputException if the table or the request cannot be used
   */
  static Sides read(Request request) {
    var sequence = request.sequence();
    String by = sequence == null ? request.by() : entity(sequence, request.by());
    var hints = sequence == null ? hints(request) : request.hints().withIdentifier(sequence.key());
    Table table = TableReader.read(request.source(), request.name(), hints);
    requireTargets(table, request.targets());
    requireRoles(table, request);
    if (sequence != null) {
      Sequences.require(table, sequence, request.name());
    }
    Split split = Holdout.split(table, request.holdout(), by, request.seed());
    if (split.train().length < FEWEST_ROWS) {
      throw new InvalidInputException(
          "%s: %d rows are left to fit on; at least %d are needed: give more rows, or lower"
                  .formatted(request.name(), split.train().length, FEWEST_ROWS)
              + " holdout.fraction (--holdout)");
    }
    return new Sides(table.select(split.train()), table.select(split.holdout()), split.digest());
  }

  /** The schema of the source with the labels that the model tells: others are of few rows. */
  private static TableSchema told(TableSchema source, TableSchema model) {
    return new TableSchema(
        source.columns().stream()
            .map(
                column ->
                    column.withCategories(model.column(column.name()).orElseThrow().categories()))
            .toList());
  }

  /** Names of entities are new ones, but where the column is declared or asked for by name. */
  private static SchemaHints hints(Request request) {
    String by = request.by();
    if (by == null
        || request.targets().contains(by)
        || request.leading() != null && request.leading().contains(by)) {
      return request.hints();
    }
    return request.hints().withEntity(by);
  }

  /** An entity is held out with all its events, or learned from with all. */
  private static String entity(SequenceColumns sequence, String by) {
    if (by != null && !by.equals(sequence.key())) {
      throw new InvalidInputException(
          "holdout.by is '%s', and sequence.key '%s': a sequence is held out as a whole, so leave"
                  .formatted(by, sequence.key())
              + " holdout.by out");
    }
    return sequence.key();
  }

  /** A role of a column that is not there would be missed no sooner than by an evaluation. */
  private static void requireRoles(Table table, Request request) {
    var names = table.schema().columns().stream().map(ColumnSchema::name).toList();
    for (String column : new TreeSet<>(request.hints().roles())) {
      if (!names.contains(column)) {
        throw new InvalidInputException(
            "%s: something is declared of a column '%s', which is not there; the columns are %s"
                .formatted(request.name(), column, ColumnNames.list(names)));
      }
    }
  }

  private static void requireTargets(Table table, List<String> targets) {
    for (String target : targets) {
      if (table.schema().indexOf(target) < 0) {
        throw new InvalidInputException(
            "the target '%s' is not a column; the columns are %s"
                .formatted(
                    target,
                    ColumnNames.list(
                        table.schema().columns().stream().map(ColumnSchema::name).toList())));
      }
    }
  }

  /**
   * Reads a {@code schema.json}.
   *
   * @param name what it is called in messages
   * @throws InvalidInputException if it is none
   */
  static TableSchema readSchema(byte[] document, String name) {
    try {
      var read = TaskJson.read(new String(document, StandardCharsets.UTF_8), SchemaDocument.class);
      if (read == null || !isWhole(read.columns())) {
        throw new InvalidInputException(name + NO_SCHEMA);
      }
      return new TableSchema(read.columns());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(name + NO_SCHEMA, e);
    }
  }

  /** Other documents have columns as well, which say something else of them. */
  private static boolean isWhole(List<ColumnSchema> columns) {
    return columns != null
        && !columns.isEmpty()
        && columns.stream().allMatch(c -> c != null && c.name() != null && c.type() != null);
  }

  static byte[] schemaDocument(TableSchema schema) {
    return (TaskJson.writePretty(new SchemaDocument("1", schema.columns())) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
