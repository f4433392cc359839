package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinKindsTest {
  private static final String DEFAULT = "/api/v1/namespaces/default/";
  private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";
  private static final String POD_SPEC = "{containers: [{name: main, image: soap}]%s}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private static String job(String more) {
    String pod = POD_SPEC.formatted(", restartPolicy: Never");
    return "{apiVersion: batch/v1, kind: Job, metadata: {name: wash}, spec: {template: {spec: "
        + pod
        + "}"
        + more
        + "}}";
  }

  private static String configMap(String more) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}" + more + "}";
  }

  @Test
  void aJobGetsItsDefaultsAndItsSelector() {
    JsonNode created = api.post(JOBS, job("")).body();
    JsonNode spec = created.path("spec");
    String uid = created.path("metadata").path("uid").asText();
    assertThat(spec.path("backoffLimit").asInt()).isEqualTo(6);
    assertThat(spec.path("completions").asInt()).isEqualTo(1);
    assertThat(spec.path("parallelism").asInt()).isEqualTo(1);
    assertThat(spec.path("completionMode").asText()).isEqualTo("NonIndexed");
    assertThat(spec.path("suspend").asBoolean(true)).isFalse();
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    assertThat(labels.path("job-name").asText()).isEqualTo("wash");
    assertThat(labels.path("batch.kubernetes.io/controller-uid").asText()).isEqualTo(uid);
    assertThat(spec.path("selector").path("matchLabels"))
        .isEqualTo(Yaml.object("{batch.kubernetes.io/controller-uid: " + uid + "}"));
  }

  @Test
  void aJobMayBeSuspendedResizedAndGivenATtl() {
    api.post(JOBS, job(""));
    TestApi.Answer answer =
        api.patch(
            JOBS + "/wash",
            MERGE,
            "{\"spec\":{\"suspend\":true,\"parallelism\":3,\"ttlSecondsAfterFinished\":9}}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body().path("metadata").path("generation").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"OnFailure\"}}}} | spec.template",
        "{\"spec\":{\"completions\":5}}                                        | spec.completions",
        "{\"spec\":{\"completionMode\":\"Indexed\"}}                           | spec.completionMode"
      })
  void theRestOfAJobIsImmutable(String patch, String field) {
    api.post(JOBS, job(""));
    TestApi.Answer answer = api.patch(JOBS + "/wash", MERGE, patch);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains(field + ": Invalid value").contains("immutable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{template: {spec: {containers: [{name: m, image: i}]}}} | spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"",
        "{template: {spec: {restartPolicy: Never, containers: []}}} | spec.template.spec.containers: Required value",
        "{template: {spec: {restartPolicy: Never, containers: [{name: m}]}}} | spec.template.spec.containers[0].image: Required value",
        "{template: {spec: {restartPolicy: Never, containers: [{name: m, image: i, volumeMounts: [{name: v, mountPath: /v}]}]}}} | spec.template.spec.containers[0].volumeMounts[0].name: Invalid value: \"v\"",
        "{template: {spec: {restartPolicy: Never, containers: [{name: M, image: i}]}}} | spec.template.spec.containers[0].name: Invalid value: \"M\"",
        "{completionMode: Indexed, parallelism: 2, template: {spec: {restartPolicy: Never, containers: [{name: m, image: i}]}}} | spec.completions: Required value: when completion mode is Indexed",
        "{} | spec.template.spec: Required value"
      })
  void aJobThatCannotRunIsRefused(String spec, String error) {
    TestApi.Answer answer =
        api.post(
            JOBS, "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: " + spec + "}");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains(error);
  }

  @Test
  void amountsAreTextsOrNumbers() {
    String limits = "image: soap, resources: {limits: {cpu: 0.5, memory: 64Mi}}";
    assertThat(api.post(JOBS, job("").replace("image: soap", limits)).code()).isEqualTo(201);
    String wrong = "image: soap, resources: {limits: {cpu: [1]}}";
    assertThat(api.post(JOBS, job("").replace("image: soap", wrong)).message())
        .contains("resources.limits.cpu");
  }

  @Test
  void aJobNameMustFitIntoALabel() {
    TestApi.Answer answer =
        api.post(JOBS, job("").replace("name: wash", "name: " + "w".repeat(64)));
    assertThat(answer.message()).contains("must be no more than 63 characters");
  }

  @Test
  void anImmutableConfigMapStaysAsItIs() {
    api.post(DEFAULT + "configmaps", configMap(", immutable: true, data: {a: b}"));
    String path = DEFAULT + "configmaps/c";
    assertThat(api.patch(path, MERGE, "{\"data\":{\"a\":\"x\"}}").message())
        .contains("data: Forbidden: field is immutable when `immutable` is set");
    assertThat(api.patch(path, MERGE, "{\"immutable\":false}").message())
        .contains("immutable: Forbidden");
    assertThat(api.patch(path, MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}").code())
        .isEqualTo(200);
  }

  @Test
  void configKeysMustBeFileNames() {
    assertThat(api.post(DEFAULT + "configmaps", configMap(", data: {a/b: c}")).message())
        .contains("data[a/b]: Invalid value: \"a/b\"");
  }

  @Test
  void configMapValuesMustBeTexts() {
    assertThat(api.post(DEFAULT + "configmaps", configMap(", data: {a: 1}")).message())
        .contains("data.a in body must be of type string");
  }

  @Test
  void unknownFieldsOfBuiltinKindsAreFoundToo() {
    assertThat(api.post(JOBS + "?fieldValidation=Strict", job(", backofLimit: 1")).message())
        .contains("unknown field \"spec.backofLimit\"");
  }

  @Test
  void aSecretFoldsItsTextsIntoData() {
    JsonNode secret =
        api.post(
                DEFAULT + "secrets",
                "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: value}}")
            .body();
    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("data").path("k").asText()).isEqualTo("dmFsdWU=");
    assertThat(secret.path("type").asText()).isEqualTo("Opaque");
  }

  @Test
  void aPodStartsPendingAndItsSpecIsFixed() {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: " + POD_SPEC.formatted("") + "}";
    assertThat(api.post(DEFAULT + "pods", pod).body().path("status").path("phase").asText())
        .isEqualTo("Pending");
    assertThat(
            api.patch(DEFAULT + "pods/p", MERGE, "{\"spec\":{\"restartPolicy\":\"Never\"}}")
                .message())
        .contains("pod updates may not change fields");
  }

  @ParameterizedTest
  @CsvSource({
    "{}, BestEffort",
    "'{requests: {cpu: 1}}', Burstable",
    "'{limits: {memory: 1Gi}}', Burstable",
    "'{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 2Gi}}', Burstable",
    "'{limits: {cpu: 1, memory: 1Gi}}', Guaranteed",
    "'{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1000m, memory: 1024Mi}}', Guaranteed"
  })
  void aPodsQualityOfServiceFollowsFromItsResources(String resources, String quality) {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p},"
            + " spec: {containers: [{name: c, image: i, resources: %s}]}}".formatted(resources);
    assertThat(api.post(DEFAULT + "pods", pod).body().path("status").path("qosClass").asText())
        .isEqualTo(quality);
  }

  @Test
  void podsAreSelectedByPhaseAndNode() {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: "
            + POD_SPEC.formatted(", nodeName: n")
            + "}";
    api.post(DEFAULT + "pods", pod);
    assertThat(
            api.get(DEFAULT + "pods?fieldSelector=spec.nodeName%3Dn,status.phase%3DPending")
                .body()
                .path("items"))
        .hasSize(1);
    assertThat(api.get(DEFAULT + "pods?fieldSelector=status.phase!%3DPending").body().path("items"))
        .isEmpty();
  }

  @Test
  void theNamespacesOfAClusterAreThere() {
    assertThat(api.get("/api/v1/namespaces").body().path("items").findValuesAsText("phase"))
        .containsExactly("Active", "Active", "Active", "Active");
  }

  @Test
  void everythingIsAllowed() {
    TestApi.Answer answer =
        api.post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "{apiVersion: authorization.k8s.io/v1, kind: SelfSubjectAccessReview, spec: {}}");
    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.body().path("status").path("allowed").asBoolean()).isTrue();
  }

  @Test
  void aCrdWithABrokenRuleIsRefused() {
    String crd =
        Yaml.file("recipes-crd.yaml")
            .replace("self == oldSelf", "self ===")
            .replace("recipes", "dishes");
    TestApi.Answer answer =
        api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("compilation failed");
  }

  @Test
  void aCrdMustBeNamedAfterItsPluralAndGroup() {
    String crd = Yaml.file("recipes-crd.yaml").replace("name: recipes.", "name: dishes.");
    assertThat(api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd).message())
        .contains("metadata.name");
  }
}
