package dev.syntheticdata.worker.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.report.Biases;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.Handling;
import dev.syntheticdata.worker.report.Words;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code croissant.json}: the version described in Croissant 1.1 with the properties of its
 * responsible-AI vocabulary 1.0 and of PROV-O. What is said of columns is their name and type;
 * nothing in it comes from a row of the source.
 *
 * <p>Source: Croissant format specification 1.1 and Croissant RAI specification 1.0 (MLCommons).
 */
public final class CroissantDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROWS = "rows";
  private static final String PARTS = "parts";

  private final EvaluateTask task;
  private final TableSchema schema;
  private final Evidence evidence;
  private final List<ObjectDigest> parts;

  private CroissantDocument(
      EvaluateTask task, TableSchema schema, Evidence evidence, List<ObjectDigest> parts) {
    this.task = task;
    this.schema = schema;
    this.evidence = evidence;
    this.parts = parts.stream().sorted(Comparator.comparing(ObjectDigest::path)).toList();
  }

  /**
   * The document's text; the same input gives the same bytes.
   *
   * @param parts the files with the rows
   */
  public static String of(
      EvaluateTask task, TableSchema schema, Evidence evidence, List<ObjectDigest> parts) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(new CroissantDocument(task, schema, evidence, parts).document())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must be writable", e);
    }
  }

  private ObjectNode document() {
    var context = task.context();
    var subject = evidence.subject();
    var root = JSON.createObjectNode();
    root.set("@context", context());
    root.put("@type", "sc:Dataset");
    strings(
        root.putArray("conformsTo"),
        List.of("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"));
    root.put("name", context.namespace() + "-" + context.owner());
    root.put(
        "description",
        "Synthetic table of %d rows and %d columns, made by the engine %s. %s."
            .formatted(
                task.rows(),
                schema.columns().size(),
                subject.engine(),
                evidence.standing().words()));
    root.put("url", task.output().uri() + "/");
    root.put("license", "Not stated. Use is bound to the declared purpose; see usageInfo.");
    root.putObject("creator").put("@type", "Organization").put("name", context.namespace());
    root.put("version", context.revision() + ".0.0");
    root.put("datePublished", context.createdAt());
    root.put("dateCreated", context.createdAt());
    strings(root.putArray("keywords"), List.of("synthetic data", "tabular"));
    root.put("isLiveDataset", false);
    root.put(
        "citeAs",
        "@misc{%s, title={%s, version %d (synthetic)}, year={%s}}"
            .formatted(
                context.version(),
                subject.dataset(),
                context.revision(),
                context.createdAt().substring(0, 4)));
    distribution(root.putArray("distribution"));
    recordSet(root.putArray("recordSet").addObject());
    responsibleAi(root);
    provenance(root);
    if (subject.purpose() != null) {
      usage(root.putObject("usageInfo"));
    }
    return root;
  }

  private void distribution(ArrayNode distribution) {
    for (var part : parts) {
      distribution
          .addObject()
          .put("@type", "cr:FileObject")
          .put("@id", part.path())
          .put("name", part.path())
          .put("contentUrl", part.path())
          .put("contentSize", part.size() + " B")
          .put("encodingFormat", encoding())
          .put("sha256", part.sha256());
    }
    // Relative to this document, as the paths of the files are.
    distribution
        .addObject()
        .put("@type", "cr:FileSet")
        .put("@id", PARTS)
        .put("name", PARTS)
        .put("encodingFormat", encoding())
        .put("includes", "data/*");
  }

  private String encoding() {
    return task.format() == Format.PARQUET ? "application/x-parquet" : "text/csv";
  }

  private void recordSet(ObjectNode set) {
    set.put("@type", "cr:RecordSet").put("@id", ROWS).put("name", ROWS);
    var fields = set.putArray("field");
    for (var column : schema.columns()) {
      var field =
          fields
              .addObject()
              .put("@type", "cr:Field")
              .put("@id", ROWS + "/" + column.name())
              .put("name", column.name())
              .put("description", "Simulated. " + described(column))
              .put("dataType", dataType(column));
      var source = field.putObject("source");
      source.putObject("fileSet").put("@id", PARTS);
      source.putObject("extract").put("column", column.name());
    }
  }

  private static String described(ColumnSchema column) {
    String type = column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "Type: " + type + (column.nullable() ? ", may be missing." : ".");
  }

  static String dataType(ColumnSchema column) {
    if (column.type() == ColumnType.IDENTIFIER && column.isWhole()) {
      return "sc:Integer";
    }
    return switch (column.type()) {
      case INTEGER -> "sc:Integer";
      case DECIMAL -> "sc:Float";
      case BOOLEAN -> "sc:Boolean";
      case DATE -> "sc:Date";
      case DATE_TIME -> "sc:DateTime";
      case TIME -> "sc:Time";
      case CATEGORICAL, IDENTIFIER, TEXT -> "sc:Text";
    };
  }

  private void responsibleAi(ObjectNode root) {
    var subject = evidence.subject();
    root.put("rai:hasSyntheticData", true);
    root.put(
        "rai:dataCollection",
        "Drawn from a model of the engine %s (sha256 %s), which was fitted to real rows (sha256 %s)."
            .formatted(subject.engine(), subject.modelDigest(), subject.sourceDigest()));
    strings(root.putArray("rai:dataCollectionType"), List.of("Others"));
    var uses = new ArrayList<String>();
    if (subject.purpose() != null) {
      uses.add("Declared purpose: " + subject.purpose());
    }
    if (subject.intendedUse() != null) {
      uses.add("Intended use: " + subject.intendedUse());
    }
    uses.add("Not for decisions about the people in the source, or statements about single rows");
    strings(root.putArray("rai:dataUseCases"), uses);
    strings(root.putArray("rai:dataLimitations"), Words.limits(evidence));
    strings(root.putArray("rai:dataBiases"), Biases.of(evidence));
    var handling = Handling.of(task);
    strings(root.putArray("rai:dataPreprocessingProtocol"), handling.preparation());
    // One text: the reference library reads no more than one, although the vocabulary has many.
    root.put("rai:dataReleaseMaintenancePlan", String.join(" ", handling.maintenance()));
    var sensitive = root.putArray("rai:personalSensitiveInformation");
    sensitive.add("The attributes imitate those of the source.");
    if (subject.privacy() != null) {
      sensitive.add("Proven: " + subject.privacy());
    }
    evidence.evaluation().results().stream()
        .filter(result -> result.metric().id().startsWith("privacy."))
        .map(CroissantDocument::measured)
        .forEach(sensitive::add);
    root.put(
        "rai:dataSocialImpact",
        "Spares the use of real records. Residual risk: models and figures from it are taken for"
            + " those of real rows.");
  }

  private static String measured(Measurement result) {
    String label = result.label();
    if (result.outcome() instanceof Outcome.Computed computed) {
      return label + ": " + Words.value(computed);
    }
    return label + ": not computed";
  }

  private void provenance(ObjectNode root) {
    var subject = evidence.subject();
    root.putArray("prov:wasDerivedFrom")
        .addObject()
        .put("@id", "urn:sha256:" + subject.sourceDigest())
        .put("prov:label", "the source (not distributed)");
    var activity = root.putArray("prov:wasGeneratedBy").addObject();
    activity
        .put("@type", "prov:Activity")
        .put("@id", "urn:uuid:" + task.context().versionUid())
        .put("prov:label", "generate")
        .put("prov:startedAtTime", task.generationStartedAt())
        .put("prov:endedAtTime", task.generationFinishedAt());
    activity.putArray("prov:used").addObject().put("@id", "urn:sha256:" + subject.modelDigest());
    activity
        .putObject("prov:wasAssociatedWith")
        .put("@type", "prov:SoftwareAgent")
        .put("prov:label", subject.image());
  }

  private void usage(ObjectNode usage) {
    strings(usage.putArray("@type"), List.of("CreativeWork", "odrl:Offer"));
    usage.put("name", "Purpose limitation");
    var permission = usage.putObject("odrl:permission").put("@type", "odrl:Permission");
    permission.putObject("odrl:action").put("@id", "odrl:use");
    var constraint =
        permission.putArray("odrl:constraint").addObject().put("@type", "odrl:Constraint");
    constraint.putObject("odrl:leftOperand").put("@id", "odrl:purpose");
    constraint.putObject("odrl:operator").put("@id", "odrl:eq");
    constraint
        .putObject("odrl:rightOperand")
        .put("@id", "sd:purpose/" + evidence.subject().purpose());
    usage
        .putObject("odrl:prohibition")
        .put("@type", "odrl:Prohibition")
        .putObject("odrl:action")
        .put("@id", "sd:reidentify");
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static ObjectNode context() {
    try (InputStream stream =
        CroissantDocument.class.getResourceAsStream("croissant-context.json")) {
      return (ObjectNode) JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
