package dev.syntheticdata.operator.parent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.job.JobFactory;
import dev.syntheticdata.operator.job.JobSettings;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.job.TaskRunner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is created to delete the objects of a resource: {@code golden/jobs/prune}. */
@EnableKubernetesMockClient(crud = true, https = false)
class PruneJobGoldenTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

  KubernetesClient client;

  @TestFactory
  Stream<DynamicTest> objectsAreDeletedByThisJob() {
    return GoldenCase.tests(
        "jobs/prune",
        golden -> {
          var generator = golden.find("in-generator.yaml", Generator.class);
          var parent =
              generator.isPresent()
                  ? prune(generator.get())
                  : prune(golden.in("in-dataset.yaml", SyntheticDataset.class));
          golden.out("out-prune.yaml", created("ConfigMap", parent), created("Job", parent));
        });
  }

  private HasMetadata prune(Generator generator) {
    var spec = generator.getSpec();
    var metadata = generator.getMetadata();
    var path =
        ObjectLayout.generatorPath(
            spec.storage(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    finish(generator, new Retirement.Storage(spec.storage(), path, null, spec.job()));
    return generator;
  }

  private HasMetadata prune(SyntheticDataset dataset) {
    var spec = dataset.getSpec();
    var metadata = dataset.getMetadata();
    var path =
        ObjectLayout.datasetPath(
            spec.output(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    var pointer =
        ObjectLayout.pointerKey(spec.output(), metadata.getNamespace(), metadata.getName());
    finish(dataset, new Retirement.Storage(spec.output(), path, pointer, spec.job()));
    return dataset;
  }

  private void finish(HasMetadata parent, Retirement.Storage storage) {
    var settings = JobSettings.defaults();
    var runner = new TaskRunner(client, new JobFactory(settings), settings, CLOCK);
    var image = "registry.example.com/generator-worker@sha256:abc";
    var pruning = new Pruning(client, runner, image, settings.cluster());
    var retention =
        parent instanceof Generator generator
            ? generator.getSpec().retention()
            : ((SyntheticDataset) parent).getSpec().retention();
    // Held by the finalizer on the API server as well, for it is asked before anything is deleted.
    parent.getMetadata().setFinalizers(List.of(Api.PRUNE_FINALIZER));
    client.resource(parent).createOr(present -> present.update());
    new Retirement(client, pruning, new EventRecorder(client, CLOCK))
        .finish(
            new Retirement.Holding(parent, retention, storage, List.of(), List.of()), List.of());
  }

  /** What was created, without what the API server adds; gone from it afterwards. */
  private HasMetadata created(String kind, HasMetadata parent) {
    var namespace = parent.getMetadata().getNamespace();
    var name = parent.getMetadata().getName() + "-prune";
    var resource =
        kind.equals("Job")
            ? client.batch().v1().jobs().inNamespace(namespace).withName(name)
            : client.configMaps().inNamespace(namespace).withName(name);
    var object = resource.get();
    assertThat(object).as("%s %s", kind, name).isNotNull();
    object.getMetadata().setUid(null);
    object.getMetadata().setGeneration(null);
    object.getMetadata().setResourceVersion(null);
    object.getMetadata().setCreationTimestamp(null);
    resource.delete();
    return object;
  }
}
