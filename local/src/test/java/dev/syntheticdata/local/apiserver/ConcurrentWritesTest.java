package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.MERGE;
import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrentWritesTest {
  private static final int WRITERS = 4;
  private static final int WRITES = 20;
  private static final String PIE = RECIPES + "/pie";

  private final TestApi api = TestApi.start();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
    api.close();
  }

  private void inParallel(Callable<Void> writer) throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(writer);
    }
    for (Future<Void> done : threads.invokeAll(writers)) {
      done.get();
    }
  }

  @Test
  void noUpdateIsLostBetweenWritersThatCheckVersions() throws Exception {
    api.cook("pie", "{title: Pie, pan: {}, level: 0}");
    inParallel(
        () -> {
          for (int written = 0; written < WRITES; ) {
            ObjectNode pie = (ObjectNode) api.get(PIE).body();
            ObjectNode spec = (ObjectNode) pie.get("spec");
            spec.put("level", spec.get("level").asInt() + 1);
            written += api.put(PIE, pie).code() == 200 ? 1 : 0;
          }
          return null;
        });
    assertThat(api.get(PIE).body().path("spec").path("level").asInt()).isEqualTo(WRITERS * WRITES);
  }

  @Test
  void everyWatcherSeesEveryChangeInTheSameOrder() throws Exception {
    api.cook("pie", "{title: Pie, pan: {}}");
    String path = RECIPES + "?watch=true&resourceVersion=" + api.get(RECIPES).resourceVersion();
    try (TestApi.Watch one = api.watch(path);
        TestApi.Watch other = api.watch(path)) {
      inParallel(
          () -> {
            for (int i = 0; i < WRITES; i++) {
              String key = Thread.currentThread().getId() + "-" + i;
              api.patch(PIE, MERGE, "{\"spec\":{\"notes\":{\"" + key + "\":\"x\"}}}");
            }
            return null;
          });
      Set<String> versions = new HashSet<>();
      for (int i = 0; i < WRITERS * WRITES; i++) {
        var seen = one.next().path("object");
        assertThat(other.next().path("object")).isEqualTo(seen);
        versions.add(seen.path("metadata").path("resourceVersion").asText());
      }
      assertThat(versions).hasSize(WRITERS * WRITES);
    }
  }
}
