package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.MERGE;
import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PAN = "{title: Dish, pan: {}}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private String owner(String name) {
    return api.cook(name, PAN).path("metadata").path("uid").asText();
  }

  private static String reference(String name, String uid) {
    return "{apiVersion: kitchen.example.test/v1alpha1, kind: Recipe, name: %s, uid: %s,"
            .formatted(name, uid)
        + " blockOwnerDeletion: true}";
  }

  private void map(String name, String... references) {
    String manifest =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, ownerReferences: [%s]}}"
            .formatted(name, String.join(",", references));
    assertThat(api.post(MAPS, manifest).code()).isEqualTo(201);
  }

  private boolean exists(String path) {
    return api.get(path).code() == 200;
  }

  private JsonNode metadata(String path) {
    return api.get(path).body().path("metadata");
  }

  private void setFinalizers(String path, String json) {
    assertThat(api.patch(path, MERGE, "{\"metadata\":{\"finalizers\":" + json + "}}").code())
        .isEqualTo(200);
  }

  @Test
  void withoutFinalizersAnObjectGoesAtOnce() {
    owner("a");
    TestApi.Answer answer = api.delete(RECIPES + "/a");
    assertThat(answer.body().path("status").asText()).isEqualTo("Success");
    assertThat(exists(RECIPES + "/a")).isFalse();
  }

  @Test
  void aFinalizerKeepsAnObjectMarked() {
    owner("a");
    setFinalizers(RECIPES + "/a", "[\"x.y/z\"]");
    api.delete(RECIPES + "/a");
    JsonNode marked = metadata(RECIPES + "/a");
    assertThat(marked.has("deletionTimestamp")).isTrue();
    assertThat(marked.path("generation").asInt()).isEqualTo(2);
    setFinalizers(RECIPES + "/a", "null");
    assertThat(exists(RECIPES + "/a")).isFalse();
  }

  @Test
  void aMarkedObjectTakesNoNewFinalizers() {
    owner("a");
    setFinalizers(RECIPES + "/a", "[\"x.y/z\"]");
    api.delete(RECIPES + "/a");
    TestApi.Answer answer =
        api.patch(RECIPES + "/a", MERGE, "{\"metadata\":{\"finalizers\":[\"x.y/z\",\"n.m/o\"]}}");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("no new finalizers can be added");
  }

  @Test
  void backgroundDeletionCollectsTheWholeTree() {
    String top = owner("top");
    map("child", reference("top", top));
    String child = metadata(MAPS + "/child").path("uid").asText();
    map("grandchild", "{apiVersion: v1, kind: ConfigMap, name: child, uid: " + child + "}");
    api.delete(RECIPES + "/top");
    assertThat(exists(MAPS + "/child")).isFalse();
    assertThat(exists(MAPS + "/grandchild")).isFalse();
  }

  @Test
  void anObjectStaysWhileOneOwnerIsLeft() {
    String a = owner("a");
    String b = owner("b");
    map("shared", reference("a", a), reference("b", b));
    api.delete(RECIPES + "/a");
    assertThat(metadata(MAPS + "/shared").path("ownerReferences")).hasSize(1);
    api.delete(RECIPES + "/b");
    assertThat(exists(MAPS + "/shared")).isFalse();
  }

  @Test
  void foregroundDeletionWaitsForBlockingDependents() {
    String a = owner("a");
    map("child", reference("a", a));
    setFinalizers(MAPS + "/child", "[\"x.y/z\"]");
    api.delete(RECIPES + "/a?propagationPolicy=Foreground");
    assertThat(metadata(RECIPES + "/a").path("finalizers").get(0).asText())
        .isEqualTo("foregroundDeletion");
    setFinalizers(MAPS + "/child", "null");
    assertThat(exists(MAPS + "/child")).isFalse();
    assertThat(exists(RECIPES + "/a")).isFalse();
  }

  @Test
  void orphansLoseTheirReferenceAndStay() {
    String a = owner("a");
    map("child", reference("a", a));
    api.delete(RECIPES + "/a", "{\"propagationPolicy\":\"Orphan\"}");
    assertThat(exists(RECIPES + "/a")).isFalse();
    assertThat(metadata(MAPS + "/child").has("ownerReferences")).isFalse();
  }

  @Test
  void podsSurviveTheirJobUnlessSaidOtherwise() {
    String jobs = "/apis/batch/v1/namespaces/default/jobs";
    String uid =
        api.post(
                jobs,
                "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec:"
                    + " {restartPolicy: Never, containers: [{name: m, image: i}]}}}}")
            .body()
            .path("metadata")
            .path("uid")
            .asText();
    String reference = "{apiVersion: batch/v1, kind: Job, name: j, uid: " + uid + "}";
    map("child", reference);
    TestApi.Answer answer = api.delete(jobs + "/j");
    assertThat(exists(MAPS + "/child")).isTrue();
    assertThat(answer.response().headers().firstValue("Warning").orElse(""))
        .contains("child pods are preserved by default");
  }

  @Test
  void anObjectBornAfterItsOwnerDiedIsCollected() {
    String a = owner("a");
    api.delete(RECIPES + "/a");
    map("late", reference("a", a));
    assertThat(exists(MAPS + "/late")).isFalse();
  }

  @Test
  void ownersOfKindsThatAreNotServedCountAsAlive() {
    map("m", "{apiVersion: apps/v1, kind: Deployment, name: d, uid: u-1}");
    assertThat(exists(MAPS + "/m")).isTrue();
  }

  @Test
  void preconditionsAreChecked() {
    owner("a");
    assertThat(api.delete(RECIPES + "/a", "{\"preconditions\":{\"uid\":\"other\"}}").code())
        .isEqualTo(409);
    assertThat(api.delete(RECIPES + "/a", "{\"preconditions\":{\"resourceVersion\":\"1\"}}").code())
        .isEqualTo(409);
    assertThat(exists(RECIPES + "/a")).isTrue();
  }

  @Test
  void aDryRunDeletesNothing() {
    owner("a");
    assertThat(api.delete(RECIPES + "/a?dryRun=All").code()).isEqualTo(200);
    assertThat(exists(RECIPES + "/a")).isTrue();
  }

  @Test
  void aCollectionIsDeletedBySelector() {
    owner("a");
    owner("b");
    api.patch(RECIPES + "/a", MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
    api.delete(RECIPES + "?labelSelector=x%3Dy");
    assertThat(exists(RECIPES + "/a")).isFalse();
    assertThat(exists(RECIPES + "/b")).isTrue();
  }

  @Test
  void aNamespaceStaysUntilItIsEmpty() {
    String team = "/api/v1/namespaces/team";
    String map = team + "/configmaps/m";
    api.post("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: team}}");
    api.post(
        team + "/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, finalizers: [x.y/z]}}");
    api.delete(team);
    assertThat(api.get(team).body().path("status").path("phase").asText()).isEqualTo("Terminating");
    TestApi.Answer refused =
        api.post(team + "/configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: n}}");
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.body().path("details").path("causes").get(0).path("reason").asText())
        .isEqualTo("NamespaceTerminating");
    setFinalizers(map, "null");
    assertThat(exists(team)).isFalse();
  }

  @Test
  void aCrdTakesItsObjectsAlong() {
    owner("a");
    String crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    api.delete(crds + "/recipes.kitchen.example.test");
    assertThat(api.get(RECIPES).code()).isEqualTo(404);
    api.server().register(Yaml.recipeCrd());
    assertThat(api.get(RECIPES).body().path("items")).isEmpty();
  }
}
