package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.MERGE;
import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.ObjectKey;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final String PAN = "{title: Dish, pan: {}}";
  private static final int REMEMBERED = 5;

  private final TestApi api =
      TestApi.start(
          LocalApiServer.Config.defaults()
              .withRememberedEvents(REMEMBERED)
              .withBookmarkInterval(Duration.ofMillis(50)));

  @AfterEach
  void stop() {
    api.close();
  }

  private static String query(String parameters) {
    return RECIPES + "?watch=true&" + parameters;
  }

  private void servings(String name, int servings) {
    api.patch(RECIPES + "/" + name, MERGE, "{\"spec\":{\"servings\":" + servings + "}}");
  }

  @Test
  void withoutAVersionItBeginsWithWhatIsThere() {
    api.cook("a", PAN);
    try (TestApi.Watch watch = api.watch(query(""))) {
      assertThat(watch.nextText()).isEqualTo("ADDED a");
      api.cook("b", PAN);
      assertThat(watch.nextText()).isEqualTo("ADDED b");
      servings("a", 9);
      assertThat(watch.nextText()).isEqualTo("MODIFIED a");
      api.delete(RECIPES + "/a");
      assertThat(watch.nextText()).isEqualTo("DELETED a");
    }
  }

  @Test
  void itResumesAfterAVersion() {
    api.cook("a", PAN);
    String version = api.get(RECIPES).resourceVersion();
    api.cook("b", PAN);
    servings("a", 9);
    try (TestApi.Watch watch = api.watch(query("resourceVersion=" + version))) {
      assertThat(watch.nextText()).isEqualTo("ADDED b");
      assertThat(watch.nextText()).isEqualTo("MODIFIED a");
    }
  }

  @Test
  void aForgottenVersionIsGone() {
    String version = api.cook("a", PAN).path("metadata").path("resourceVersion").asText();
    for (int servings = 10; servings <= 10 + REMEMBERED + 1; servings++) {
      servings("a", servings);
    }
    try (TestApi.Watch watch = api.watch(query("resourceVersion=" + version))) {
      JsonNode event = watch.next();
      assertThat(event.path("type").asText()).isEqualTo("ERROR");
      assertThat(event.path("object").path("code").asInt()).isEqualTo(410);
      assertThat(event.path("object").path("reason").asText()).isEqualTo("Expired");
      assertThat(watch.next()).isNull();
    }
  }

  @Test
  void aVersionOfAnotherServerIsGone() {
    try (TestApi.Watch watch = api.watch(query("resourceVersion=999999"))) {
      assertThat(watch.next().path("object").path("code").asInt()).isEqualTo(410);
    }
  }

  @Test
  void bookmarksSayHowFarItHasCome() {
    String version = api.cook("a", PAN).path("metadata").path("resourceVersion").asText();
    try (TestApi.Watch watch = api.watch(query("allowWatchBookmarks=true"))) {
      watch.next();
      JsonNode bookmark = watch.next();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(bookmark.path("object").path("kind").asText()).isEqualTo("Recipe");
      assertThat(bookmark.path("object").path("metadata").path("resourceVersion").asText())
          .isEqualTo(version);
    }
  }

  @Test
  void theEndOfInitialEventsIsMarked() {
    api.cook("a", PAN);
    String parameters =
        "allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";
    try (TestApi.Watch watch = api.watch(query(parameters))) {
      assertThat(watch.nextText()).isEqualTo("ADDED a");
      JsonNode annotations = watch.next().path("object").path("metadata").path("annotations");
      assertThat(annotations.path("k8s.io/initial-events-end").asText()).isEqualTo("true");
    }
  }

  @Test
  void selectorsTurnChangesIntoAdditionsAndDeletions() {
    api.cook("a", PAN);
    String version = api.get(RECIPES).resourceVersion();
    String selector = "labelSelector=size%3Dbig&resourceVersion=" + version;
    try (TestApi.Watch watch = api.watch(query(selector))) {
      label("big");
      assertThat(watch.nextText()).isEqualTo("ADDED a");
      label("small");
      assertThat(watch.nextText()).isEqualTo("DELETED a");
    }
  }

  private void label(String size) {
    api.patch(RECIPES + "/a", MERGE, "{\"metadata\":{\"labels\":{\"size\":\"" + size + "\"}}}");
  }

  @Test
  void otherNamespacesAreNotSeen() {
    api.post("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: other}}");
    try (TestApi.Watch watch = api.watch(query(""))) {
      api.post(RECIPES.replace("default", "other"), TestApi.recipe("far", PAN));
      api.cook("near", PAN);
      assertThat(watch.nextText()).isEqualTo("ADDED near");
    }
  }

  @Test
  void itEndsAtItsTimeout() {
    try (TestApi.Watch watch = api.watch(query("timeoutSeconds=1"))) {
      assertThat(watch.next()).isNull();
    }
  }

  @Test
  void aReaderThatIsTooSlowMustListAgain() throws Exception {
    var store = new ObjectStore(1);
    try (var subscription = store.subscribe("things", 0)) {
      for (int i = 0; i < 4; i++) {
        store.put(new ObjectKey("things", "", "t" + i), Yaml.object("metadata: {uid: u" + i + "}"));
      }
      subscription.next(Duration.ZERO);
      subscription.next(Duration.ZERO);
      assertThatThrownBy(() -> subscription.next(Duration.ZERO))
          .hasMessageContaining("too old resource version: 2");
    }
  }
}
