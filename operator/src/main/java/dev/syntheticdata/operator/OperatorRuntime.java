package dev.syntheticdata.operator;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.dataset.SyntheticDatasetReconciler;
import dev.syntheticdata.operator.datasetversion.SyntheticDatasetVersionReconciler;
import dev.syntheticdata.operator.generator.GeneratorReconciler;
import dev.syntheticdata.operator.generatorversion.GeneratorVersionReconciler;
import dev.syntheticdata.operator.job.JobFactory;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.parent.Pruning;
import dev.syntheticdata.operator.parent.Retirement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** The operator's controllers, wired to an API server: started and stopped as one. */
public final class OperatorRuntime implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SAFETY_NET = Duration.ofMinutes(10);

  private final Operator operator;
  private final Runnable whenLeadershipIsLost;
  private volatile boolean closing;

  /**
   * @param client client of the API server; not closed with the operator
   * @param settings the installation's settings
   * @param clock the clock of schedules, conditions and Events
   * @param metrics where the framework reports to
   * @param whenLeadershipIsLost what to do when this replica no longer leads but was not stopped
   */
  public OperatorRuntime(
      KubernetesClient client,
      OperatorSettings settings,
      Clock clock,
      Metrics metrics,
      Runnable whenLeadershipIsLost) {
    this.whenLeadershipIsLost = whenLeadershipIsLost;
    this.operator = new Operator(overrider -> configure(overrider, client, settings, metrics));
    var jobs = settings.jobs();
    var runner = new TaskRunner(client, new JobFactory(jobs), jobs, clock);
    var events = new EventRecorder(client, clock);
    var pruning = new Pruning(client, runner, settings.workerImage(), jobs.cluster());
    var retirement = new Retirement(client, pruning, events);
    register(
        new GeneratorReconciler(retirement, events, clock, settings.workerImage()),
        Generator.class,
        settings,
        true);
    register(
        new GeneratorVersionReconciler(runner, events, clock, jobs.cluster()),
        GeneratorVersion.class,
        settings,
        false);
    register(
        new SyntheticDatasetReconciler(retirement, events, clock, settings.workerImage()),
        SyntheticDataset.class,
        settings,
        true);
    register(
        new SyntheticDatasetVersionReconciler(runner, events, clock, jobs.cluster()),
        SyntheticDatasetVersion.class,
        settings,
        false);
  }

  /**
   * Starts the controllers; returns when their caches are filled, or this process waits to lead.
   */
  public void start() {
    operator.start();
  }

  /** The framework's own view of itself, for probes. */
  public RuntimeInfo info() {
    return operator.getRuntimeInfo();
  }

  @Override
  public void close() {
    closing = true;
    operator.stop();
  }

  private void leadingStopped() {
    if (!closing) {
      whenLeadershipIsLost.run();
    }
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      OperatorSettings settings,
      Metrics metrics) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(settings.reconcileThreads())
        .withReconciliationTerminationTimeout(STOP_TIMEOUT)
        .withUseSSAToPatchPrimaryResource(true)
        // An informer that cannot start because a CRD or a right is missing is told by the probes
        // and
        // tried again; the process does not end.
        .withStopOnInformerErrorDuringStartup(false)
        .withInformerStoppedHandler((informer, error) -> {})
        .withMetrics(metrics);
    if (settings.leaderElection() != null) {
      var election = settings.leaderElection();
      overrider.withLeaderElectionConfiguration(
          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.lease())
              .withLeaseNamespace(election.namespace())
              .withIdentity(election.identity())
              .withLeaderCallbacks(
                  new LeaderCallbacks(() -> {}, () -> leadingStopped(), leader -> {}))
              // The framework's own way ends the process also where it is stopped in order.
              .withExitOnStopLeading(false)
              .build());
    }
  }

  /**
   * @param allEvents whether the controller handles deletion itself: it does where a finalizer is
   *     there only by the owner's wish, which the framework's own finalizers are not
   */
  private <P extends HasMetadata> void register(
      Reconciler<P> reconciler, Class<P> type, OperatorSettings settings, boolean allEvents) {
    Consumer<ControllerConfigurationOverrider<P>> configuration =
        overrider -> {
          overrider
              .withName(type.getSimpleName().toLowerCase(Locale.ROOT))
              .withFieldManager("synthetic-data-operator")
              // The generation says nothing of annotations (a refresh request) and of a status of
              // our
              // own, after which the next step begins.
              .withGenerationAware(false)
              .withOnUpdateFilter((now, before) -> isNews(now, before))
              .withTriggerReconcilerOnAllEvents(allEvents)
              .withReconciliationMaxInterval(SAFETY_NET)
              .withItemStore(LeanStore.of(settings.namespaces()))
              .withInformerListLimit(LeanStore.PAGE)
              .withRetry(
                  new GenericRetry()
                      .setInitialInterval(500)
                      .setIntervalMultiplier(2)
                      .setMaxInterval(60_000)
                      .withoutMaxAttempts());
          if (settings.namespaces().isEmpty()) {
            overrider.watchingAllNamespaces();
          } else {
            overrider.settingNamespaces(settings.namespaces());
          }
        };
    operator.register(reconciler, configuration);
  }

  private static boolean isNews(HasMetadata now, HasMetadata before) {
    return !Objects.equals(
        now.getMetadata().getResourceVersion(), before.getMetadata().getResourceVersion());
  }
}
