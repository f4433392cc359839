package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many objects as a person would ever have on one machine. */
class ScaleTest {
  private static final int OBJECTS = 5_000;
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  @Test
  void thousandsOfOwnedObjectsAreListedWatchedAndCollected() {
    try (TestApi api =
        TestApi.start(LocalApiServer.Config.defaults().withRememberedEvents(2 * OBJECTS))) {
      String uid = api.cook("pie", "{title: Pie, pan: {}}").path("metadata").path("uid").asText();
      String version = api.get(MAPS).resourceVersion();
      IntStream.range(0, OBJECTS).forEach(i -> api.post(MAPS, owned("m" + i, uid)));
      assertThat(api.get(MAPS + "?limit=10").body().at("/metadata/remainingItemCount").asInt())
          .isEqualTo(OBJECTS - 10);
      try (TestApi.Watch watch =
          api.watch(MAPS + "?watch=true&timeoutSeconds=60&resourceVersion=" + version)) {
        IntStream.range(0, OBJECTS)
            .forEach(i -> assertThat(watch.nextText()).isEqualTo("ADDED m" + i));
        api.delete(RECIPES + "/pie");
        IntStream.range(0, OBJECTS)
            .forEach(i -> assertThat(watch.nextText()).startsWith("DELETED"));
      }
      assertThat(api.get(MAPS).body().path("items")).isEmpty();
    }
  }

  private static String owned(String name, String uid) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: "
        + name
        + ", ownerReferences: [{apiVersion: kitchen.example.test/v1alpha1, kind: Recipe,"
        + " name: pie, uid: "
        + uid
        + "}]}}";
  }
}
