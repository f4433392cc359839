package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.ContainerEngine;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.engine.EngineContract;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod in which an engine of its owner's runs between two stages of the worker: {@code prepare},
 * {@code engine}, and the worker itself, one after the other. They share one volume; the keys are
 * the worker's, and so is the volume in which its stages meet.
 */
final class EnginePod {

  /** Name of the container of the stage before the engine. */
  static final String PREPARE = "prepare";

  /** Name of the engine's container. */
  static final String ENGINE = "engine";

  private static final String DATA = "data";
  private static final String SCRATCH = "engine-scratch";
  private static final String TEMPORARY = "/tmp";
  private static final String STATE = TEMPORARY + "/state";

  /** What SIGKILL and SIGTERM leave: the engine was ended by others, such as a drained node. */
  private static final List<Integer> KILLED = List.of(137, 143);

  private EnginePod() {}

  /**
   * Makes a worker's pod one of an engine.
   *
   * @param resources resources of an engine that names none
   */
  static void extend(
      PodSpec spec, ContainerEngine engine, boolean fits, ResourceRequirements resources) {
    var worker = spec.getContainers().get(0);
    var prepare = new ContainerBuilder(worker).withName(PREPARE).build();
    stage(prepare, "prepare");
    stage(worker, "finish");
    spec.setInitContainers(List.of(prepare, engine(engine, fits, resources)));
    spec.getVolumes()
        .add(
            new VolumeBuilder()
                .withName(DATA)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(engine.effectiveDataSizeLimit()))
                .endEmptyDir()
                .build());
    spec.getVolumes()
        .add(
            new VolumeBuilder()
                .withName(SCRATCH)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(engine.effectiveDataSizeLimit()))
                .endEmptyDir()
                .build());
  }

  private static void stage(Container worker, String stage) {
    var args = new ArrayList<>(worker.getArgs());
    args.addAll(List.of("--stage", stage, "--data", EngineContract.DIRECTORY, "--state", STATE));
    worker.setArgs(args);
    var mounts = new ArrayList<>(worker.getVolumeMounts());
    mounts.add(mount(DATA, EngineContract.DIRECTORY));
    worker.setVolumeMounts(mounts);
  }

  private static Container engine(
      ContainerEngine engine, boolean fits, ResourceRequirements resources) {
    return new ContainerBuilder()
        .withName(ENGINE)
        .withImage(engine.image())
        .withImagePullPolicy(
            engine.imagePullPolicy() == null ? null : engine.imagePullPolicy().word())
        .withCommand(engine.command())
        .withArgs(engine.args())
        .withEnv(environment(engine))
        .withResources(resources(engine, fits, resources))
        // What an engine says last is what its owner needs, whether it knows of the file or not.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsUser(engine.runAsUser())
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mount(DATA, EngineContract.DIRECTORY), mount(SCRATCH, TEMPORARY))
        .build();
  }

  private static ResourceRequirements resources(
      ContainerEngine engine, boolean fits, ResourceRequirements resources) {
    var stage = stage(engine, fits);
    return stage == null || stage.resources() == null
        ? resources
        : new ResourceRequirementsBuilder()
            .withRequests(quantities(stage.resources().get("requests")))
            .withLimits(quantities(stage.resources().get("limits")))
            .build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> texts) {
    var quantities = new TreeMap<String, Quantity>();
    if (texts != null) {
      texts.forEach((name, text) -> quantities.put(name, new Quantity(text)));
    }
    return quantities;
  }

  /** Where the engine's files are, and a home it can write to; its owner may say otherwise. */
  private static List<EnvVar> environment(ContainerEngine engine) {
    var variables = new ArrayList<EnvVar>();
    variables.add(variable("HOME", TEMPORARY));
    variables.add(variable("TMPDIR", TEMPORARY));
    if (engine.env() != null) {
      engine
          .env()
          .forEach(
              own -> {
                variables.removeIf(given -> given.getName().equals(own.name()));
                variables.add(variable(own.name(), own.value()));
              });
    }
    variables.removeIf(given -> given.getName().equals(EngineContract.VARIABLE));
    variables.add(variable(EngineContract.VARIABLE, EngineContract.DIRECTORY));
    return variables;
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  /** How the engine runs in a task; null where nothing is said. */
  static ContainerEngine.Stage stage(ContainerEngine engine, boolean fits) {
    return fits ? engine.fit() : engine.generate();
  }

  /** Seconds that the engine's owner gives a task; null where nothing is said. */
  static Long timeout(ContainerEngine engine, boolean fits) {
    var stage = engine == null ? null : stage(engine, fits);
    return stage == null ? null : stage.timeoutSeconds();
  }

  /**
   * What comes after the rules of every Job: the first stage of the worker ends like the worker,
   * and an engine that failed by itself fails again, unless it says otherwise.
   */
  static List<PodFailurePolicyRule> failureRules(List<Integer> permanent) {
    var tryAgain = new ArrayList<>(List.of(EngineContract.TRY_AGAIN));
    tryAgain.addAll(KILLED);
    return List.of(rule(PREPARE, "In", permanent), rule(ENGINE, "NotIn", tryAgain));
  }

  private static PodFailurePolicyRule rule(String container, String operator, List<Integer> codes) {
    return new PodFailurePolicyRuleBuilder()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(container)
        .withOperator(operator)
        .withValues(codes)
        .endOnExitCodes()
        .build();
  }

  /** Why a Job whose engine failed did, from the engine's exit code. */
  static ExitCode outcome(int exitCode) {
    return exitCode == EngineContract.INVALID_INPUT
        ? ExitCode.INVALID_INPUT
        : ExitCode.ENGINE_FAILED;
  }
}
