package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates by weekday, times by hour and zone, and kinds of missing values. */
class PartsTest {

  private static final int ROWS = 4_000;
  private static final LocalDate START = LocalDate.of(2019, 1, 1);

  @TempDir Path directory;

  private Table drawn(Table source) {
    return new AutoregressiveTreesSynthesizer()
        .fit(source, FitOptions.seeded(1))
        .generate(0, ROWS, 2);
  }

  /** The texts of the first column. */
  private List<String> texts(Table table) {
    Path file = directory.resolve("rows.csv");
    try (var writer = TableWriter.open(file, FileFormat.CSV, table.schema())) {
      writer.write(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",")[0]).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <K> Map<K, Double> shares(List<String> texts, Function<String, K> key) {
    return texts.stream()
        .collect(Collectors.groupingBy(key, Collectors.summingDouble(t -> 1.0 / texts.size())));
  }

  /** A working day of five years, seldom a Saturday. */
  private static LocalDate workday(Random random) {
    LocalDate day = START.plusDays(random.nextInt(1_800));
    while (day.getDayOfWeek() == DayOfWeek.SUNDAY
        || (day.getDayOfWeek() == DayOfWeek.SATURDAY && random.nextInt(5) > 0)) {
      day = day.plusDays(1);
    }
    return day;
  }

  @Test
  void daysKeepTheirWeekdays() {
    var random = new Random(1);
    var source = Rows.table("day,x", ROWS, i -> workday(random) + "," + i % 3);

    var real = shares(texts(source), text -> LocalDate.parse(text).getDayOfWeek());
    var made = shares(texts(drawn(source)), text -> LocalDate.parse(text).getDayOfWeek());

    assertThat(real.getOrDefault(DayOfWeek.SUNDAY, 0.0)).isZero();
    for (var day : DayOfWeek.values()) {
      assertThat(made.getOrDefault(day, 0.0))
          .as(day.name())
          .isBetween(real.getOrDefault(day, 0.0) - 0.03, real.getOrDefault(day, 0.0) + 0.03);
    }
  }

  @Test
  void timesKeepHoursPrecisionAndTheirRelationToOtherColumns() {
    var random = new Random(2);
    var source =
        Rows.table(
            "at,shift",
            ROWS,
            i -> {
              boolean night = i % 4 == 0;
              int hour = night ? (22 + random.nextInt(8)) % 24 : 8 + random.nextInt(9);
              return "%sT%02d:%02d:00,%s"
                  .formatted(
                      workday(random), hour, 5 * random.nextInt(12), night ? "night" : "day");
            });

    var made = drawn(source);
    var times = texts(made).stream().map(LocalDateTime::parse).toList();

    assertThat(times).allMatch(time -> time.getMinute() % 5 == 0 && time.getSecond() == 0);
    int[] shift = made.column("shift").codes();
    int night = made.schema().column("shift").orElseThrow().categories().indexOf("night");
    long wrong = 0;
    for (int row = 0; row < times.size(); row++) {
      boolean atNight = times.get(row).getHour() >= 22 || times.get(row).getHour() < 6;
      wrong += atNight == (shift[row] == night) ? 0 : 1;
    }
    assertThat(wrong).isLessThan(ROWS / 20);
    assertThat(times.stream().filter(t -> t.getDayOfWeek() == DayOfWeek.SUNDAY).count())
        .isLessThan(ROWS / 50);
  }

  @Test
  void timesKeepTheClockAndTheOffsetsOfTheirZone() {
    var zone = ZoneId.of("America/New_York");
    var random = new Random(3);
    var source =
        Rows.table(
            "at,x",
            ROWS,
            i ->
                workday(random).atTime(9 + random.nextInt(8), 0).atZone(zone).toOffsetDateTime()
                    + ","
                    + i % 3);

    var made = drawn(source);

    assertThat(made.schema().columns().get(0).zone()).isEqualTo("America/New_York");
    var times = texts(made).stream().map(OffsetDateTime::parse).toList();
    assertThat(times).allMatch(time -> time.getHour() >= 9 && time.getHour() < 17);
    assertThat(times)
        .allMatch(time -> zone.getRules().getOffset(time.toInstant()).equals(time.getOffset()));
    assertThat(times.stream().map(OffsetDateTime::getOffset).distinct()).hasSize(2);
  }

  @Test
  void whereThereIsNoDateTimeThereIsNoPartOfOne() {
    var random = new Random(6);
    var source =
        Rows.table(
            "at,seen",
            ROWS,
            i ->
                i % 3 == 0
                    ? ",no"
                    : workday(random) + "T%02d:00:00,yes".formatted(9 + random.nextInt(8)));

    var made = drawn(source);
    int no = made.schema().column("seen").orElseThrow().categories().indexOf("no");
    int[] seen = made.column("seen").codes();
    long wrong =
        IntStream.range(0, ROWS)
            .filter(row -> made.column("at").isMissing(row) != (seen[row] == no))
            .count();

    assertThat(wrong).isLessThan(ROWS / 100);
  }

  @Test
  void oneOffsetIsKept() {
    var source =
        Rows.table(
            "at,x", 500, i -> "2024-03-%02dT%02d:30:00+05:30,a".formatted(1 + i % 28, i % 7));

    assertThat(texts(drawn(source))).allMatch(text -> text.endsWith(":30:00+05:30"));
  }

  @Test
  void kindsOfMissingValuesKeepTheirSharesAndWhatTheyDependOn() {
    var random = new Random(4);
    var source =
        Rows.table(
            "x,asked",
            ROWS,
            i -> {
              boolean asked = i % 2 == 0;
              String missing = asked ? (i % 10 == 0 ? "?" : "") : "NA";
              return (random.nextInt(3) > 0 ? String.valueOf(random.nextInt(90)) : missing)
                  + ","
                  + (asked ? "yes" : "no");
            });
    assertThat(source.schema().columns().get(0).missing()).containsExactlyInAnyOrder("", "NA", "?");

    var made = drawn(source);
    var real = shares(texts(source), text -> text.isEmpty() || !isNumber(text) ? text : "number");
    var kinds = shares(texts(made), text -> text.isEmpty() || !isNumber(text) ? text : "number");

    assertThat(new TreeSet<>(kinds.keySet())).isEqualTo(new TreeSet<>(real.keySet()));
    real.forEach((kind, share) -> assertThat(kinds.get(kind)).isBetween(share - .03, share + .03));
    int yes = made.schema().column("asked").orElseThrow().categories().indexOf("yes");
    var asked = made.column("asked").codes();
    var texts = texts(made);
    long wrong =
        IntStream.range(0, ROWS)
            .filter(row -> texts.get(row).equals("NA") && asked[row] == yes)
            .count();
    assertThat(wrong).isLessThan(ROWS / 100);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(Character::isDigit);
  }

  @Test
  void aNumberThatStandsForAMissingValueStaysApart() {
    var random = new Random(5);
    var source =
        Rows.table(
            "x,y",
            ROWS,
            i -> (i % 20 == 0 ? "-9" : "%.2f".formatted(100 + 10 * random.nextGaussian())) + ",a");

    double[] made = drawn(source).column("x").numbers();

    assertThat(Arrays.stream(made).filter(x -> x == -9).count())
        .isBetween(ROWS / 20 - 60L, ROWS / 20 + 60L);
    assertThat(Arrays.stream(made).filter(x -> x != -9 && x < 50)).isEmpty();
  }
}
