package dev.syntheticdata.local.apiserver.select;

import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
  private final JsonNode object = yaml("metadata: {labels: {app: web, tier: front, x/y: '1'}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app=web",
        "app==web",
        "app = web",
        "app!=db",
        "missing!=db",
        "app in (db, web)",
        "app notin (db)",
        "missing notin (db)",
        "app",
        "!missing",
        "x/y=1",
        "app=web,tier in (front,back),!missing"
      })
  void selects(String selector) {
    assertThat(LabelSelector.parse(selector)).accepts(object);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app=db",
        "app!=web",
        "app in (db)",
        "missing in (db)",
        "app notin (web)",
        "missing",
        "!app",
        "app=web,tier=back"
      })
  void leavesOut(String selector) {
    assertThat(LabelSelector.parse(selector)).rejects(object);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> LabelSelector.parse("app in web"))
        .hasMessageContaining("unable to parse requirement \"app in web\"");
  }
}
