package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

class OperatorMainTest {

  private static final String IMAGE = "--worker-image=registry.example.com/worker@sha256:abc";

  private static OperatorSettings settings(String... flags) {
    var main = new OperatorMain();
    new CommandLine(main).parseArgs(flags);
    return main.settings();
  }

  @Test
  void onlyTheImageMustBeGiven() {
    assertThat(settings(IMAGE))
        .isEqualTo(
            new OperatorSettings(
                Set.of(),
                "registry.example.com/worker@sha256:abc",
                JobSettings.defaults(),
                10,
                null));
  }

  @Test
  void everyFlagIsHeard() {
    var settings =
        settings(
            IMAGE,
            "--watch-namespaces=research, clinic ,",
            "--worker-image-pull-policy=Always",
            "--worker-image-pull-secrets=one,two",
            "--worker-service-account=worker",
            "--worker-requests=cpu=250m,memory=512Mi,ephemeral-storage=1.5Gi",
            "--worker-limits=",
            "--worker-model-size-limit=1Gi",
            "--job-backoff-limit=2",
            "--job-ttl-seconds=60",
            "--object-storage-endpoint=https://s3.west.example.com",
            "--cluster-name=west",
            "--reconcile-threads=3",
            "--leader-election",
            "--leader-election-namespace=operators",
            "--leader-election-identity=pod-1");

    assertThat(settings.namespaces()).containsExactlyInAnyOrder("research", "clinic");
    assertThat(settings.reconcileThreads()).isEqualTo(3);
    assertThat(settings.leaderElection())
        .isEqualTo(
            new OperatorSettings.LeaderElection("synthetic-data-operator", "operators", "pod-1"));
    var jobs = settings.jobs();
    assertThat(jobs.imagePullPolicy()).isEqualTo("Always");
    assertThat(jobs.imagePullSecrets()).containsExactly("one", "two");
    assertThat(jobs.serviceAccountName()).isEqualTo("worker");
    assertThat(jobs.resources().getRequests())
        .isEqualTo(
            Map.of(
                "cpu", new Quantity("250m"),
                "memory", new Quantity("512Mi"),
                "ephemeral-storage", new Quantity("1.5Gi")));
    assertThat(jobs.resources().getLimits()).isEmpty();
    assertThat(jobs.modelSizeLimit()).isEqualTo(1L << 30);
    assertThat(jobs.backoffLimit()).isEqualTo(2);
    assertThat(jobs.ttlSecondsAfterFinished()).isEqualTo(60);
    assertThat(jobs.cluster()).isEqualTo("west");
    assertThat(jobs.objectStorageEndpoint()).isEqualTo("https://s3.west.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "--leader-election, true",
    "--leader-election=true, true",
    "--leader-election=false, false"
  })
  void leaderElectionIsASwitch(String flag, boolean on) {
    assertThat(settings(IMAGE, flag).leaderElection() != null).isEqualTo(on);
  }

  @Test
  void eachOptionCanBeGivenByTheVariableInItsDescription() {
    assertThat(OperatorMain.class.getDeclaredFields())
        .filteredOn(field -> field.isAnnotationPresent(Option.class))
        .isNotEmpty()
        .allSatisfy(
            field -> {
              var option = field.getAnnotation(Option.class);
              var variable = option.description()[0].replaceFirst("^.*\\[([A-Z_]+)]$", "$1");
              assertThat(option.defaultValue()).startsWith("${env:" + variable);
            });
  }

  /** The exit code and what is printed, of a process with that command line. */
  private record Run(int exitCode, String printed) {
    static Run of(String... flags) {
      var printed = new StringWriter();
      var line = new CommandLine(new OperatorMain());
      line.setErr(new PrintWriter(printed));
      line.setOut(new PrintWriter(printed));
      return new Run(line.execute(flags), printed.toString());
    }

    void isRefused(String... said) {
      assertThat(exitCode).isEqualTo(ExitCode.USAGE);
      assertThat(printed).contains(said).contains("Usage:").doesNotContain("\tat ");
    }
  }

  @Test
  void withoutImageItIsSaidWhatIsMissing() {
    Run.of().isRefused("--worker-image");
    Run.of("--worker-image=").isRefused("--worker-image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu",
        "cpu=",
        "=1",
        "cpu=much",
        "cpu=1Zi",
        "cpu=-1",
        "cpu=1 2",
        "cpu=.",
        "cpu=1=2"
      })
  void aQuantityThatIsNoneIsNamed(String pair) {
    Run.of(IMAGE, "--worker-requests=memory=1Gi," + pair)
        .isRefused("--worker-requests", "\"" + pair + "\"", "cpu=500m");
    Run.of(IMAGE, "--worker-limits=" + pair).isRefused("--worker-limits", "\"" + pair + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.5", ".5", "1.", "500m", "2Gi", "1e3", "1E-3", "100k", "7u", "3n"})
  void aQuantityIsWhatKubernetesTakesForOne(String quantity) {
    assertThat(settings(IMAGE, "--worker-limits=cpu=" + quantity).jobs().resources().getLimits())
        .containsEntry("cpu", new Quantity(quantity));
  }

  @Test
  void aResourceThatIsNamedTwiceIsToldOf() {
    Run.of(IMAGE, "--worker-limits=cpu=1,cpu=2").isRefused("--worker-limits", "cpu twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--reconcile-threads=0",
        "--api-ping-seconds=0",
        "--api-ping-seconds=301",
        "--job-backoff-limit=-1",
        "--job-ttl-seconds=-1",
        "--management-port=65536",
        "--management-port=-1",
        "--reconcile-threads=many",
        "--job-ttl-seconds=99999999999"
      })
  void aNumberOutOfRangeIsNamed(String flag) {
    Run.of(IMAGE, flag).isRefused(flag.substring(0, flag.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1Mi", "2047Mi", "1e9", "268435456", "1.5Gi"})
  void aModelMayBeAsLargeAsOneArray(String limit) {
    assertThat(settings(IMAGE, "--worker-model-size-limit=" + limit).jobs().modelSizeLimit())
        .isEqualTo(Quantity.getAmountInBytes(new Quantity(limit)).longValueExact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1Ki", "2Gi", "0", "-1Gi", "large", "1GB"})
  void aModelSizeLimitThatIsNoneIsNamed(String limit) {
    Run.of(IMAGE, "--worker-model-size-limit=" + limit)
        .isRefused("--worker-model-size-limit", "from 1Mi to 2047Mi", "\"" + limit + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3.example.com", "ftp://s3.example.com", "https://s3.example.com/path"})
  void anEndpointThatIsNoneIsNamed(String endpoint) {
    Run.of(IMAGE, "--object-storage-endpoint=" + endpoint)
        .isRefused("--object-storage-endpoint", endpoint);
  }

  @Test
  void anUnknownFlagIsNamed() {
    Run.of(IMAGE, "--dry-run").isRefused("--dry-run");
  }

  @Test
  void helpIsGivenWithoutAnImage() {
    var run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.printed()).contains("--watch-namespaces", "[WATCH_NAMESPACES]");
  }
}
