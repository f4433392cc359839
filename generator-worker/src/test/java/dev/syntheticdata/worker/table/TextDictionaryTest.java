package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDictionaryTest {

  @Test
  void givesEachTextTheCodeOfItsFirstAppearance() {
    var random = new Random(4);
    var dictionary = new TextDictionary();
    var expected = new HashMap<String, Integer>();
    for (int i = 0; i < 100_000; i++) {
      String text = "é".repeat(random.nextInt(3)) + Integer.toString(random.nextInt(30_000), 36);
      int code = expected.computeIfAbsent(text, t -> expected.size());
      if (dictionary.code(text) != code) {
        fail("the text %s has not the code %d", text, code);
      }
    }
    dictionary.done();

    assertThat(dictionary).hasSize(expected.size());
    assertThat(expected)
        .allSatisfy((text, code) -> assertThat(dictionary.get(code)).isEqualTo(text));
  }

  @Test
  void holdsTextsOfAnyLength() {
    var dictionary = new TextDictionary();
    var texts = new String[] {"", "a".repeat(3_000_000), "b", "c".repeat(1 << 20), "😀"};
    for (int i = 0; i < texts.length; i++) {
      assertThat(dictionary.code(texts[i])).isEqualTo(i);
    }

    assertThat(dictionary).containsExactly(texts);
  }

  @Test
  void takesLittleMoreThanTheTexts() {
    var dictionary = new TextDictionary();
    for (int i = 0; i < 1_000_000; i++) {
      dictionary.code("key-%09d".formatted(i));
    }
    dictionary.done();

    // 13 bytes of text, 12 of place, and what lists grow ahead.
    assertThat(dictionary.bytes()).isLessThan(45L * 1_000_000);
  }
}
