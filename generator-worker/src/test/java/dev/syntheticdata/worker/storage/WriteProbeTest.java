package dev.syntheticdata.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.ConditionalWrites;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteProbeTest {

  private static final String KEY = "v1/probe";

  @TempDir Path directory;

  private ObjectStore careful() {
    return new DirectoryObjectStore(directory);
  }

  @Test
  void findsThatConditionsAreHonoured() {
    assertThat(WriteProbe.run(careful(), KEY)).isEqualTo(ConditionalWrites.HONOURED);
  }

  @Test
  void findsTheSameWhereTheObjectOfAnEarlierProbeIs() {
    WriteProbe.run(careful(), KEY);

    assertThat(WriteProbe.run(careful(), KEY)).isEqualTo(ConditionalWrites.HONOURED);
    assertThat(careful().list("")).containsExactly(KEY);
  }

  @Test
  void findsThatIfNoneMatchIsIgnored() {
    var store = new CarelessStore(careful(), true, false);

    assertThat(WriteProbe.run(store, KEY)).isEqualTo(ConditionalWrites.IGNORED);
    assertThat(WriteProbe.run(store, KEY)).isEqualTo(ConditionalWrites.IGNORED);
  }

  @Test
  void findsThatIfMatchIsIgnored() {
    var store = new CarelessStore(careful(), false, true);

    assertThat(WriteProbe.run(store, KEY)).isEqualTo(ConditionalWrites.IGNORED);
    assertThat(WriteProbe.run(store, KEY)).isEqualTo(ConditionalWrites.IGNORED);
  }

  @Test
  void podsThatProbeAtOnceDoNotMisleadEachOther() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try (var s3 = S3Server.start();
        var store = s3.open()) {
      Callable<ConditionalWrites> probe = () -> WriteProbe.run(store, KEY);
      var found = threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> probe).toList());

      assertThat(found).extracting(WriteProbeTest::get).containsOnly(ConditionalWrites.HONOURED);
    } finally {
      threads.shutdown();
    }
  }

  private static ConditionalWrites get(java.util.concurrent.Future<ConditionalWrites> found) {
    try {
      return found.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
