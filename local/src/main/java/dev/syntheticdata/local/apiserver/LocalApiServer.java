package dev.syntheticdata.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.http.HttpFront;
import dev.syntheticdata.local.apiserver.http.PodLogEndpoint;
import dev.syntheticdata.local.apiserver.http.ReadEndpoints;
import dev.syntheticdata.local.apiserver.http.Router;
import dev.syntheticdata.local.apiserver.http.WatchEndpoint;
import dev.syntheticdata.local.apiserver.http.WriteEndpoints;
import dev.syntheticdata.local.apiserver.lifecycle.Deletion;
import dev.syntheticdata.local.apiserver.lifecycle.Identities;
import dev.syntheticdata.local.apiserver.lifecycle.ObjectWriter;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.lifecycle.WriteOptions;
import dev.syntheticdata.local.apiserver.lifecycle.WriteOptions.UnknownFields;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import dev.syntheticdata.local.apiserver.schema.CelRules;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import dev.syntheticdata.local.apiserver.table.Tables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A Kubernetes API server in this process, on loopback, with its objects in memory.
 *
 * <p>It serves kubectl and operators: discovery, OpenAPI, tables, watches, every kind of patch,
 * CRDs with defaults, pruning and validation, finalizers and garbage collection. It has no
 * controllers and no nodes: Jobs and Pods are only stored, somebody else must run them. A pod is
 * removed as soon as it is deleted. Who has the token may do everything.
 */
public final class LocalApiServer implements AutoCloseable {
  private static final WriteOptions OWN_WRITES =
      new WriteOptions("local-apiserver", false, UnknownFields.Ignore);

  private final ObjectStore store;
  private final TypeRegistry types;
  private final ObjectWriter writer;
  private final HttpFront http;
  private final String token;

  /**
   * How a server is to run.
   *
   * @param port the port on loopback, 0 for any free one
   * @param podLogs where container output is
   * @param filter sees every request
   * @param clock time of timestamps and ages
   * @param random source of uids, generated names and the token
   * @param rememberedEvents how many changes of each resource watches can go back, at least 1
   * @param bookmarkInterval how long a watch may be silent before it sends a bookmark
   * @param watchTimeout when watches end that name no timeout
   */
  public record Config(
      int port,
      PodLogs podLogs,
      RequestFilter filter,
      Clock clock,
      RandomGenerator random,
      int rememberedEvents,
      Duration bookmarkInterval,
      Duration watchTimeout) {

    /** A random port, no logs, no filter, the system's time and randomness. */
    public static Config defaults() {
      return new Config(
          0,
          PodLogs.NONE,
          RequestFilter.NONE,
          Clock.systemUTC(),
          new SecureRandom(),
          5_000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(45));
    }

    public Config withPort(int value) {
      return new Config(
          value, podLogs, filter, clock, random, rememberedEvents, bookmarkInterval, watchTimeout);
    }

    public Config withPodLogs(PodLogs value) {
      return new Config(
          port, value, filter, clock, random, rememberedEvents, bookmarkInterval, watchTimeout);
    }

    public Config withFilter(RequestFilter value) {
      return new Config(
          port, podLogs, value, clock, random, rememberedEvents, bookmarkInterval, watchTimeout);
    }

    public Config withRememberedEvents(int value) {
      return new Config(
          port, podLogs, filter, clock, random, value, bookmarkInterval, watchTimeout);
    }

    public Config withBookmarkInterval(Duration value) {
      return new Config(
          port, podLogs, filter, clock, random, rememberedEvents, value, watchTimeout);
    }

    public Config withWatchTimeout(Duration value) {
      return new Config(
          port, podLogs, filter, clock, random, rememberedEvents, bookmarkInterval, value);
    }
  }

  private LocalApiServer(Config config) throws IOException {
    CelRules.loadInBackground();
    store = new ObjectStore(config.rememberedEvents());
    types = new TypeRegistry();
    types.register(BuiltinTypes.all());
    Identities identities = new Identities(config.random());
    token = identities.token();
    Deletion deletion = new Deletion(store, types, config.clock());
    writer = new ObjectWriter(store, types, deletion, identities, config.clock());
    Tables tables = new Tables(config.clock());
    createNamespaces();
    Router router =
        new Router(
            types,
            new ReadEndpoints(store, tables),
            new WriteEndpoints(store, writer, deletion),
            new WatchEndpoint(store, tables, config.bookmarkInterval(), config.watchTimeout()),
            new PodLogEndpoint(store, config.podLogs()));
    http = new HttpFront(config.port(), token, router, config.filter());
  }

  /** Starts a server; it serves when this returns. */
  public static LocalApiServer start(Config config) throws IOException {
    return new LocalApiServer(config);
  }

  /** Where the server listens, for example {@code http://127.0.0.1:40123}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.port());
  }

  /** The bearer token that requests must carry. */
  public String token() {
    return token;
  }

  /**
   * A kubeconfig, as YAML, whose only context is this server with the namespace default. The token
   * is part of the server's URL, because kubectl sends no credentials over plain HTTP.
   */
  public String kubeconfig() {
    ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "Config");
    config
        .putArray("clusters")
        .addObject()
        .put("name", "local")
        .putObject("cluster")
        .put("server", url() + "/" + token);
    config.putArray("users").addObject().put("name", "local").putObject("user").put("token", token);
    config
        .putArray("contexts")
        .addObject()
        .put("name", "local")
        .putObject("context")
        .put("cluster", "local")
        .put("user", "local")
        .put("namespace", "default");
    config.put("current-context", "local");
    return Json.yaml(config);
  }

  /**
   * Registers every CRD in the {@code .yaml} and {@code .yml} files of a directory.
   *
   * @throws IllegalArgumentException when there is none
   */
  public void applyCrds(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
    int registered = 0;
    for (Path file : files) {
      for (JsonNode document : Json.parseYaml(Files.readAllBytes(file))) {
        if (document.path("kind").asText().equals("CustomResourceDefinition")) {
          register((ObjectNode) document);
          registered++;
        }
      }
    }
    if (registered == 0) {
      throw new IllegalArgumentException(
          "no CustomResourceDefinition in the .yaml files of " + directory);
    }
  }

  /** Creates or changes a CRD; its resources are served when this returns. */
  public void register(ObjectNode crd) {
    ResourceType type = types.byResource(BuiltinTypes.CRDS).orElseThrow();
    writer.apply(new Target(type, null, Meta.name(crd), ""), crd.deepCopy(), true, OWN_WRITES);
  }

  private void createNamespaces() {
    ResourceType type = types.byResource(BuiltinTypes.NAMESPACES).orElseThrow();
    for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
      Meta.of(namespace).put("name", name);
      writer.create(new Target(type, null, null, ""), namespace, OWN_WRITES);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
