package dev.syntheticdata.local.progress;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts resources into lines. */
final class Lines {

  private Lines() {}

  static List<Line> of(HasMetadata resource) {
    if (resource instanceof Generator g) {
      return List.of(parent(g, g.getStatus() == null ? null : g.getStatus().conditions()));
    }
    if (resource instanceof SyntheticDataset d) {
      return List.of(parent(d, d.getStatus() == null ? null : d.getStatus().conditions()));
    }
    if (resource instanceof GeneratorVersion v) {
      return tasks(v, v.getStatus() == null ? null : v.getStatus().tasks());
    }
    if (resource instanceof SyntheticDatasetVersion v) {
      return tasks(v, v.getStatus() == null ? null : v.getStatus().tasks());
    }
    return List.of();
  }

  private static Line parent(HasMetadata resource, List<Condition> conditions) {
    var name = resource.getKind() + " " + resource.getMetadata().getName();
    var key = resource.getKind() + "/" + resource.getMetadata().getName();
    var ready = find(conditions, "Ready");
    if (ready == null) {
      return new Line(key, 0, Line.State.WAITING, name, "not seen yet");
    }
    boolean stalled = find(conditions, "Stalled") != null;
    var state =
        "True".equals(ready.getStatus())
            ? Line.State.DONE
            : stalled ? Line.State.FAILED : Line.State.WORKING;
    return new Line(key, 0, state, name, ready.getMessage());
  }

  private static Condition find(List<Condition> conditions, String type) {
    return conditions == null
        ? null
        : conditions.stream().filter(c -> type.equals(c.getType())).findFirst().orElse(null);
  }

  private static List<Line> tasks(HasMetadata version, List<TaskStatus> tasks) {
    var lines = new ArrayList<Line>();
    for (var task : tasks == null ? List.<TaskStatus>of() : tasks) {
      var name = version.getMetadata().getName() + " " + task.name();
      var key = version.getKind() + "/" + version.getMetadata().getName() + "/" + task.name();
      lines.add(
          switch (task.state()) {
            case RUNNING -> new Line(key, 1, Line.State.WORKING, name, "Job " + task.jobName());
            case SUCCEEDED -> new Line(key, 1, Line.State.DONE, name, took(task));
            case FAILED -> new Line(key, 1, Line.State.FAILED, name, task.message());
          });
    }
    return lines;
  }

  private static String took(TaskStatus task) {
    var duration =
        Duration.between(Instant.parse(task.startedAt()), Instant.parse(task.finishedAt()));
    return "done in " + duration.toSeconds() + " s";
  }
}
