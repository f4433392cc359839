package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Retention;
import dev.syntheticdata.operator.policy.RetentionPolicy.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

  private static List<Candidate> finished(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(n -> new Candidate("v" + n, n, true)).toList();
  }

  @Test
  void keepsAsManyFinishedVersionsBesidesTheOneInUseAsAreAskedFor() {
    assertThat(RetentionPolicy.excess(new Retention(2, null), finished(1, 5), Set.of("v5")))
        .containsExactly("v1", "v2");
  }

  @Test
  void keepsTenWhereNothingIsAskedFor() {
    assertThat(RetentionPolicy.excess(null, finished(1, 12), Set.of("v12"))).containsExactly("v1");
    assertThat(RetentionPolicy.excess(new Retention(null, null), finished(1, 12), Set.of("v12")))
        .containsExactly("v1");
  }

  @Test
  void neverRemovesAVersionInUseHoweverOld() {
    assertThat(RetentionPolicy.excess(new Retention(1, null), finished(1, 4), Set.of("v1", "v4")))
        .containsExactly("v2");
  }

  @Test
  void neverRemovesNorCountsAVersionAtWork() {
    var versions = new ArrayList<>(finished(2, 3));
    versions.add(new Candidate("v1", 1, false));
    assertThat(RetentionPolicy.excess(new Retention(2, null), versions, Set.of())).isEmpty();
    assertThat(RetentionPolicy.excess(new Retention(1, null), versions, Set.of()))
        .containsExactly("v2");
  }

  @Test
  void removesTheOldestFirstByNumberNotByNameOrPosition() {
    var versions = new ArrayList<>(finished(8, 12));
    Collections.shuffle(versions, new Random(7));
    assertThat(RetentionPolicy.excess(new Retention(1, null), versions, Set.of()))
        .containsExactly("v8", "v9", "v10", "v11");
  }

  @Test
  void removesNothingWhereThereAreFew() {
    assertThat(RetentionPolicy.excess(new Retention(5, null), finished(1, 5), Set.of())).isEmpty();
    assertThat(RetentionPolicy.excess(new Retention(5, null), List.of(), Set.of())).isEmpty();
  }
}
