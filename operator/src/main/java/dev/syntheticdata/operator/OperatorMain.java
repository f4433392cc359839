package dev.syntheticdata.operator;

import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's process: reads its flags, starts the controllers, and waits to be stopped. */
@Command(
    name = "synthetic-data-operator",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    showDefaultValues = true,
    description =
        "Runs the controllers of syntheticdata.dev. Each option can be given by the environment"
            + " variable in brackets as well; an option on the command line goes before it.")
public final class OperatorMain implements Callable<Integer> {

  private static final Logger LOGGER = LoggerFactory.getLogger(OperatorMain.class);

  @Option(
      names = "--watch-namespaces",
      defaultValue = "${env:WATCH_NAMESPACES:-}",
      description = "Namespaces to watch, separated by commas; empty for all. [WATCH_NAMESPACES]")
  String watchNamespaces;

  @Option(
      names = "--worker-image",
      required = true,
      defaultValue = "${env:WORKER_IMAGE}",
      description = "Image of the worker for new versions, best by digest. [WORKER_IMAGE]")
  String workerImage;

  @Option(
      names = "--worker-image-pull-policy",
      defaultValue = "${env:WORKER_IMAGE_PULL_POLICY:-}",
      description = "Pull policy of that image. [WORKER_IMAGE_PULL_POLICY]")
  String workerImagePullPolicy;

  @Option(
      names = "--worker-image-pull-secrets",
      defaultValue = "${env:WORKER_IMAGE_PULL_SECRETS:-}",
      description = "Secrets to pull it with, separated by commas. [WORKER_IMAGE_PULL_SECRETS]")
  String workerImagePullSecrets;

  @Option(
      names = "--worker-service-account",
      defaultValue = "${env:WORKER_SERVICE_ACCOUNT:-}",
      description =
          "Service account of Jobs whose resource names none; it must exist in each namespace."
              + " [WORKER_SERVICE_ACCOUNT]")
  String workerServiceAccount;

  @Option(
      names = "--worker-requests",
      defaultValue = "${env:WORKER_REQUESTS:-cpu=500m,memory=1Gi}",
      description = "Resource requests of Jobs whose resource names none. [WORKER_REQUESTS]")
  String workerRequests;

  @Option(
      names = "--worker-limits",
      defaultValue = "${env:WORKER_LIMITS:-memory=2Gi}",
      description = "Resource limits of Jobs whose resource names none. [WORKER_LIMITS]")
  String workerLimits;

  @Option(
      names = "--worker-model-size-limit",
      defaultValue = "${env:WORKER_MODEL_SIZE_LIMIT:-}",
      description =
          "Bytes that a model may have, as a quantity; empty for the worker's own limit, 256Mi."
              + " [WORKER_MODEL_SIZE_LIMIT]")
  String workerModelSizeLimit;

  @Option(
      names = "--job-backoff-limit",
      defaultValue = "${env:JOB_BACKOFF_LIMIT:-5}",
      description =
          "Pods that a Job starts again after failures that may pass. [JOB_BACKOFF_LIMIT]")
  int jobBackoffLimit;

  @Option(
      names = "--job-ttl-seconds",
      defaultValue = "${env:JOB_TTL_SECONDS:-600}",
      description = "Seconds that a Job stays after its result was recorded. [JOB_TTL_SECONDS]")
  int jobTtlSeconds;

  @Option(
      names = "--object-storage-endpoint",
      defaultValue = "${env:OBJECT_STORAGE_ENDPOINT:-}",
      description =
          "URL of the S3 service of locations that name none; empty for AWS S3."
              + " [OBJECT_STORAGE_ENDPOINT]")
  String objectStorageEndpoint;

  @Option(
      names = "--cluster-name",
      defaultValue = "${env:CLUSTER_NAME:-default}",
      description = "Name of this cluster in lineage. [CLUSTER_NAME]")
  String clusterName;

  @Option(
      names = "--reconcile-threads",
      defaultValue = "${env:RECONCILE_THREADS:-10}",
      description = "Reconciliations at the same time. [RECONCILE_THREADS]")
  int reconcileThreads;

  @Option(
      names = "--management-port",
      defaultValue = "${env:MANAGEMENT_PORT:-8080}",
      description = "Port of /livez, /readyz and /metrics. [MANAGEMENT_PORT]")
  int managementPort;

  @Option(
      names = "--api-ping-seconds",
      defaultValue = "${env:API_PING_SECONDS:-20}",
      description =
          "Seconds between two pings of a connection to the API server; one that died without being"
              + " closed is noticed within twice that time. [API_PING_SECONDS]")
  int apiPingSeconds;

  @Option(
      names = "--leader-election",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "${env:LEADER_ELECTION:-false}",
      description = "Whether one of several replicas is chosen by a Lease. [LEADER_ELECTION]")
  boolean leaderElection;

  @Option(
      names = "--leader-election-namespace",
      defaultValue = "${env:POD_NAMESPACE:-default}",
      description = "Namespace of the Lease. [POD_NAMESPACE]")
  String leaderElectionNamespace;

  @Option(
      names = "--leader-election-identity",
      defaultValue = "${env:POD_NAME:-${env:HOSTNAME:-synthetic-data-operator}}",
      description = "Name of this replica. [POD_NAME]")
  String leaderElectionIdentity;

