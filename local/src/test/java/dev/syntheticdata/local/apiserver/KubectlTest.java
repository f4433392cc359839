package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with kubectl, done with the real one. */
class KubectlTest {
  private static final String PIZZA =
      TestApi.recipe("pizza", "{title: Pizza, oven: {}, ingredients: [{name: flour, grams: 200}]}");
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: wash}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - {name: main, image: soap, env: [{name: A, value: x}]}
      """;

  @TempDir Path directory;
  private LocalApiServer server;
  private Kubectl kubectl;
  private Path log;

  @BeforeEach
  void start() throws IOException {
    log = directory.resolve("container.log");
    server =
        LocalApiServer.start(
            LocalApiServer.Config.defaults()
                .withPodLogs(c -> Optional.of(log).filter(Files::exists)));
    server.register(Yaml.recipeCrd());
    kubectl = new Kubectl(server, directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String apply(String manifest) {
    return kubectl.run("apply", "-f", kubectl.file("manifest.yaml", manifest)).trim();
  }

  private String serverSideApply(String manifest, String... options) {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 4, options.length);
    arguments[0] = "apply";
    arguments[1] = "--server-side";
    arguments[2] = "-f";
    arguments[3] = kubectl.file("manifest.yaml", manifest);
    return kubectl.run(arguments).trim();
  }

  private String field(String resource, String jsonPath) {
    return kubectl.run("get", resource, "-o", "jsonpath={" + jsonPath + "}");
  }

  @Test
  void applyCreatesThenLeavesAloneThenConfigures() {
    assertThat(apply(PIZZA)).isEqualTo("recipe.kitchen.example.test/pizza created");
    String version = field("recipe/pizza", ".metadata.resourceVersion");
    assertThat(apply(PIZZA)).isEqualTo("recipe.kitchen.example.test/pizza unchanged");
    assertThat(field("recipe/pizza", ".metadata.resourceVersion")).isEqualTo(version);
    assertThat(apply(PIZZA.replace("200", "300")))
        .isEqualTo("recipe.kitchen.example.test/pizza configured");
    assertThat(field("recipe/pizza", ".spec.ingredients[0].grams")).isEqualTo("300");
  }

  @Test
  void applyRemovesWhatTheManifestNoLongerSays() {
    apply(TestApi.recipe("pizza", "{title: Pizza, oven: {}, code: abc}"));
    apply(TestApi.recipe("pizza", "{title: Pizza, oven: {}}"));
    assertThat(field("recipe/pizza", ".spec.code")).isEmpty();
  }

  @Test
  void applyMergesAJobByItsKeysAndLeavesDefaultsAlone() {
    apply(JOB);
    assertThat(apply(JOB)).isEqualTo("job.batch/wash unchanged");
    assertThat(apply(JOB.replace("spec:\n  template", "spec:\n  suspend: true\n  template")))
        .isEqualTo("job.batch/wash configured");
    assertThat(field("job/wash", ".spec.backoffLimit")).isEqualTo("6");
  }

  @Test
  void aChangedJobTemplateIsRefused() {
    apply(JOB);
    Kubectl.Result result =
        kubectl.attempt("apply", "-f", kubectl.file("m.yaml", JOB.replace("soap", "brush")));
    assertThat(result.err()).contains("spec.template: Invalid value").contains("immutable");
  }

  @Test
  void serverSideApplyTwiceWritesOnce() {
    assertThat(serverSideApply(PIZZA))
        .isEqualTo("recipe.kitchen.example.test/pizza serverside-applied");
    String version = field("recipe/pizza", ".metadata.resourceVersion");
    serverSideApply(PIZZA);
    assertThat(field("recipe/pizza", ".metadata.resourceVersion")).isEqualTo(version);
  }

  @Test
  void serverSideApplyNamesTheManagerInConflictsAndForceWins() {
    serverSideApply(PIZZA, "--field-manager=owner");
    String changed = kubectl.file("c.yaml", PIZZA.replace("200", "300"));

    Kubectl.Result refused =
        kubectl.attempt("apply", "--server-side", "--field-manager=guest", "-f", changed);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "Apply failed with 1 conflict: conflict with \"owner\":"
                + " .spec.ingredients[name=\"flour\"].grams");

    kubectl.run(
        "apply", "--server-side", "--field-manager=guest", "--force-conflicts", "-f", changed);
    assertThat(field("recipe/pizza", ".spec.ingredients[0].grams")).isEqualTo("300");
  }

  @Test
  void aClientSideAppliedObjectCanBeTakenOverByServerSideApply() {
    apply(PIZZA);
    serverSideApply(PIZZA);
    assertThat(field("recipe/pizza", ".metadata.managedFields[*].operation"))
        .doesNotContain("Update");
  }

  @Test
  void diffShowsOnlyWhatWouldChange() {
    apply(PIZZA);
    String same = kubectl.file("same.yaml", PIZZA);
    assertThat(kubectl.run("diff", "-f", same)).isEmpty();

    Kubectl.Result changed =
        kubectl.attempt("diff", "-f", kubectl.file("c.yaml", PIZZA.replace("200", "300")));
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).contains("-  - grams: 200").contains("+  - grams: 300");
    assertThat(field("recipe/pizza", ".spec.ingredients[0].grams")).isEqualTo("200");
  }

  @Test
  void serverSideDiffOfAJobIsEmptyWhenNothingChanges() {
    serverSideApply(JOB);
    assertThat(kubectl.run("diff", "--server-side", "-f", kubectl.file("same.yaml", JOB)))
        .isEmpty();
  }

  @Test
  void serverDryRunChangesNothing() {
    kubectl.run("apply", "--dry-run=server", "-f", kubectl.file("m.yaml", PIZZA));
    assertThat(kubectl.attempt("get", "recipe", "pizza").err()).contains("NotFound");
  }

  @Test
  void explainDescribesTheFieldsOfACustomResource() {
    assertThat(kubectl.run("explain", "recipe.spec"))
        .contains("What to cook.")
        .contains("title\t<string> -required-")
        .contains("For how many people.");
  }

  @Test
  void explainDescribesTheFieldsOfABuiltinKind() {
    assertThat(kubectl.run("explain", "job.spec.template.spec.containers", "--recursive"))
        .contains("image")
        .contains("volumeMounts");
  }

  @Test
  void getShowsTheColumnsOfTheCrd() {
    apply(PIZZA);
    kubectl.run(
        "patch",
        "recipe",
        "pizza",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(kubectl.run("get", "rc").lines().toList().get(0).split(" +"))
        .containsExactly("NAME", "SERVINGS", "READY", "AGE");
    assertThat(kubectl.run("get", "rc", "-o", "wide")).contains("CUISINE");
    assertThat(kubectl.run("get", "rc", "--no-headers").split(" +"))
        .startsWith("pizza", "2", "True");
  }

  @Test
  void getSelectsByLabelAndField() {
    apply(TestApi.recipe("a", "{title: Aaa, pan: {}, cuisine: Thai}"));
    apply(TestApi.recipe("b", "{title: Bbb, pan: {}, cuisine: Italian}"));
    kubectl.run("label", "recipe", "a", "size=big");
    assertThat(kubectl.run("get", "rc", "-l", "size in (big,huge)", "-o", "name"))
        .isEqualTo("recipe.kitchen.example.test/a\n");
    assertThat(kubectl.run("get", "rc", "--field-selector=spec.cuisine=Italian", "-o", "name"))
        .isEqualTo("recipe.kitchen.example.test/b\n");
    assertThat(kubectl.run("get", "kitchen", "-A", "-o", "name").lines()).hasSize(2);
  }

  @Test
  void getPagesThroughLargeLists() {
    for (String name : new String[] {"a", "b", "c", "d", "e"}) {
      apply(TestApi.recipe(name, "{title: Dish, pan: {}}"));
    }
    assertThat(kubectl.run("get", "rc", "--chunk-size=2", "-o", "name").lines()).hasSize(5);
  }

  @Test
  void getWatchShowsEachChange() throws InterruptedException {
    apply(PIZZA);
    Process watch = kubectl.start("get", "rc", "-w", "--no-headers");
    try {
      assertThat(Kubectl.line(watch)).startsWith("pizza   2");
      kubectl.run("patch", "recipe", "pizza", "--type=merge", "-p", "{\"spec\":{\"servings\":7}}");
      assertThat(Kubectl.line(watch)).startsWith("pizza   7");
    } finally {
      watch.destroy();
      watch.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitForConditionAndFieldEndsWhenTheyHold() throws InterruptedException {
    apply(PIZZA);
    Process wait = kubectl.start("wait", "--for=condition=Ready", "rc/pizza", "--timeout=20s");
    kubectl.run(
        "patch",
        "recipe",
        "pizza",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(Kubectl.line(wait)).endsWith("condition met");
    assertThat(wait.waitFor()).isZero();
    assertThat(kubectl.run("wait", "--for=jsonpath={.spec.servings}=2", "rc/pizza", "--timeout=5s"))
        .contains("condition met");
  }

  @Test
  void waitForDeletionEndsWhenTheObjectIsGone() throws InterruptedException {
    apply(PIZZA);
    Process wait = kubectl.start("wait", "--for=delete", "rc/pizza", "--timeout=20s");
    kubectl.run("delete", "rc", "pizza");
    assertThat(wait.waitFor()).isZero();
  }

  @Test
  void everyKindOfPatchWorks() {
    apply(PIZZA);
    kubectl.run("patch", "rc", "pizza", "--type=merge", "-p", "{\"spec\":{\"servings\":3}}");
    assertThat(field("rc/pizza", ".spec.servings")).isEqualTo("3");
    kubectl.run(
        "patch",
        "rc",
        "pizza",
        "--type=json",
        "-p",
        "[{\"op\":\"replace\",\"path\":\"/spec/servings\",\"value\":4}]");
    assertThat(field("rc/pizza", ".spec.servings")).isEqualTo("4");
    apply(JOB);
    kubectl.run("patch", "job", "wash", "-p", "{\"spec\":{\"suspend\":true}}");
    assertThat(field("job/wash", ".spec.suspend")).isEqualTo("true");
  }

  @Test
  void aStrategicPatchOfACustomResourceIsRefused() {
    apply(PIZZA);
    Kubectl.Result result =
        kubectl.attempt("patch", "rc", "pizza", "-p", "{\"spec\":{\"servings\":3}}");
    assertThat(result.err()).contains("strategic-merge-patch+json is not supported");
  }

  @Test
  void editWritesWhatTheEditorLeaves() {
    apply(PIZZA);
    String editor =
        kubectl.file("editor.sh", "#!/bin/sh\nsed -i 's/grams: 200/grams: 250/' \"$1\"\n");
    assertThat(Path.of(editor).toFile().setExecutable(true)).isTrue();
    Kubectl.Result result =
        kubectl.attempt(Map.of("KUBE_EDITOR", editor), "edit", "recipe", "pizza");
    assertThat(result.out()).contains("edited");
    assertThat(field("rc/pizza", ".spec.ingredients[0].grams")).isEqualTo("250");
  }

  @Test
  void labelsAndAnnotationsComeAndGo() {
    apply(JOB);
    kubectl.run("label", "job", "wash", "a=b");
    kubectl.run("annotate", "job", "wash", "note=x");
    assertThat(field("job/wash", ".metadata.labels.a")).isEqualTo("b");
    kubectl.run("label", "job", "wash", "a-");
    assertThat(field("job/wash", ".metadata.labels.a")).isEmpty();
    assertThat(field("job/wash", ".metadata.annotations.note")).isEqualTo("x");
  }

  @Test
  void anInvalidResourceGetsEveryCause() {
    Kubectl.Result result =
        kubectl.attempt(
            "apply",
            "-f",
            kubectl.file("m.yaml", TestApi.recipe("bad", "{title: X, servings: 0}")));
    assertThat(result.err())
        .contains("The Recipe \"bad\" is invalid:")
        .contains(
            "* spec.title: Invalid value: \"X\": spec.title in body should be at least 3 chars"
                + " long")
        .contains(
            "* spec.servings: Invalid value: 0: spec.servings in body should be greater than or"
                + " equal to 1")
        .contains("* spec: Invalid value: exactly one of oven and pan must be given");
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    Kubectl.Result result =
        kubectl.attempt(
            "apply",
            "-f",
            kubectl.file("m.yaml", TestApi.recipe("bad", "{titel: Pizza, title: Pie, pan: {}}")));
    assertThat(result.err()).contains("strict decoding error: unknown field \"spec.titel\"");
  }

  @Test
  void anUnknownFieldIsOnlyWarnedOfWhenAsked() {
    Kubectl.Result result =
        kubectl.attempt(
            "apply",
            "--validate=warn",
            "-f",
            kubectl.file("m.yaml", TestApi.recipe("ok", "{titel: Pizza, title: Pie, pan: {}}")));
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("Warning: unknown field \"spec.titel\"");
  }

  @Test
  void logsOfAPodAndOfAJob() throws IOException {
    apply(JOB);
    String uid = field("job/wash", ".metadata.uid");
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: wash-1
          labels: {batch.kubernetes.io/controller-uid: %s, job-name: wash}
        spec: {containers: [{name: main, image: soap}]}
        """
            .formatted(uid));
    Files.writeString(log, "one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "wash-1")).isEqualTo("one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "wash-1", "--tail=2")).isEqualTo("two\nthree\n");
    assertThat(kubectl.run("logs", "wash-1", "-f")).isEqualTo("one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "job/wash")).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void logsOfAContainerThatHasNotStartedSaySo() {
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec: {containers: [{name: c, image: i}]}
        """);
    assertThat(kubectl.attempt("logs", "p").err()).contains("waiting to start");
  }

  @Test
  void deletionTakesOwnedObjectsAlong() {
    String uid = owned();
    assertThat(uid).isNotEmpty();
    kubectl.run("delete", "rc", "pizza");
    assertThat(kubectl.run("get", "cm", "-o", "name")).isEmpty();
  }

  @Test
  void foregroundDeletionTakesOwnedObjectsAlong() {
    owned();
    kubectl.run("delete", "rc", "pizza", "--cascade=foreground");
    assertThat(kubectl.run("get", "cm,rc", "-o", "name")).isEmpty();
  }

  @Test
  void orphansStay() {
    owned();
    kubectl.run("delete", "rc", "pizza", "--cascade=orphan");
    assertThat(kubectl.run("get", "cm", "-o", "name")).isEqualTo("configmap/notes\n");
    assertThat(field("cm/notes", ".metadata.ownerReferences")).isEmpty();
  }

  private String owned() {
    apply(PIZZA);
    String uid = field("rc/pizza", ".metadata.uid");
    apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: notes
          ownerReferences:
            - apiVersion: kitchen.example.test/v1alpha1
              kind: Recipe
              name: pizza
              uid: %s
              blockOwnerDeletion: true
        """
            .formatted(uid));
    return uid;
  }

  @Test
  void aFinalizerHoldsAnObjectUntilItIsRemoved() {
    apply(PIZZA);
    kubectl.run(
        "patch",
        "rc",
        "pizza",
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[\"a.b/c\"]}}");
    kubectl.run("delete", "rc", "pizza", "--wait=false");
    assertThat(field("rc/pizza", ".metadata.deletionTimestamp")).isNotEmpty();
    kubectl.run(
        "patch", "rc", "pizza", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(kubectl.attempt("get", "rc", "pizza").err()).contains("NotFound");
  }

  @Test
  void deletingANamespaceDeletesWhatIsInIt() {
    apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: team}");
    kubectl.run("-n", "team", "apply", "-f", kubectl.file("m.yaml", PIZZA));
    kubectl.run("delete", "namespace", "team");
    assertThat(kubectl.run("get", "rc", "-A", "-o", "name")).isEmpty();
  }

  @Test
  void applyingIntoAMissingNamespaceNamesIt() {
    Kubectl.Result result =
        kubectl.attempt("-n", "nowhere", "apply", "-f", kubectl.file("m.yaml", PIZZA));
    assertThat(result.err()).contains("namespaces \"nowhere\" not found");
  }

  @Test
  void replaceAndDeleteByFileAndAll() {
    apply(PIZZA);
    String file = kubectl.file("m.yaml", PIZZA.replace("200", "220"));
    assertThat(kubectl.run("replace", "-f", file)).contains("replaced");
    assertThat(field("rc/pizza", ".spec.ingredients[0].grams")).isEqualTo("220");
    kubectl.run("delete", "-f", file);
    apply(PIZZA);
    kubectl.run("delete", "rc", "--all");
    assertThat(kubectl.run("get", "rc", "-o", "name")).isEmpty();
  }

  @Test
  void apiResourcesNamesEverythingServed() {
    assertThat(kubectl.run("api-resources", "-o", "name"))
        .contains(
            "recipes.kitchen.example.test", "jobs.batch", "pods", "leases.coordination.k8s.io");
  }

  @Test
  void eventsOfAnObjectAreShownWithIt() {
    apply(PIZZA);
    String uid = field("rc/pizza", ".metadata.uid");
    apply(
        """
        apiVersion: v1
        kind: Event
        metadata: {name: pizza.1, namespace: default}
        involvedObject: {kind: Recipe, name: pizza, namespace: default, uid: %s,
          apiVersion: kitchen.example.test/v1alpha1}
        reason: Baked
        message: It smells good
        type: Normal
        firstTimestamp: 2026-01-01T00:00:00Z
        lastTimestamp: 2026-01-01T00:00:00Z
        count: 1
        """
            .formatted(uid));
    assertThat(kubectl.run("get", "events")).contains("Baked").contains("recipe/pizza");
    assertThat(kubectl.run("events", "--for", "recipe/pizza")).contains("It smells good");
    assertThat(kubectl.run("describe", "rc", "pizza")).contains("It smells good");
  }

  @Test
  void aCrdCanBeAppliedWaitedForAndRemoved() {
    String file =
        kubectl.file("crd.yaml", Yaml.file("recipes-crd.yaml").replace("kitchen.", "canteen."));
    kubectl.run("apply", "-f", file);
    kubectl.run("wait", "--for=condition=Established", "-f", file, "--timeout=5s");
    assertThat(kubectl.run("get", "recipes.canteen.example.test", "-o", "name")).isEmpty();
    kubectl.run("delete", "-f", file);
    assertThat(kubectl.attempt("get", "recipes.canteen.example.test").err())
        .contains("the server doesn't have a resource type");
  }

  @Test
  void secretsKeepPlainTextsEncoded() {
    apply("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: value}");
    assertThat(field("secret/s", ".data.k")).isEqualTo("dmFsdWU=");
  }

  @Test
  void whatKubectlCreateWritesCanBeApplied() {
    String manifest =
        kubectl.run(
            "create", "job", "hi", "--image=x", "--dry-run=client", "-o", "yaml", "--", "ls");
    assertThat(manifest).contains("creationTimestamp: null");
    assertThat(apply(manifest)).isEqualTo("job.batch/hi created");
  }

  @Test
  void permissionsAreAskedForAndGranted() {
    assertThat(kubectl.run("auth", "can-i", "create", "pods")).isEqualTo("yes\n");
  }

  @Test
  void jobsAndPodsAreDescribed() {
    apply(JOB);
    assertThat(kubectl.run("describe", "job", "wash"))
        .contains("Completions:      1")
        .contains("Image:      soap");
  }

  @Test
  void protobufBodiesAreRefusedClearly() {
    assertThat(kubectl.attempt("create", "namespace", "x").err())
        .contains("the body of the request was in an unknown format");
  }

  @Test
  void aWrongTokenIsRefused() throws IOException {
    Files.writeString(
        directory.resolve("kubeconfig"), server.kubeconfig().replace(server.token(), "wrong"));
    assertThat(kubectl.attempt("get", "rc").err()).contains("You must be logged in");
  }
}
