package dev.syntheticdata.bench;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Generators and datasets as users write them, and many users at the same time. */
final class Fleet implements AutoCloseable {

  /** Rows of every dataset. */
  static final long ROWS = 10_000;

  static final int DATASETS_PER_GENERATOR = 100;

  private static final int USERS = 8;

  private final KubernetesClient client;
  private final ExecutorService users = Executors.newFixedThreadPool(USERS);

  Fleet(KubernetesClient client) {
    this.client = client;
  }

  static String dataset(int number) {
    return "dataset-%05d".formatted(number);
  }

  static String generatorOf(int dataset) {
    return "generator-%03d".formatted(dataset / DATASETS_PER_GENERATOR);
  }

  /** Makes the generators of so many datasets, and waits until they are fitted. */
  void fitGeneratorsFor(int datasets, Observer observer) {
    int count = (datasets + DATASETS_PER_GENERATOR - 1) / DATASETS_PER_GENERATOR;
    forEach(0, count, number -> create(generator(generatorOf(number * DATASETS_PER_GENERATOR))));
    Await.until(
        "all generators are fitted", Duration.ofMinutes(5), () -> observer.fitted() >= count);
  }

  /** Makes datasets {@code from} to {@code to}, this one not among them; returns when all are. */
  void create(int from, int to) {
    forEach(from, to, number -> createLike(number, number));
  }

  /** Makes a dataset that refers to the generator of another number. */
  void createLike(int number, int other) {
    create(dataset(dataset(number), generatorOf(other)));
  }

  /** Asks for a new version. */
  void refresh(String dataset, String request) {
    client
        .resources(SyntheticDataset.class)
        .withName(dataset)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                .formatted(Api.REFRESH_REQUESTED_AT, request));
  }

  /** The same without waiting for it. */
  Future<?> refreshSoon(String dataset, String request) {
    return users.submit(() -> refresh(dataset, request));
  }

  void delete(String dataset) {
    client.resources(SyntheticDataset.class).withName(dataset).delete();
  }

  /** Does something with each number of a range, by all users. */
  void forEach(int from, int to, IntConsumer action) {
    var futures = new ArrayList<Future<?>>();
    IntStream.range(from, to).forEach(i -> futures.add(users.submit(() -> action.accept(i))));
    try {
      for (var future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  <T extends HasMetadata> T create(T object) {
    return client.resource(object).create();
  }

  KubernetesClient client() {
    return client;
  }

  /** The objects of a manifest. */
  List<HasMetadata> items(String yaml) {
    return client.load(new ByteArrayInputStream(yaml.getBytes())).items();
  }

  private HasMetadata generator(String name) {
    return items(
            """
            apiVersion: syntheticdata.dev/v1alpha1
            kind: Generator
            metadata:
              name: %s
              namespace: default
            spec:
              source:
                location: {bucket: real-data, key: table.csv, credentials: {secretRef: {name: source}}}
              storage: {bucket: models, credentials: {secretRef: {name: models}}}
              engine:
                gaussianCopula: {}
            """
                .formatted(name))
        .get(0);
  }

  private HasMetadata dataset(String name, String generator) {
    return items(
            """
            apiVersion: syntheticdata.dev/v1alpha1
            kind: SyntheticDataset
            metadata:
              name: %s
              namespace: default
            spec:
              generatorRef: {name: %s}
              rows: %d
              purpose: ModelTraining
              intendedUse: A model that tells customers who leave from those who stay.
              output: {bucket: synthetic-data, credentials: {secretRef: {name: output}}}
              gates:
                - {metric: fidelity.column-shapes, min: 0.9}
            """
                .formatted(name, generator, ROWS))
        .get(0);
  }

  @Override
  public void close() {
    users.shutdownNow();
  }
}
