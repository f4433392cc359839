package dev.syntheticdata.local.apiserver.patch;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MergePatchTest {
  @Test
  void objectsMergeNullRemovesAndListsAreReplaced() {
    assertThat(
            MergePatch.apply(
                object("{a: {b: 1, c: 2}, d: [1, 2], e: x}"),
                object("{a: {b: 3, c: null}, d: [3], f: {g: null, h: 1}}")))
        .isEqualTo(object("{a: {b: 3}, d: [3], e: x, f: {h: 1}}"));
  }

  @Test
  void theTargetIsLeftAlone() {
    var target = object("{a: {b: 1}}");
    MergePatch.apply(target, object("{a: {b: 2}}"));
    assertThat(target).isEqualTo(object("{a: {b: 1}}"));
  }

  @Test
  void jsonPatchTestsBeforeItChanges() {
    assertThatThrownBy(
            () ->
                JsonPatches.apply(
                    object("{a: 1}"),
                    yaml("[{op: test, path: /a, value: 2}, {op: remove, path: /a}]")))
        .hasMessageContaining("the server rejected our request");
  }

  @Test
  void jsonPatchAddsReplacesAndRemoves() {
    assertThat(
            JsonPatches.apply(
                object("{a: 1, l: [x]}"),
                yaml(
                    "[{op: replace, path: /a, value: 2}, {op: add, path: /l/-, value: y},"
                        + " {op: remove, path: /l/0}]")))
        .isEqualTo(object("{a: 2, l: [y]}"));
  }
}
