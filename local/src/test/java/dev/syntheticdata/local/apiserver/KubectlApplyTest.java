package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What kubectl writes from files: apply, with and without the server, diff and what is refused. */
class KubectlApplyTest extends KubectlOnLocalApi {

  private String serverSideApply(String manifest, String... options) {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 4, options.length);
    arguments[0] = "apply";
    arguments[1] = "--server-side";
    arguments[2] = "-f";
    arguments[3] = kubectl.file("manifest.yaml", manifest);
    return kubectl.run(arguments).trim();
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
  void applyingIntoAMissingNamespaceNamesIt() {
    Kubectl.Result result =
        kubectl.attempt("-n", "nowhere", "apply", "-f", kubectl.file("m.yaml", PIZZA));
    assertThat(result.err()).contains("namespaces \"nowhere\" not found");
  }

  @Test
  void whatKubectlCreateWritesCanBeApplied() {
    String manifest =
        kubectl.run(
            "create", "job", "hi", "--image=x", "--dry-run=client", "-o", "yaml", "--", "ls");
    assertThat(manifest).contains("creationTimestamp: null");
    assertThat(apply(manifest)).isEqualTo("job.batch/hi created");
  }
}
