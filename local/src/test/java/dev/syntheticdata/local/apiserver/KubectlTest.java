package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a person does with kubectl, done with the real one. */
class KubectlTest extends KubectlOnLocalApi {

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
      watch.waitFor(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitForConditionAndFieldEndsWhenTheyHold() throws InterruptedException {
    apply(PIZZA);
    Process wait = kubectl.start("wait", "--for=condition=Ready", "rc/pizza", "--timeout=60s");
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
    assertThat(
            kubectl.run("wait", "--for=jsonpath={.spec.servings}=2", "rc/pizza", "--timeout=60s"))
        .contains("condition met");
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
    kubectl.run("wait", "--for=condition=Established", "-f", file, "--timeout=60s");
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
