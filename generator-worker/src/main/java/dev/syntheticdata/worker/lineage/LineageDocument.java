package dev.syntheticdata.worker.lineage;

import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskName;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@code lineage.json}: a JSON array of OpenLineage run events, START and COMPLETE of fit, generate
 * and evaluate. To send them to a catalogue: {@code jq -c '.[]' lineage.json}, one request for each
 * line.
 *
 * <p>Run ids follow from the versions' UIDs, so an event sent twice is the same event. The time of
 * every event is when the version was asked for: like all evidence, the document is a function of
 * its inputs and the same for every attempt. No event holds a statistic of the source.
 */
public final class LineageDocument {

  static final URI PRODUCER = URI.create("https://syntheticdata.dev/generator-worker");

  private final LineageInput input;
  private final OpenLineage openLineage = new OpenLineage(PRODUCER);
  private final LineageDatasets datasets;
  private final LineageFacets facets;

  private LineageDocument(LineageInput input) {
    this.input = input;
    this.datasets = new LineageDatasets(openLineage, input);
    this.facets = new LineageFacets(openLineage, input);
  }

  /** The document's text; the same input gives the same bytes. */
  public static String of(LineageInput input) {
    return new LineageDocument(input)
        .events().stream()
            .map(OpenLineageClientUtils::toJson)
            .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private List<RunEvent> events() {
    var task = input.task();
    var context = task.context();
    var events = new ArrayList<RunEvent>();
    var fit =
        new Run(
            TaskName.FIT,
            task.generator().uid(),
            context.namespace() + "/" + task.generator().generator(),
            facets.fitParameters());
    events.addAll(events(fit, List.of(datasets.source()), List.of(datasets.fittedModel())));
    String owner = context.namespace() + "/" + context.owner();
    var generate =
        new Run(TaskName.GENERATE, context.versionUid(), owner, facets.generateParameters());
    events.addAll(events(generate, List.of(datasets.model()), List.of(datasets.generated())));
    var evaluate =
        new Run(TaskName.EVALUATE, context.versionUid(), owner, facets.evaluateParameters());
    var report = List.of(datasets.evaluationReport());
    events.add(
        event(
            EventType.START,
            evaluate,
            List.of(datasets.evaluated(false), datasets.source()),
            report));
    events.add(
        event(
            EventType.COMPLETE,
            evaluate,
            List.of(datasets.evaluated(true), datasets.source()),
            report));
    return events;
  }

  /**
   * One run of a task.
   *
   * @param task the task
   * @param versionUid UID of the version it ran for
   * @param owner {@code namespace/name} of the Generator or SyntheticDataset
   * @param parameters what it was run with
   */
  record Run(
      TaskName task,
      String versionUid,
      String owner,
      List<OpenLineage.ExecutionParameter> parameters) {}

  /** START and COMPLETE of a run that knows all at its start. */
  private List<RunEvent> events(Run run, List<InputDataset> inputs, List<OutputDataset> outputs) {
    return List.of(
        event(EventType.START, run, inputs, outputs),
        event(EventType.COMPLETE, run, inputs, outputs));
  }

  private RunEvent event(
      EventType type, Run run, List<InputDataset> inputs, List<OutputDataset> outputs) {
    var context = input.task().context();
    boolean gatesKnown = run.task() == TaskName.EVALUATE && type == EventType.COMPLETE;
    return openLineage
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(time(run.task(), type))
        .run(
            openLineage.newRun(
                TaskContext.runId(run.versionUid(), run.task()), facets.ofRun(run, gatesKnown)))
        .job(
            openLineage.newJob(
                LineageFacets.jobNamespace(context),
                run.owner() + "." + run.task().label(),
                facets.ofJob(run)))
        .inputs(inputs)
        .outputs(outputs)
        .build();
  }

  /** When a run began or ended: as the operator recorded it, and for this one by the clock. */
  private ZonedDateTime time(TaskName task, EventType type) {
    boolean start = type == EventType.START;
    var model = input.task().generator().model();
    return switch (task) {
      case FIT -> ZonedDateTime.parse(start ? model.startedAt() : model.finishedAt());
      case GENERATE ->
          ZonedDateTime.parse(
              start ? input.task().generationStartedAt() : input.task().generationFinishedAt());
      case EVALUATE ->
          (start ? input.started() : input.finished())
              .truncatedTo(ChronoUnit.MILLIS)
              .atZone(ZoneOffset.UTC);
      case PUBLISH, PRUNE -> throw new IllegalArgumentException("no event is written of " + task);
    };
  }

  /** A UID as the standard wants it; one that is no UUID, as in a test cluster, gives one. */
  static UUID uuid(String uid) {
    try {
      return UUID.fromString(uid);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes(uid.getBytes(StandardCharsets.UTF_8));
    }
  }
}
