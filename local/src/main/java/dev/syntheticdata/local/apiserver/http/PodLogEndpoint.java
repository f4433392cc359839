package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.PodLogs;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GET of {@code pods/<name>/log}, with {@code container, follow, previous, tailLines}. */
public final class PodLogEndpoint {
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
  private static final long POLL_MILLIS = 100;

  private final ObjectStore store;
  private final PodLogs logs;

  /** Reads the files that {@code logs} names. */
  public PodLogEndpoint(ObjectStore store, PodLogs logs) {
    this.store = store;
    this.logs = logs;
  }

  Response read(Request request, Target target) {
    if (!request.method().equals("GET")) {
      throw ApiError.methodNotAllowed();
    }
    ObjectNode pod = store.get(target.key());
    if (pod == null) {
      throw ApiError.notFound(target.type(), target.name());
    }
    PodLogs.Container container =
        new PodLogs.Container(
            target.namespace(),
            target.name(),
            container(request, target, pod),
            request.flag("previous"));
    Optional<Path> file = logs.file(container);
    boolean follow = request.flag("follow");
    if (file.isEmpty() && (!follow || logs.isComplete(container))) {
      throw ApiError.badRequest(
          "container \""
              + container.container()
              + "\" in pod \""
              + target.name()
              + "\" is waiting to start: its log does not exist yet");
    }
    long tail = request.number("tailLines", -1);
    long limit = request.number("limitBytes", Long.MAX_VALUE);
    return new Response.Streamed(
        200, "text/plain", out -> copy(container, tail, limit, follow, out));
  }

  private static String container(Request request, Target target, ObjectNode pod) {
    List<String> names = new ArrayList<>();
    pod.path("spec").path("containers").forEach(c -> names.add(c.path("name").asText()));
    List<String> all = new ArrayList<>(names);
    pod.path("spec").path("initContainers").forEach(c -> all.add(c.path("name").asText()));
    String asked = request.query("container");
    if (asked.isEmpty()) {
      JsonNode annotated = pod.path("metadata").path("annotations").path(DEFAULT_CONTAINER);
      asked = names.size() == 1 ? names.get(0) : annotated.asText("");
    }
    if (asked.isEmpty()) {
      throw ApiError.badRequest(
          "a container name must be specified for pod "
              + target.name()
              + ", choose one of: "
              + all);
    }
    if (!all.contains(asked)) {
      throw ApiError.badRequest("container " + asked + " is not valid for pod " + target.name());
    }
    return asked;
  }

  private void copy(
      PodLogs.Container container, long tail, long limit, boolean follow, OutputStream out)
      throws IOException, InterruptedException {
    long position = -1;
    long left = limit;
    while (left > 0) {
      // Asked before reading: what was written until then is read below.
      boolean complete = !follow || logs.isComplete(container);
      Optional<Path> file = logs.file(container);
      if (file.isPresent()) {
        try (RandomAccessFile log = new RandomAccessFile(file.get().toFile(), "r")) {
          position = position < 0 ? startOf(log, tail) : position;
          long read = drain(log, position, left, out);
          position += read;
          left -= read;
        }
        out.flush();
      }
      if (complete) {
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static long drain(RandomAccessFile log, long from, long limit, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[8192];
    long total = 0;
    log.seek(from);
    while (total < limit) {
      int read = log.read(buffer, 0, (int) Math.min(buffer.length, limit - total));
      if (read < 0) {
        break;
      }
      out.write(buffer, 0, read);
      total += read;
    }
    return total;
  }

  /** Where the last {@code lines} lines begin; negative means all. */
  private static long startOf(RandomAccessFile log, long lines) throws IOException {
    if (lines < 0) {
      return 0;
    }
    long position = log.length();
    long ends = 0;
    while (position > 0) {
      log.seek(position - 1);
      // The newline that ends the last line does not begin another one.
      if (log.read() == '\n' && position < log.length() && ++ends == lines) {
        return position;
      }
      position--;
    }
    return lines == 0 ? log.length() : 0;
  }
}
