package dev.syntheticdata.operator.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.job.JobFactory;
import dev.syntheticdata.operator.job.JobSettings;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.parent.Pruning;
import dev.syntheticdata.operator.parent.Retirement;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What one reconciliation of a generator on 10 March 2026 at noon leaves behind: the version it
 * creates, the Events it writes, the status it patches: {@code golden/statuses/generator}.
 */
@EnableKubernetesMockClient(crud = true, https = false)
class GeneratorGoldenTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
  private static final String IMAGE = "registry.example.com/generator-worker@sha256:abc";

  KubernetesClient client;

  @TestFactory
  Stream<DynamicTest> aGeneratorIsKeptFitted() {
    return GoldenCase.tests("statuses/generator", this::check);
  }

  private void check(GoldenCase golden) {
    var generator = golden.in("in-generator.yaml", Generator.class);
    var versions = golden.all("in-generatorversion", GeneratorVersion.class);
    clear();

    var control = reconciler().reconcile(generator, context(versions));
    golden.out("out-events.yaml", events());
    var created = created();
    if (!created.isEmpty()) {
      golden.out("out-generatorversion.yaml", created.toArray());
    }
    var status = control.getResource().orElseThrow().getStatus();
    golden.out("out-status.yaml", status);

    generator.setStatus(status);
    var all = Stream.concat(versions.stream(), stored().stream()).toList();
    assertThat(reconciler().reconcile(generator, context(all)).isNoUpdate())
        .as("an idle resource causes no write")
        .isTrue();
    assertThat(created()).hasSameSizeAs(created);
    clear();
  }

  private GeneratorReconciler reconciler() {
    var settings = JobSettings.defaults();
    var runner = new TaskRunner(client, new JobFactory(settings), settings, CLOCK);
    var events = new EventRecorder(client, CLOCK);
    var pruning = new Pruning(client, runner, IMAGE, settings.cluster());
    return new GeneratorReconciler(new Retirement(client, pruning, events), events, CLOCK, IMAGE);
  }

  /** The part of the framework's context that the reconciler asks for. */
  @SuppressWarnings("unchecked")
  private Context<Generator> context(List<GeneratorVersion> versions) {
    return (Context<Generator>)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getClient" -> client;
                  case "isPrimaryResourceDeleted" -> false;
                  case "getSecondaryResources" ->
                      arguments[0] == GeneratorVersion.class ? Set.copyOf(versions) : Set.of();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<GeneratorVersion> stored() {
    return client.resources(GeneratorVersion.class).inNamespace("research").list().getItems();
  }

  /** Without what the API server adds. */
  private List<GeneratorVersion> created() {
    return stored().stream()
        .peek(
            version -> {
              var metadata = version.getMetadata();
              metadata.setUid(null);
              metadata.setGeneration(null);
              metadata.setResourceVersion(null);
              metadata.setCreationTimestamp(null);
            })
        .toList();
  }

  private List<String> events() {
    return client.v1().events().inNamespace("research").list().getItems().stream()
        .sorted(Comparator.comparing(Event::getReason))
        .map(e -> e.getType() + " " + e.getReason() + ": " + e.getMessage())
        .toList();
  }

  private void clear() {
    client.resources(GeneratorVersion.class).inNamespace("research").delete();
    client.v1().events().inNamespace("research").delete();
  }
}
