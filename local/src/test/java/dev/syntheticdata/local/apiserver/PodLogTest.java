package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodLogTest {
  private static final String PODS = "/api/v1/namespaces/default/pods";

  @TempDir Path directory;
  private final AtomicBoolean complete = new AtomicBoolean(true);
  private TestApi api;

  @BeforeEach
  void start() {
    PodLogs logs =
        new PodLogs() {
          @Override
          public Optional<Path> file(Container container) {
            return Optional.of(directory.resolve(container.container())).filter(Files::exists);
          }

          @Override
          public boolean isComplete(Container container) {
            return complete.get();
          }
        };
    api = TestApi.start(LocalApiServer.Config.defaults().withPodLogs(logs));
    api.post(
        PODS,
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {initContainers: [{name: init,"
            + " image: i}], containers: [{name: main, image: i}]}}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Path write(String container, String text) throws IOException {
    return Files.writeString(
        directory.resolve(container), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String log(String query) {
    return api.get(PODS + "/p/log" + query).body().asText();
  }

  @Test
  void theOnlyContainerIsTheDefault() throws IOException {
    write("main", "hello\n");
    assertThat(log("")).isEqualTo("hello\n");
  }

  @Test
  void anInitContainerIsNamed() throws IOException {
    write("init", "prepared\n");
    assertThat(log("?container=init")).isEqualTo("prepared\n");
  }

  @Test
  void theTailIsCountedInLines() throws IOException {
    write("main", "a\nb\nc\n");
    assertThat(log("?tailLines=2")).isEqualTo("b\nc\n");
    assertThat(log("?tailLines=9")).isEqualTo("a\nb\nc\n");
    assertThat(log("?tailLines=0")).isEmpty();
  }

  @Test
  void theTailOfAnUnfinishedLineCountsIt() throws IOException {
    write("main", "a\nb\nc");
    assertThat(log("?tailLines=1")).isEqualTo("c");
  }

  @Test
  void bytesAreLimited() throws IOException {
    write("main", "abcdef");
    assertThat(log("?limitBytes=3")).isEqualTo("abc");
  }

  @Test
  void followingEndsWhenTheContainerIsComplete() throws IOException {
    complete.set(false);
    write("main", "first\n");
    try (TestApi.Watch lines = api.watch(PODS + "/p/log?follow=true")) {
      assertThat(lines.lines().readLine()).isEqualTo("first");
      write("main", "second\n");
      assertThat(lines.lines().readLine()).isEqualTo("second");
      complete.set(true);
      assertThat(lines.lines().readLine()).isNull();
    }
  }

  @Test
  void unknownContainersAndPodsAreNamed() {
    assertThat(api.get(PODS + "/p/log?container=x").message())
        .isEqualTo("container x is not valid for pod p");
    assertThat(api.get(PODS + "/q/log").message()).isEqualTo("pods \"q\" not found");
  }
}
