package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever looks up the reason of a condition in {@code docs/troubleshooting.md} finds it. */
class TroubleshootingTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "troubleshooting.md");
  private static final Path STATUSES = Path.of("src", "test", "resources", "golden", "statuses");

  private static final Pattern SECTION = Pattern.compile("(?m)^## `(\\w+)`$");
  private static final Pattern NO_PROBLEMS =
      Pattern.compile("(?ms)^# Reasons that ask for nothing\\R\\R(.*?)\\R\\R");
  private static final Pattern WORD = Pattern.compile("`([A-Z]\\w+)`");

  private static List<String> sections;
  private static List<String> listed;

  @BeforeAll
  static void read() throws IOException {
    var text = Files.readString(DOCUMENT);
    sections = words(SECTION.matcher(text));
    var list = NO_PROBLEMS.matcher(text);
    assertThat(list.find()).as("the list of reasons that ask for nothing").isTrue();
    listed = words(WORD.matcher(list.group(1)));
  }

  @Test
  void everyReasonHasASectionOrAsksForNothing() {
    var all = Stream.concat(sections.stream(), listed.stream()).toList();
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::word).toList());
  }

  @Test
  void everyFailureThatMayPassHasASection() {
    assertThat(sections)
        .containsAll(
            Arrays.stream(Reason.values()).filter(Reason::mayPass).map(Reason::word).toList());
  }

  /** As the golden cases have them: what somebody may read at a resource that is not ready. */
  @Test
  void everyReasonForWhichAResourceStallsOrWaitsHasASection() throws IOException {
    var reasons = reasons(Conditions.STALLED);
    reasons.addAll(reasons(Conditions.RECONCILING));
    reasons.remove(Reason.PROGRESSING.word());

    assertThat(reasons).contains("GateFailed", "JobWaiting");
    assertThat(sections).containsAll(reasons);
  }

  /** Reasons with which that condition is True in a golden status. */
  private static Set<String> reasons(String type) throws IOException {
    try (var files = Files.walk(STATUSES)) {
      return files
          .filter(file -> file.endsWith("out-status.yaml"))
          .flatMap(TroubleshootingTest::conditions)
          .filter(condition -> condition.path("type").asText().equals(type))
          .filter(condition -> condition.path("status").asText().equals("True"))
          .map(condition -> condition.path("reason").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<JsonNode> conditions(Path status) {
    try {
      var conditions =
          Serialization.unmarshal(Files.readString(status), JsonNode.class).path("conditions");
      return Stream.iterate(0, i -> i < conditions.size(), i -> i + 1).map(conditions::get);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(Matcher matcher) {
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
