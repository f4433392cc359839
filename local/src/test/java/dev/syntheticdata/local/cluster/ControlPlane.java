package dev.syntheticdata.local.cluster;

import dev.syntheticdata.local.apiserver.Kubectl;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A real Kubernetes API server with its etcd, on loopback, that knows this project's CRDs; and of
 * the controller manager the garbage collector alone. There is no kubelet and no scheduler, and
 * there are no further controllers but those that a test starts for itself.
 */
public final class ControlPlane implements AutoCloseable {

  /** The CRDs that this project ships. */
  public static final Path CRDS = Path.of("..", "crds");

  private final KubeBinaries binaries;
  private final Path crds;
  private final List<String> apiServerFlags;
  private final Path directory;
  private final Deque<ServerProcess> processes = new ArrayDeque<>();
  private final List<ReservedPort> ports = new ArrayList<>();
  private final int port = reservePort();
  private final String etcdClients = "http://127.0.0.1:" + reservePort();
  private final String etcdPeers = "http://127.0.0.1:" + reservePort();
  private final String token = UUID.randomUUID().toString();
  private final HttpClient http = HttpClient.newHttpClient();
  private KubernetesClient client;
  private ServerProcess etcd;
  private ServerProcess apiServer;
  private boolean orphanMade;

  private ControlPlane(
      KubeBinaries binaries, Path crds, List<String> apiServerFlags, Path directory) {
    this.binaries = binaries;
    this.crds = crds;
    this.apiServerFlags = apiServerFlags;
    this.directory = directory;
  }

  /** Starts one; it serves the CRDs, and the garbage collector watches them, when this returns. */
  public static ControlPlane start(KubeBinaries binaries) {
    return start(binaries, CRDS, List.of());
  }

  /**
   * Starts one of its own for a test, with CRDs or flags of its choice. Without its programs the
   * test is skipped.
   *
   * @param crds directory of the CRDs
   * @param apiServerFlags further flags of the API server
   */
  public static ControlPlane startWith(Path crds, String... apiServerFlags) {
    return start(KubeBinaries.require(), crds, List.of(apiServerFlags));
  }

  private static ControlPlane start(KubeBinaries binaries, Path crds, List<String> apiServerFlags) {
    try {
      var directory = Files.createTempDirectory("control-plane");
      var plane = new ControlPlane(binaries, crds, apiServerFlags, directory);
      try {
        plane.startAll();
        return plane;
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        plane.close();
        throw e;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the control plane does not start", e);
    }
  }

  private void startAll() throws IOException, GeneralSecurityException {
    SecretFiles.write(directory, token);
    startEtcd();
    startApiServer();
    client = newClient("control-plane");
    kubectl().run("apply", "--server-side", "-f", crds.toAbsolutePath().toString());
    kubectl().run("wait", "--for=condition=Established", "crd", "--all", "--timeout=120s");
    apiServer.awaitReady(() -> ServedKinds.areDescribed(client));
    startGarbageCollector();
  }

  private void startEtcd() {
    etcd =
        run(
            "etcd",
            "--data-dir=" + directory.resolve("etcd"),
            "--listen-client-urls=" + etcdClients,
            "--advertise-client-urls=" + etcdClients,
            "--listen-peer-urls=" + etcdPeers,
            "--initial-advertise-peer-urls=" + etcdPeers,
            "--initial-cluster=default=" + etcdPeers,
            "--unsafe-no-fsync",
            "--log-level=warn");
    etcd.awaitReady(() -> answers(etcdClients + "/health"));
  }

  private void startApiServer() {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of(
            "--etcd-servers=" + etcdClients,
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + directory.resolve("certificates"),
            "--endpoint-reconciler-type=none",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--token-auth-file=" + directory.resolve("tokens.csv"),
            "--authorization-mode=RBAC",
            // Nobody here gives pods a service account's token.
            "--disable-admission-plugins=ServiceAccount",
            // As some clusters do: who makes an object block its owner's deletion needs a right to.
            "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + directory.resolve("sa.pub"),
            "--service-account-signing-key-file=" + directory.resolve("sa.key")));
    arguments.addAll(apiServerFlags);
    apiServer = run("kube-apiserver", arguments.toArray(String[]::new));
    // The key is written after the certificate, so then both are whole.
    apiServer.awaitReady(() -> Files.exists(directory.resolve("certificates/apiserver.key")));
    awaitApiServer();
  }

  private void awaitApiServer() {
    try (var probe = newClient("readiness")) {
      apiServer.awaitReady(() -> isReady(probe));
    }
  }

