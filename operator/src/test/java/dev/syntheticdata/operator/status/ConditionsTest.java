package dev.syntheticdata.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private static final Instant START = Instant.parse("2026-03-10T12:00:00.750Z");

  private static Conditions at(Instant time, List<Condition> before) {
    return new Conditions(before, 7L, Clock.fixed(time, ZoneOffset.UTC));
  }

  private static Condition only(List<Condition> conditions, String type) {
    return Conditions.find(conditions, type).orElseThrow();
  }

  @Test
  void readyIsReadyAndNothingElse() {
    var conditions = at(START, null).with(new Outcome.Ready(Reason.SUCCEEDED, "v1 is published"));
    assertThat(statuses(conditions)).isEqualTo("Ready=True");
  }

  @Test
  void progressingIsNeitherReadyNorNot() {
    var conditions = at(START, null).with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    assertThat(statuses(conditions)).isEqualTo("Ready=Unknown Reconciling=True");
  }

  @Test
  void stalledNeedsAPerson() {
    var conditions = at(START, null).with(new Outcome.Stalled(Reason.GATE_FAILED, "too low"));
    assertThat(statuses(conditions)).isEqualTo("Ready=False Stalled=True");
  }

  @Test
  void heldIsNotReadyAndNothingIsWrong() {
    var conditions = at(START, null).with(new Outcome.Held(Reason.SUSPENDED, "suspended"));
    assertThat(statuses(conditions)).isEqualTo("Ready=False");
  }

  private static String statuses(List<Condition> conditions) {
    return conditions.stream()
        .map(c -> c.getType() + "=" + c.getStatus())
        .collect(Collectors.joining(" "));
  }

  @Test
  void allSaysTheSameReasonAndMessage() {
    var conditions = at(START, null).with(new Outcome.Stalled(Reason.GATE_FAILED, "too low"));
    assertThat(conditions)
        .allSatisfy(
            c -> {
              assertThat(c.getReason()).isEqualTo("GateFailed");
              assertThat(c.getMessage()).isEqualTo("too low");
              assertThat(c.getObservedGeneration()).isEqualTo(7);
              assertThat(c.getLastTransitionTime()).isEqualTo("2026-03-10T12:00:00Z");
            });
  }

  @Test
  void theTrioStandsFirst() {
    var conditions =
        at(START, null)
            .yes(Conditions.GENERATED, Reason.SUCCEEDED, "1000 rows")
            .no(Conditions.PUBLISHED, Reason.PROGRESSING, "not yet")
            .with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    assertThat(conditions)
        .extracting(Condition::getType)
        .containsExactly("Ready", "Reconciling", "Generated", "Published");
  }

  @Test
  void whatSaysTheSameIsEqualToWhatItWas() {
    var outcome = new Outcome.Ready(Reason.SUCCEEDED, "v1 is published");
    var before = at(START, null).yes(Conditions.FRESH, Reason.CURRENT, "current").with(outcome);
    var later = at(START.plusSeconds(3600), before);
    assertThat(later.yes(Conditions.FRESH, Reason.CURRENT, "current").with(outcome))
        .isEqualTo(before);
  }

  @Test
  void anotherReasonOrMessageIsNoTransition() {
    var before = at(START, null).with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    var after =
        at(START.plusSeconds(60), before)
            .with(new Outcome.Progressing(Reason.JOB_WAITING, "image"));
    var ready = only(after, Conditions.READY);
    assertThat(ready.getReason()).isEqualTo("JobWaiting");
    assertThat(ready.getMessage()).isEqualTo("image");
    assertThat(ready.getLastTransitionTime()).isEqualTo("2026-03-10T12:00:00Z");
  }

  @Test
  void anotherStatusIsATransition() {
    var before = at(START, null).with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    var after = at(START.plusSeconds(60), before).with(new Outcome.Ready(Reason.SUCCEEDED, "done"));
    assertThat(only(after, Conditions.READY).getLastTransitionTime())
        .isEqualTo("2026-03-10T12:01:00Z");
  }

  @Test
  void aConditionThatIsKeptIsAsItWasAndOneThatIsNotKeptIsGone() {
    var before =
        at(START, null)
            .yes(Conditions.GENERATED, Reason.SUCCEEDED, "1000 rows")
            .yes(Conditions.EVALUATED, Reason.SUCCEEDED, "9 metrics")
            .with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    var after =
        at(START.plusSeconds(60), before)
            .keep(Conditions.GENERATED)
            .keep(Conditions.PUBLISHED)
            .with(new Outcome.Progressing(Reason.PROGRESSING, "at work"));
    assertThat(only(after, Conditions.GENERATED)).isEqualTo(only(before, Conditions.GENERATED));
    assertThat(after)
        .extracting(Condition::getType)
        .containsExactly("Ready", "Reconciling", "Generated");
  }

  @Test
  void aLongMessageIsCutWhereNobodyReadsOn() {
    var conditions = at(START, null).with(new Outcome.Held(Reason.SUSPENDED, "x".repeat(5000)));
    assertThat(only(conditions, Conditions.READY).getMessage())
        .hasSize(Conditions.MAX_MESSAGE)
        .endsWith("x…");
  }

  @Test
  void aMessageOfTheGreatestLengthIsWhole() {
    var message = "x".repeat(Conditions.MAX_MESSAGE);
    var conditions = at(START, null).with(new Outcome.Held(Reason.SUSPENDED, message));
    assertThat(only(conditions, Conditions.READY).getMessage()).isEqualTo(message);
  }

  @Test
  void noCharacterIsCutInHalf() {
    var conditions = at(START, null).with(new Outcome.Held(Reason.SUSPENDED, "🧬".repeat(2000)));
    var message = only(conditions, Conditions.READY).getMessage();
    assertThat(message.codePoints().filter(c -> Character.isSurrogate((char) c) && c < 0x10000))
        .isEmpty();
    assertThat(message.length()).isLessThanOrEqualTo(Conditions.MAX_MESSAGE);
  }

  @Test
  void withoutMessageItIsEmpty() {
    var conditions = at(START, null).with(new Outcome.Held(Reason.SUSPENDED, null));
    assertThat(only(conditions, Conditions.READY).getMessage()).isEmpty();
  }

  /**
   * What kstatus and the API conventions ask for, whatever happens in whatever order: one condition
   * of each type; Ready always; Reconciling and Stalled only as True, never both, never with Ready
   * True; transition times that never run backwards and move only with the status.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theTrioIsValidAfterAnySequenceOfOutcomes(long seed) {
    var random = new SplittableRandom(seed);
    var time = START;
    List<Condition> before = null;
    for (int step = 0; step < 500; step++) {
      time = time.plus(Duration.ofMillis(random.nextInt(5000)));
      var conditions = at(time, before);
      if (random.nextBoolean()) {
        conditions.keep(Conditions.FRESH);
      } else {
        conditions.no(Conditions.FRESH, Reason.REFRESH_OVERDUE, "step " + step);
      }
      var after = conditions.with(outcome(random));
      assertValid(after);
      assertTransitions(before, after, time);
      before = after;
    }
  }

  private static Outcome outcome(SplittableRandom random) {
    var reasons = Reason.values();
    var reason = reasons[random.nextInt(reasons.length)];
    var message = "m".repeat(random.nextInt(3));
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Ready(reason, message);
      case 1 -> new Outcome.Progressing(reason, message);
      case 2 -> new Outcome.Stalled(reason, message);
      default -> new Outcome.Held(reason, message);
    };
  }

  private static void assertValid(List<Condition> conditions) {
    assertThat(conditions).extracting(Condition::getType).doesNotHaveDuplicates();
    var ready = only(conditions, Conditions.READY).getStatus();
    var reconciling = Conditions.find(conditions, Conditions.RECONCILING);
    var stalled = Conditions.find(conditions, Conditions.STALLED);
    assertThat(reconciling.stream()).allMatch(c -> c.getStatus().equals("True"));
    assertThat(stalled.stream()).allMatch(c -> c.getStatus().equals("True"));
    assertThat(reconciling.isPresent() && stalled.isPresent()).isFalse();
    if (reconciling.isPresent() || stalled.isPresent()) {
      assertThat(ready).isNotEqualTo("True");
    }
    assertThat(ready.equals("Unknown")).isEqualTo(reconciling.isPresent());
    assertThat(conditions)
        .allSatisfy(
            c -> {
              // The patterns and bounds of metav1.Condition.
              assertThat(c.getReason()).matches("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?");
              assertThat(c.getMessage()).isNotNull().hasSizeLessThan(32768);
              assertThat(c.getStatus()).isIn("True", "False", "Unknown");
              assertThat(Instant.parse(c.getLastTransitionTime())).isNotNull();
            });
  }

  private static void assertTransitions(
      List<Condition> before, List<Condition> after, Instant now) {
    for (var condition : after) {
      var old = Conditions.find(before, condition.getType());
      var time = Instant.parse(condition.getLastTransitionTime());
      assertThat(time).isBeforeOrEqualTo(now);
      if (old.isPresent()) {
        var then = Instant.parse(old.get().getLastTransitionTime());
        assertThat(time).isAfterOrEqualTo(then);
        if (old.get().getStatus().equals(condition.getStatus())) {
          assertThat(time).isEqualTo(then);
        }
      }
    }
  }

  @Test
  void whatIsNotThereIsNotTrue() {
    assertThat(Conditions.isTrue(null, Conditions.READY)).isFalse();
    assertThat(Conditions.find(null, Conditions.READY)).isEmpty();
    assertThat(Conditions.isTrue(List.of(), Conditions.READY)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aReasonIsFoundByItsWord(Reason reason) {
    assertThat(Reason.of(reason.word())).isEqualTo(reason);
    assertThat(reason.meaning()).endsWith(".");
  }
}
