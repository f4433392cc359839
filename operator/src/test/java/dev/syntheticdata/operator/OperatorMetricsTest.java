package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics that {@code docs/operations.md} lists are those there are, by their true names. */
@EnableKubernetesMockClient(crud = true)
class OperatorMetricsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?:operator_sdk|jvm)_[^|]*\\|");
  private static final Pattern NAME = Pattern.compile("`((?:operator_sdk|jvm)_[\\w<>]+)`");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\w+) ");
  private static final String STATUS =
      "/apis/syntheticdata.dev/v1alpha1/namespaces/default/generators/patients/status"
          + "?fieldManager=synthetic-data-operator&force=true";

  private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";

  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theDocumentedMetricsAreThoseThereAre() throws Exception {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var added = new Semaphore(0);
    registry.config().onMeterAdded(meter -> added.release());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    var documented = documented();

    try (var runtime =
        new OperatorRuntime(
            client,
            new OperatorSettings(Set.of(), "worker:1", JobSettings.defaults(), 2, null),
            Clock.systemUTC(),
            MicrometerMetrics.withoutPerResourceMetrics(registry),
            () -> {})) {
      runtime.start();
      // A generator whose status can be written, and its version, whose Job cannot be made.
      server.expect().patch().withPath(STATUS).andReturn(200, generator()).always();
      server.expect().post().withPath(JOBS).andReturn(404, "").always();
      client.resource(generator()).create();
      await(registry, added, Set.of("operator_sdk_reconciliations_success_total"));
      client.resource(generator()).delete();
      await(registry, added, documented);
    }
    assertThat(families(registry)).containsExactlyElementsOf(documented);
  }

  /** Waits until there are such metrics; each that comes is told, so that nothing is polled. */
  private static void await(PrometheusMeterRegistry registry, Semaphore added, Set<String> wanted)
      throws InterruptedException {
    while (!families(registry).containsAll(wanted)) {
      assertThat(added.tryAcquire(5, TimeUnit.MINUTES))
          .as("there are %s, and there should be %s", families(registry), wanted)
          .isTrue();
    }
  }

  private static Generator generator() {
    var generator = Fixtures.generator();
    generator.getMetadata().setNamespace("default");
    return generator;
  }

  /** The names in the table, with the four controllers put in. */
  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(DOCUMENT))
        .results()
        .flatMap(row -> NAME.matcher(row.group()).results())
        .flatMap(
            name ->
                Stream.of(
                        "generator",
                        "generatorversion",
                        "syntheticdataset",
                        "syntheticdatasetversion")
                    .map(controller -> name.group(1).replace("<controller>", controller)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of metrics; the greatest value of a timer belongs to the timer. */
  private static Set<String> families(PrometheusMeterRegistry registry) {
    return FAMILY
        .matcher(registry.scrape())
        .results()
        .map(family -> family.group(1).replaceFirst("_seconds_max$", "_seconds"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
