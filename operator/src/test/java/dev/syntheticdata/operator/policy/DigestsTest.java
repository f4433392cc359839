package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.GeneratorReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DigestsTest {

  @Test
  void areThoseOfTheJson() {
    // printf '{"a":1,"b":["x",null]}' | sha256sum
    var value = new TreeMap<String, Object>(Map.of("b", Arrays.asList("x", null), "a", 1));
    assertThat(Digests.of(value))
        .isEqualTo("sha256:18c018603b12c4beed8593acb6ad65cdc9667cce853e8b6dffd035fe3a0fb4de");
  }

  /** A change here makes a new version of every resource when the operator is upgraded. */
  @Test
  void staySameFromReleaseToRelease() {
    var inputs =
        Arrays.asList(
            new GeneratorReference("flchain", null), 1000L, null, Format.PARQUET, List.of());
    assertThat(Digests.of(inputs))
        .isEqualTo("sha256:4bc784efdac6f03a25ac2da06ccbe8eeb6b47acec6464f17de377fc526f55179");
  }

  @Test
  void doNotDependOnTheOrderOfAMap() {
    var one = new LinkedHashMap<String, Object>();
    one.put("zone", "a");
    one.put("node", Map.of("k", 1));
    var other = new LinkedHashMap<String, Object>();
    other.put("node", Map.of("k", 1));
    other.put("zone", "a");
    assertThat(Digests.of(one)).isEqualTo(Digests.of(other));
  }

  @Test
  void dependOnTheOrderOfAList() {
    assertThat(Digests.of(List.of("a", "b"))).isNotEqualTo(Digests.of(List.of("b", "a")));
  }

  @Test
  void tellWhatIsAbsentFromWhatIsEmpty() {
    assertThat(Digests.of(Arrays.asList("a", null)))
        .isNotEqualTo(Digests.of(Arrays.asList("a", "")))
        .isNotEqualTo(Digests.of(List.of("a")));
  }

  @Test
  void ofWhatHasNoJsonNameItsType() {
    assertThatThrownBy(() -> Digests.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Object");
  }

  /** Jitter and seeds are drawn so: a change would move every slot and every row. */
  @Test
  void numbersStayTheSameFromReleaseToRelease() {
    // printf 'flchain' | sha256sum | cut -c1-16
    assertThat(Long.toHexString(Digests.number("flchain"))).isEqualTo("f6d5d8515c575653");
  }
}
