package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDocumentTest {

  private static String document() {
    var random = new Random(1);
    var table =
        Rows.table(
            "x,c",
            200,
            i ->
                String.format(
                    Locale.ROOT, "%.17f,%s", random.nextGaussian() / 3, "ab".charAt(i % 2)));
    return new String(
        ModelDocument.write(Synthesizer.named("gaussianCopula").fit(table, FitOptions.seeded(1))),
        StandardCharsets.UTF_8);
  }

  private static SynthesizerModel read(String document) {
    return ModelDocument.read(document.getBytes(StandardCharsets.UTF_8), "model.json");
  }

  @Test
  void writesTheSameBytesAfterARoundTrip() {
    String document = document();

    assertThat(new String(ModelDocument.write(read(document)), StandardCharsets.UTF_8))
        .isEqualTo(document);
  }

  @Test
  void refusesANewerFormatAndNamesBothVersions() {
    assertThatThrownBy(() -> read(document().replace("\"formatVersion\":1", "\"formatVersion\":6")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("model.json", "format version 6", "up to 5", "newer worker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "\"x\"", "null", "{}"})
  void refusesAVersionThatIsNone(String version) {
    assertThatThrownBy(
            () -> read(document().replace("\"formatVersion\":1", "\"formatVersion\":" + version)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not a model document");
  }

  @Test
  void isOfTheOldestVersionThatCanSayIt() {
    assertThat(document()).contains("\"formatVersion\":1,").doesNotContain("parts");
    var table = Rows.table("t,c", 60, i -> "2024-01-%02dT%02d:00:00,a".formatted(1 + i % 9, i % 7));
    var trees = Synthesizer.named("autoregressiveTrees");

    var parted =
        new String(
            ModelDocument.write(trees.fit(table, FitOptions.seeded(1))), StandardCharsets.UTF_8);

    // A worker that knows version 1 would take the days of the model for milliseconds.
    assertThat(parted).contains("\"formatVersion\":2,", "\"parts\":[");
    assertThat(new String(ModelDocument.write(read(parted)), StandardCharsets.UTF_8))
        .isEqualTo(parted);
  }

  @Test
  void refusesAModelThatWasAltered() {
    assertThatThrownBy(() -> read(document().replace("\"trainRows\":200", "\"trainRows\":201")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void refusesAModelThatWasCutOff() {
    String document = document();

    assertThatThrownBy(() -> read(document.substring(0, document.length() / 2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not a model document");
  }

  @Test
  void refusesAnotherKindOfDocument() {
    assertThatThrownBy(() -> read("{\"format\":\"other\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not a model document");
  }

  @Test
  void refusesToWriteAModelLargerThanTheBoundAndNamesTheVariable() {
    var model = read(document());
    int size = document().getBytes(StandardCharsets.UTF_8).length;

    assertThat(ModelDocument.write(model, size)).hasSize(size);
    assertThatThrownBy(() -> ModelDocument.write(model, size / 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("larger than", "larger leaves", ModelDocument.LIMIT);
  }

  @Test
  void writesNoModelThatItWouldNotRead() {
    var model = read(document());
    int size = document().getBytes(StandardCharsets.UTF_8).length;

    byte[] largest = ModelDocument.write(model, size);

    assertThat(ModelDocument.write(ModelDocument.read(largest, "model.json", size)))
        .isEqualTo(largest);
    assertThatThrownBy(() -> ModelDocument.write(model, size - 1))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesToReadAModelLargerThanTheBound() {
    byte[] document = document().getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ModelDocument.read(document, "model.json", document.length - 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("model.json", "bytes", ModelDocument.LIMIT);
  }

  @Test
  void takesTheBoundFromItsVariable() {
    assertThat(ModelDocument.limit(null)).isEqualTo(ModelDocument.MOST_BYTES);
    assertThat(ModelDocument.limit("1000")).isEqualTo(1000);
    assertThatThrownBy(() -> ModelDocument.limit("10Mi"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(ModelDocument.LIMIT, "10Mi", "number of bytes");
  }
}