  @Spec CommandSpec command;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Starts the operator. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new OperatorMain()).execute(args));
  }

  /**
   * What the flags say.
   *
   * @throws ParameterException naming the option that cannot be used
   */
  OperatorSettings settings() {
    if (workerImage.isBlank()) {
      throw invalid("--worker-image must name an image");
    }
    var resources =
        new ResourceRequirementsBuilder()
            .withRequests(quantities("--worker-requests", workerRequests))
            .withLimits(quantities("--worker-limits", workerLimits))
            .build();
    var jobs =
        new JobSettings(
            blankToNull(workerImagePullPolicy),
            List.copyOf(list(workerImagePullSecrets)),
            blankToNull(workerServiceAccount),
            resources,
            within("--job-backoff-limit", jobBackoffLimit, 0, 100),
            within("--job-ttl-seconds", jobTtlSeconds, 0, 30 * 86_400),
            clusterName,
            endpoint(),
            modelSizeLimit());
    var election =
        leaderElection
            ? new OperatorSettings.LeaderElection(
                "synthetic-data-operator", leaderElectionNamespace, leaderElectionIdentity)
            : null;
    return new OperatorSettings(
        list(watchNamespaces),
        workerImage,
        jobs,
        within("--reconcile-threads", reconcileThreads, 1, 1000),
        election);
  }

  @Override
  public Integer call() throws Exception {
    var settings = settings();
    within("--management-port", managementPort, 0, 65_535);
    var ping = Duration.ofSeconds(within("--api-ping-seconds", apiPingSeconds, 1, 300));
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    var guard =
        settings.leaderElection() == null
            ? null
            : new LeaseGuard(
                settings.leaderElection(), Clock.systemUTC(), OperatorMain::leadershipLost);
    try (guard;
        var client = client(ping, guard)) {
      var metrics = MicrometerMetrics.withoutPerResourceMetrics(registry);
      var runtime =
          new OperatorRuntime(
              client, settings, Clock.systemUTC(), metrics, OperatorMain::leadershipLost);
      try (var management =
          new ManagementServer(
              new InetSocketAddress(managementPort),
              ManagementServer.healthy(runtime.info()),
              registry)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runtime, guard), "shutdown"));
        LOGGER.atInfo().addKeyValue("managementPort", management.port()).log("Starting");
        if (guard != null) {
          guard.start();
        }
        runtime.start();
        LOGGER.atInfo().log("Started");
        stopped.await();
      }
    }
    return 0;
  }

  private static KubernetesClient client(Duration ping, LeaseGuard guard) {
    return ApiClient.connect(
        new ConfigBuilder().build(),
        ping,
        http -> {
          if (guard != null) {
            http.addOrReplaceInterceptor("lease-guard", guard);
          }
        });
  }

  /**
   * Runs in the shutdown hook: the process ends when this returns, so what is at work is let end.
   */
  private void stop(OperatorRuntime runtime, LeaseGuard guard) {
    LOGGER.atInfo().log("Stopping");
    if (guard != null) {
      guard.close();
    }
    runtime.close();
    stopped.countDown();
  }

  /** Another replica may lead already: this one must not write any more, not even to end well. */
  private static void leadershipLost() {
    LOGGER.atError().log("Leadership lost; ending at once");
    Runtime.getRuntime().halt(1);
  }

  private Map<String, Quantity> quantities(String option, String text) {
    var quantities = new LinkedHashMap<String, Quantity>();
    for (var pair : list(text)) {
      var parts = pair.split("=", 2);
      if (parts.length != 2 || parts[0].isBlank() || !isQuantity(parts[1])) {
        throw invalid(option + " must be like cpu=500m,memory=1Gi, which \"" + pair + "\" is not");
      }
      if (quantities.put(parts[0], new Quantity(parts[1])) != null) {
        throw invalid(option + " names " + parts[0] + " twice");
      }
    }
    return quantities;
  }

  /** The grammar of Kubernetes without a sign: nothing that a pod asks for is negative. */
  private static boolean isQuantity(String text) {
    return text.matches("([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");
  }

  /** Within what the worker can hold as one array of bytes. */
  private Long modelSizeLimit() {
    var limit = blankToNull(workerModelSizeLimit);
    if (limit == null) {
      return null;
    }
    var bytes =
        isQuantity(limit) ? Quantity.getAmountInBytes(new Quantity(limit)) : BigDecimal.ZERO;
    if (bytes.compareTo(BigDecimal.valueOf(1L << 20)) < 0
        || bytes.compareTo(BigDecimal.valueOf(2047L << 20)) > 0) {
      throw invalid("--worker-model-size-limit must be from 1Mi to 2047Mi, not \"" + limit + "\"");
    }
    return bytes.longValue();
  }

  /** The form that the CRDs ask of the endpoints in resources. */
  private String endpoint() {
    var endpoint = blankToNull(objectStorageEndpoint);
    if (endpoint != null && !endpoint.matches("https?://[^/?#]+/?")) {
      throw invalid(
          "--object-storage-endpoint must be like https://s3.example.com, not " + endpoint);
    }
    return endpoint;
  }

  private int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(option + " must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /** picocli prints it with the usage, and the process ends with the exit code 2. */
  private ParameterException invalid(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static Set<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
