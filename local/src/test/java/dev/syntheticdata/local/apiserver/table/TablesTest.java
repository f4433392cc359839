package dev.syntheticdata.local.apiserver.table;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T01:00:00Z"), ZoneOffset.UTC);

  private static List<String> row(String resource, String object) {
    ResourceType type =
        BuiltinTypes.all().stream().filter(t -> t.is(resource)).findFirst().orElseThrow();
    ObjectNode table =
        new Tables(CLOCK).of(type, List.of(object(object)), Json.object(), "Metadata");
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < table.get("columnDefinitions").size(); i++) {
      if (table.get("columnDefinitions").get(i).get("priority").asInt() == 0) {
        cells.add(table.get("rows").get(0).get("cells").get(i).asText());
      }
    }
    return cells;
  }

  @Test
  void aPodShowsReadinessStateAndRestarts() {
    assertThat(
            row(
                "pods",
                """
                metadata: {name: p, creationTimestamp: '2026-01-01T00:55:30Z'}
                spec: {containers: [{name: a}, {name: b}]}
                status:
                  phase: Running
                  containerStatuses:
                    - {ready: true, restartCount: 2, state: {running: {}}}
                    - {ready: false, restartCount: 1, state: {terminated: {reason: Error}}}
                """))
        .containsExactly("p", "1/2", "Error", "3", "4m30s");
  }

  @Test
  void aJobShowsItsOutcomeAndDuration() {
    assertThat(
            row(
                "jobs.batch",
                """
                metadata: {name: j, creationTimestamp: '2026-01-01T00:00:00Z'}
                spec: {completions: 3, template: {spec: {containers: []}}}
                status:
                  succeeded: 3
                  startTime: '2026-01-01T00:00:00Z'
                  completionTime: '2026-01-01T00:00:42Z'
                  conditions: [{type: Complete, status: 'True'}]
                """))
        .containsExactly("j", "Complete", "3/3", "42s", "60m");
  }

  @Test
  void anEventShowsWhatHappenedToWhom() {
    assertThat(
            row(
                "events",
                """
                metadata: {name: e}
                lastTimestamp: '2026-01-01T00:59:50Z'
                type: Warning
                reason: Failed
                message: it broke
                involvedObject: {kind: Job, name: j}
                """))
        .containsExactly("10s", "Warning", "Failed", "job/j", "it broke");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT3M20S, 3m20s", "PT10M5S, 10m", "PT179M, 179m",
    "PT3H, 3h", "PT7H30M, 7h30m", "PT9H30M, 9h", "PT47H, 47h", "PT50H, 2d2h", "P9D, 9d",
    "P800D, 2y70d"
  })
  void agesAreShort(Duration age, String text) {
    assertThat(Ages.describe(age)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".a.b                                    | 1",
        ".l[0].k                                 | x",
        ".l[-1].v                                | 2",
        ".l[?(@.k==\"y\")].v                     | 2",
        ".l[?(@.k=='y')].v                       | 2",
        ".m['x.y']                               | dotted",
        ".m.x\\.y                                | dotted",
        ".l[*].v                                 | 1"
      })
  void aJsonPathFindsItsFirstMatch(String path, String value) {
    JsonNode object = yaml("{a: {b: 1}, l: [{k: x, v: 1}, {k: y, v: 2}], m: {x.y: dotted}}");
    assertThat(JsonPath.find(object, path).asText()).isEqualTo(value);
  }

  @Test
  void aJsonPathWithoutAMatchIsEmpty() {
    assertThat(JsonPath.find(object("{a: 1}"), ".b.c[0]")).isNull();
  }
}
