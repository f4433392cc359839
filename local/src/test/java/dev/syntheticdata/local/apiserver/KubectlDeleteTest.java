package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What kubectl deletes, what goes with it, and what holds it. */
class KubectlDeleteTest extends KubectlOnLocalApi {

  @Test
  void waitForDeletionEndsWhenTheObjectIsGone() throws InterruptedException {
    apply(PIZZA);
    Process wait = kubectl.start("wait", "--for=delete", "rc/pizza", "--timeout=60s");
    kubectl.run("delete", "rc", "pizza");
    assertThat(wait.waitFor()).isZero();
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
}
