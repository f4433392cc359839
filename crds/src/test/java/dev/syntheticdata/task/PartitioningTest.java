package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PartitioningTest {

  private static final long MOST_ROWS = 10_000_000_000L;

  @ParameterizedTest(name = "{0} rows: {2} parts of {1}")
  @CsvSource({
    "1,           8192,    1",
    "1000,        8192,    1",
    "8192,        8192,    1",
    "8193,        8192,    2",
    "100000,      8192,    13",
    "524288,      8192,    64",
    "524289,      9216,    57",
    "1000000,     16384,   62",
    "67108864,    1048576, 64",
    "67108865,    1048576, 65",
    "10000000000, 1048576, 9537",
  })
  void partsHoldA64thOfTheRowsWithinBounds(long rows, long partRows, int parts) {
    assertThat(Partitioning.partRows(rows)).isEqualTo(partRows);
    assertThat(Partitioning.parts(rows)).isEqualTo(parts);
  }

  @ParameterizedTest(name = "{0} rows in {1} shards: {2}")
  @CsvSource({
    "1000, 1, 1",
    "1000, 7, 1",
    "100000, 7, 7",
    "100000, 13, 13",
    "100000, 1000, 13",
    "10000000000, 1000, 1000",
  })
  void noShardIsWithoutWork(long rows, int wanted, int shards) {
    assertThat(Partitioning.shards(rows, wanted)).isEqualTo(shards);
  }

  /** Row counts at every edge, and some between. */
  static LongStream rowCounts() {
    var random = new SplittableRandom(11);
    var edges =
        LongStream.of(1, Partitioning.BLOCK_ROWS, 8 * 1024, 64 * 8 * 1024, 64L << 20, MOST_ROWS)
            .flatMap(n -> LongStream.of(n - 1, n, n + 1))
            .filter(n -> n >= 1 && n <= MOST_ROWS);
    var between = IntStream.range(0, 60).mapToLong(i -> 1 + (long) Math.exp(random.nextDouble(23)));
    return LongStream.concat(edges, between);
  }

  @ParameterizedTest
  @MethodSource("rowCounts")
  void partsCoverAllRowsOnceInWholeBlocks(long rows) {
    long partRows = Partitioning.partRows(rows);
    int parts = Partitioning.parts(rows);
    assertThat(partRows % Partitioning.BLOCK_ROWS).isZero();
    assertThat(partRows * (parts - 1L)).as("the last part is not empty").isLessThan(rows);
    assertThat(partRows * parts).as("no row is left over").isGreaterThanOrEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("rowCounts")
  void shardsCoverAllPartsOnceAndNoneIsIdle(long rows) {
    int parts = Partitioning.parts(rows);
    for (int wanted : new int[] {1, 2, 3, 7, 16, 63, 64, 65, 999, 1000}) {
      int shards = Partitioning.shards(rows, wanted);
      assertThat(shards).isBetween(1, wanted);
      assertThat(Partitioning.firstPart(rows, shards, 0)).isZero();
      assertThat(Partitioning.firstPart(rows, shards, shards)).isEqualTo(parts);
      int least = Integer.MAX_VALUE;
      int most = 0;
      for (int shard = 0; shard < shards; shard++) {
        int size =
            Partitioning.firstPart(rows, shards, shard + 1)
                - Partitioning.firstPart(rows, shards, shard);
        least = Math.min(least, size);
        most = Math.max(most, size);
      }
      assertThat(least).as("parts of the smallest of %s shards", shards).isPositive();
      assertThat(most - least).as("%s shards are even", shards).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void partsAreNamedSoThatTheirNamesSortAsTheyDo() {
    assertThat(Partitioning.partPath(0, "parquet")).isEqualTo("data/part-00000.parquet");
    assertThat(Partitioning.partPath(42, "csv.gz")).isEqualTo("data/part-00042.csv.gz");
    assertThat(Partitioning.parts(MOST_ROWS)).as("five digits suffice").isLessThan(100_000);
  }
}
