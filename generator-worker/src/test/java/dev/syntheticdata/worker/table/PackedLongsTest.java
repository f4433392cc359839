package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackedLongsTest {

  private static final int ROWS = 200_000;

  static Stream<Arguments> numbers() {
    var random = new Random(1);
    return Stream.of(
        arguments("one value", 0, () -> 7),
        arguments("bytes", 1, () -> random.nextInt(256) - 1),
        arguments("shorts", 2, () -> random.nextInt(60_000)),
        arguments("ints", 4, () -> random.nextInt()),
        arguments("any", 8, random::nextLong),
        arguments("ends", 8, () -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE + 1),
        arguments(
            "some missing",
            1,
            () -> random.nextInt(9) == 0 ? PackedLongs.MISSING : random.nextInt(200)),
        arguments("all missing", 0, () -> PackedLongs.MISSING));
  }

  private static Arguments arguments(String name, int width, LongSupplier next) {
    return Arguments.of(name, width, LongStream.generate(next).limit(ROWS).toArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void givesBackWhatWasAppendedInAsFewBytesAsItNeeds(String name, int width, long[] numbers) {
    var packed = new PackedLongs();
    for (long number : numbers) {
      packed.add(number);
    }
    long[] open = IntStream.range(0, ROWS).mapToLong(packed::get).toArray();

    packed.done();

    assertThat(open).isEqualTo(numbers);
    assertThat(packed.size()).isEqualTo(ROWS);
    assertThat(IntStream.range(0, ROWS).mapToLong(packed::get).toArray()).isEqualTo(numbers);
    assertThat(packed.bytes()).isEqualTo((long) ROWS * width);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void selectsRowsInAnyOrder(String name, int width, long[] numbers) {
    var packed = new PackedLongs();
    LongStream.of(numbers).forEach(packed::add);
    int[] rows = new Random(2).ints(100_000, 0, ROWS).toArray();

    var selected = packed.done().select(rows);

    assertThat(IntStream.range(0, rows.length).mapToLong(selected::get).toArray())
        .isEqualTo(IntStream.of(rows).mapToLong(row -> numbers[row]).toArray());
  }
}
