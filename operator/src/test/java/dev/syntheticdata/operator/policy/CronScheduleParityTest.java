package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The slots of random schedules are those that cron-utils computes by its UNIX preset.
 *
 * <p>Known differences, which the expressions here keep clear of: the preset reads neither {@code
 * ?} nor macros, and takes a day of the week 7. Where the hour field holds several hours, it has a
 * slot for each occurrence of a time that a change of the clocks repeats; ours has one, at the
 * first occurrence, so slots in a repeated hour are left out of the comparison.
 */
class CronScheduleParityTest {

  private static final int EXPRESSIONS = 300;
  private static final int INSTANTS = 4;
  private static final int SLOTS = 4;
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

  private final CronParser parser =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York"})
  void slotsAreThoseOfCronUtils(String zone) {
    var random = new SplittableRandom(20260310);
    for (int i = 0; i < EXPRESSIONS; i++) {
      var expression = expression(random);
      var ours = CronSchedule.of(expression, zone);
      var theirs = ExecutionTime.forCron(parser.parse(expression));
      for (int j = 0; j < INSTANTS; j++) {
        var start = FROM.plusSeconds(random.nextLong(Duration.ofDays(3 * 365).toSeconds()));
        assertThat(slots(ours, start, ZoneId.of(zone)))
            .as("\"%s\" in %s after %s", expression, zone, start)
            .isEqualTo(slots(theirs, start, ZoneId.of(zone)));
      }
    }
  }

  private static List<Instant> slots(CronSchedule schedule, Instant start, ZoneId zone) {
    var slots = new ArrayList<Instant>();
    var time = start;
    while (slots.size() < SLOTS) {
      time = schedule.next(time).orElseThrow();
      if (!isRepeated(time, zone)) {
        slots.add(time);
      }
    }
    return slots;
  }

  private static List<Instant> slots(ExecutionTime schedule, Instant start, ZoneId zone) {
    var slots = new ArrayList<Instant>();
    ZonedDateTime time = start.atZone(zone);
    while (slots.size() < SLOTS) {
      time = schedule.nextExecution(time).orElseThrow();
      if (!isRepeated(time.toInstant(), zone)) {
        slots.add(time.toInstant());
      }
    }
    return slots;
  }

  private static boolean isRepeated(Instant time, ZoneId zone) {
    return zone.getRules().getValidOffsets(LocalDateTime.ofInstant(time, zone)).size() > 1;
  }

  private static String expression(SplittableRandom random) {
    return field(random, 0, 59, 1)
        + " "
        + field(random, 0, 23, 2)
        + " "
        + field(random, 1, 28, 4)
        + " "
        + field(random, 1, 12, 5)
        + " "
        + field(random, 0, 6, 4);
  }

  /** A field of one of the forms; a star with a weight. */
  private static String field(SplittableRandom random, int least, int most, int starWeight) {
    int from = random.nextInt(least, most + 1);
    int to = random.nextInt(from, most + 1);
    int step = random.nextInt(2, Math.max(3, (most - least) / 2));
    return switch (random.nextInt(5 + starWeight)) {
      case 0 -> Integer.toString(from);
      case 1 -> from + "-" + to;
      case 2 -> "*/" + step;
      case 3 -> from + "-" + most + "/" + step;
      case 4 -> from == to ? Integer.toString(from) : from + "," + to;
      default -> "*";
    };
  }
}
