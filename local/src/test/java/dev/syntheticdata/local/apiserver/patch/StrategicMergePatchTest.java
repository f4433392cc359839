package dev.syntheticdata.local.apiserver.patch;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.schema.BuiltinSchemas;
import org.junit.jupiter.api.Test;

class StrategicMergePatchTest {
  private static final JsonNode POD = BuiltinSchemas.forKind("Pod");

  private static JsonNode patch(String target, String patch) {
    return StrategicMergePatch.apply(POD, object(target), object(patch));
  }

  @Test
  void listsWithAMergeKeyMergeByElement() {
    assertThat(
            patch(
                "spec: {containers: [{name: a, image: x}, {name: b, image: y}]}",
                "spec: {containers: [{name: b, image: z}, {name: c, image: w}]}"))
        .isEqualTo(
            object(
                "spec: {containers: [{name: a, image: x}, {name: b, image: z},"
                    + " {name: c, image: w}]}"));
  }

  @Test
  void nestedListsMergeByTheirOwnKey() {
    assertThat(
            patch(
                "spec: {containers: [{name: a, env: [{name: X, value: '1'}]}]}",
                "spec: {containers: [{name: a, env: [{name: Y, value: '2'}]}]}"))
        .isEqualTo(
            object(
                "spec: {containers: [{name: a, env: [{name: X, value: '1'},"
                    + " {name: Y, value: '2'}]}]}"));
  }

  @Test
  void listsWithoutAMergeKeyAreReplaced() {
    assertThat(
            patch(
                "spec: {containers: [{name: a, args: [x, y]}]}",
                "spec: {containers: [{name: a, args: [z]}]}"))
        .isEqualTo(object("spec: {containers: [{name: a, args: [z]}]}"));
  }

  @Test
  void theDeleteDirectiveRemovesAnElement() {
    assertThat(
            patch(
                "spec: {containers: [{name: a}, {name: b}]}",
                "spec: {containers: [{name: a, $patch: delete}]}"))
        .isEqualTo(object("spec: {containers: [{name: b}]}"));
  }

  @Test
  void theReplaceDirectiveReplacesAnObject() {
    assertThat(
            patch(
                "metadata: {labels: {a: '1', b: '2'}}",
                "metadata: {labels: {$patch: replace, c: '3'}}"))
        .isEqualTo(object("metadata: {labels: {c: '3'}}"));
  }

  @Test
  void scalarsOfAMergingListAreAddedOnceAndDeletedByDirective() {
    assertThat(
            patch(
                "metadata: {finalizers: [a, b]}",
                "metadata: {finalizers: [b, c], $deleteFromPrimitiveList/finalizers: [a]}"))
        .isEqualTo(object("metadata: {finalizers: [b, c]}"));
  }

  @Test
  void elementOrderCanBeSet() {
    assertThat(
            patch(
                "spec: {containers: [{name: a}, {name: b}]}",
                "spec: {$setElementOrder/containers: [{name: b}, {name: a}]}"))
        .isEqualTo(object("spec: {containers: [{name: b}, {name: a}]}"));
  }

  @Test
  void retainedKeysPushOutTheOthers() {
    assertThat(
            patch(
                "spec: {volumes: [{name: v, emptyDir: {}}]}",
                "spec: {volumes: [{name: v, configMap: {name: c}, $retainKeys: [name, configMap]}]}"))
        .isEqualTo(object("spec: {volumes: [{name: v, configMap: {name: c}}]}"));
  }

  @Test
  void nullRemovesAField() {
    assertThat(patch("metadata: {labels: {a: '1', b: '2'}}", "metadata: {labels: {a: null}}"))
        .isEqualTo(object("metadata: {labels: {b: '2'}}"));
  }

  @Test
  void anElementWithoutItsMergeKeyIsRefused() {
    assertThatThrownBy(() -> patch("spec: {containers: []}", "spec: {containers: [{image: x}]}"))
        .hasMessageContaining("does not contain declared merge key: name");
  }
}