  private boolean isReady(KubernetesClient probe) {
    try {
      return "ok".equals(probe.raw("/readyz"))
          && probe.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }

  private void startGarbageCollector() throws IOException {
    runControllers(reservePort(), "garbage-collector-controller").awaitReady(this::collectsGarbage);
  }

  /**
   * Starts further controllers of the controller manager, in a process of their own. Not all tests
   * want them: where Jobs are faked, a Job controller would make pods that nobody runs.
   *
   * @param names for example {@code job-controller}
   * @return ends them when it is closed
   */
  public AutoCloseable startControllers(String... names) throws IOException {
    int securePort = reservePort();
    var process = runControllers(securePort, names);
    process.awaitReady(() -> isListening(securePort));
    return process;
  }

  private ServerProcess runControllers(int securePort, String... names) throws IOException {
    return run(
        "kube-controller-manager",
        "--kubeconfig=" + Files.writeString(directory.resolve("kubeconfig"), kubeconfig()),
        "--controllers=" + String.join(",", names),
        "--leader-elect=false",
        "--bind-address=127.0.0.1",
        "--secure-port=" + securePort,
        "--cert-dir=" + directory.resolve("controller-manager"));
  }

  /** Whether an object whose owner does not exist goes, which shows that the collector works. */
  private boolean collectsGarbage() {
    var orphan = client.configMaps().withName("orphan");
    if (!orphanMade) {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("orphan")
                  .withNamespace("default")
                  .addNewOwnerReference()
                  .withApiVersion("v1")
                  .withKind("ConfigMap")
                  .withName("parent")
                  .withUid(UUID.randomUUID().toString())
                  .endOwnerReference()
                  .endMetadata()
                  .build())
          .create();
      orphanMade = true;
    }
    return orphan.get() == null;
  }

  /** Kills the API server and starts it again, as it was; it serves when this returns. */
  public void restartApiServer() {
    stop(apiServer);
    startApiServer();
  }

  /** Kills etcd and starts it again with its data; the API server serves when this returns. */
  public void restartEtcd() {
    stop(etcd);
    startEtcd();
    awaitApiServer();
  }

  /** Lets etcd stand still, connections and all, until {@link #thawEtcd}. */
  public void freezeEtcd() {
    etcd.signal("STOP");
  }

  /** Lets etcd go on; the API server serves when this returns. */
  public void thawEtcd() {
    etcd.signal("CONT");
    awaitApiServer();
  }

  /**
   * Lets etcd forget all but the present state, and the API server what it remembers of the past: a
   * watch cannot go on from a version before.
   */
  public void forgetHistory() {
    var now = client.namespaces().list().getMetadata().getResourceVersion();
    var compaction =
        HttpRequest.newBuilder(URI.create(etcdClients + "/v3/kv/compaction"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"revision\": \"" + now + "\"}"))
            .build();
    try {
      var answer = http.send(compaction, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("etcd does not compact: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    restartApiServer();
  }

  private void stop(ServerProcess process) {
    processes.remove(process);
    process.close();
  }

  private ServerProcess run(String program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    var process = ServerProcess.start(directory, command);
    processes.push(process);
    return process;
  }

  /** The API server makes its certificate itself, and signs it with an authority in this file. */
  private Path authority() {
    return directory.resolve("certificates").resolve("apiserver.crt");
  }

  private String url() {
    return "https://127.0.0.1:" + port;
  }

  /** Version of Kubernetes, for example 1.36.3. */
  public String version() {
    return binaries.version();
  }

  /** A new client of an administrator in the namespace default; its user closes it. */
  public KubernetesClient newClient(String userAgent) {
    return newClient(config(userAgent));
  }

  /**
   * As {@link #newClient}, with the rights of another.
   *
   * @param user name of a user, for example {@code system:serviceaccount:default:operator}
   */
  public KubernetesClient newClientAs(String user, String userAgent) {
    return newClient(config(userAgent).withImpersonateUsername(user));
  }

  private static KubernetesClient newClient(ConfigBuilder config) {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new OkHttpClientFactory())
        .withConfig(config.build())
        .build();
  }

  private ConfigBuilder config(String userAgent) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withCaCertFile(authority().toString())
        .withOauthToken(token)
        .withNamespace("default")
        .withUserAgent(userAgent);
  }

  /** kubectl of the API server's version, as an administrator in the namespace default. */
  public Kubectl kubectl() throws IOException {
    return new Kubectl(binaries.program("kubectl"), kubeconfig(), directory);
  }

  /** What makes programs use this API server as an administrator. */
  public String kubeconfig() {
    return kubeconfig(token);
  }

  /** What makes programs use this API server, as the one that a bearer token is of. */
  public String kubeconfig(String bearer) {
    return """
        apiVersion: v1
        kind: Config
        current-context: tests
        clusters:
          - {name: tests, cluster: {server: "%s", certificate-authority: "%s"}}
        users:
          - {name: tests, user: {token: "%s"}}
        contexts:
          - {name: tests, context: {cluster: tests, user: tests, namespace: default}}
        """
        .formatted(url(), authority(), bearer);
  }

  /** Removes what tests left in the namespace default. */
  public void clean() {
    Leftovers.remove(client);
  }

  /** Until this is closed: servers are restarted on their ports. */
  private int reservePort() {
    var reserved = new ReservedPort();
    ports.add(reserved);
    return reserved.number();
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean answers(String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    while (!processes.isEmpty()) {
      processes.pop().close();
    }
    ports.forEach(ReservedPort::close);
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
