package dev.syntheticdata.worker.synthesizer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.synthesizer.independent.IndependentModel;
import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code model.json}: a model as JSON.
 *
 * <pre>{"format": "syntheticdata.dev/model", "formatVersion": 1,
 *  "checksum": "sha256 of the model's bytes below", "model": {"engine": ..., "schema": ..., ...}}
 * </pre>
 *
 * Doubles are written in the shortest form that reads back as the same bits, so a model survives
 * any number of round trips and the same model always has the same bytes.
 */
public final class ModelDocument {

  /** Name of the format. */
  public static final String FORMAT = "syntheticdata.dev/model";

  /**
   * The newest version of the format. A model is written in the oldest version that can say it, so
   * that older workers read what they understand, and refuse what they would generate wrongly.
   *
   * <ol>
   *   <li>the first;
   *   <li>columns with a zone or several kinds of missing values, trees with parts of columns,
   *       models under constraints;
   *   <li>targets of few classes as boosted trees;
   *   <li>targets of entities that are drawn after their events;
   *   <li>columns with a type of their own in Parquet, or with offsets of 0 written as numbers.
   * </ol>
   */
  public static final int FORMAT_VERSION = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Bytes of a document at most, where nothing else is said: 256 MiB. */
  static final long MOST_BYTES = 256L << 20;

  /** Variable of the process with another bound, in bytes. */
  static final String LIMIT = "MODEL_MAX_BYTES";

  private static final String RAISE =
      "raise " + LIMIT + " (--worker-model-size-limit of the operator)";

  private ModelDocument() {}

  /**
   * The document's bytes.
   *
   * @throws InvalidInputException if there are more than the process allows
   */
  public static byte[] write(SynthesizerModel model) {
    return write(model, limit(System.getenv(LIMIT)));
  }

  /**
   * Makes ready to write: what writes a document is some hundred classes, which can be loaded while
   * a source is read.
   */
  public static void prepare() {
    write(new IndependentModel(new TableSchema(List.of()), 0, List.of(), List.of()), MOST_BYTES);
  }

  static byte[] write(SynthesizerModel model, long most) {
    try {
      var body = new BoundedBytes(most);
      try (var text = new OutputStreamWriter(body, StandardCharsets.UTF_8)) {
        JSON.writerFor(SynthesizerModel.class).writeValue(text, model);
      }
      byte[] head =
          "{\"format\":\"%s\",\"formatVersion\":%d,\"checksum\":\"%s\",\"model\":"
              .formatted(FORMAT, model.formatVersion(), body.sha256())
              .getBytes(StandardCharsets.UTF_8);
      return body.between(head, "}\n".getBytes(StandardCharsets.UTF_8));
    } catch (BoundedBytes.Exceeded e) {
      throw new InvalidInputException(
          "the model is larger than %,d bytes; learn larger leaves or fewer columns, or %s"
              .formatted(most, RAISE),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("a model must be writable", e);
    }
  }

  /** The bound that a variable sets. */
  static long limit(String variable) {
    if (variable == null || variable.isBlank()) {
      return MOST_BYTES;
    }
    try {
      long limit = Long.parseLong(variable.strip());
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is not positive.
    }
    throw new InvalidInputException(
        "%s is '%s'; it must be a number of bytes above 0".formatted(LIMIT, variable));
  }

  /** The name of the engine that a model is of, also where it is under constraints. */
  public static String engine(SynthesizerModel model) {
    var drawn = model instanceof ConstrainedModel constrained ? constrained.model() : model;
    return Arrays.stream(SynthesizerModel.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> type.value() == drawn.getClass())
        .map(JsonSubTypes.Type::name)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Reads a document.
   *
   * @param name what it is called in messages
   * @throws InvalidInputException if it is no model, larger than the process allows, newer than
   *     this worker, or was altered
   */
  public static SynthesizerModel read(byte[] document, String name) {
    return read(document, name, limit(System.getenv(LIMIT)));
  }

  static SynthesizerModel read(byte[] document, String name, long most) {
    if (document.length > most) {
      throw new InvalidInputException(
          "%s: has %,d bytes, more than the %,d that are allowed; %s"
              .formatted(name, document.length, most, RAISE));
    }
    var parts = Parts.of(document, name);
    if (!FORMAT.equals(parts.format) || parts.version < 1) {
      throw new InvalidInputException(name + ": not a model document; fit again");
    }
    if (parts.version > FORMAT_VERSION) {
      throw new InvalidInputException(
          "%s: has format version %d, and this worker knows up to %d; use a newer worker, or fit again"
              .formatted(name, parts.version, FORMAT_VERSION));
    }
    var sha256 = RowHasher.newSha256();
    sha256.update(document, parts.begin, parts.end - parts.begin);
    if (!HexFormat.of().formatHex(sha256.digest()).equals(parts.checksum)) {
      throw new InvalidInputException(
          name + ": its checksum does not fit its content; it was altered or damaged, fit again");
    }
    try {
      return JSON.readValue(document, parts.begin, parts.end - parts.begin, SynthesizerModel.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(name + ": the model cannot be read; fit again", e);
    }
  }

  /**
   * The fields of a document, and where its model lies: it is read once it is known to be whole.
   */
  private static final class Parts {
    private String format;
    private int version;
    private String checksum;
    private int begin;
    private int end;

    static Parts of(byte[] document, String name) {
      var parts = new Parts();
      try (var json = JSON.createParser(document)) {
        if (json.nextToken() == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            parts.field(json);
          }
        }
        return parts;
      } catch (IOException e) {
        throw new InvalidInputException(name + ": not a model document; fit again", e);
      }
    }

    private void field(JsonParser json) throws IOException {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "format" -> format = json.getValueAsString();
        case "formatVersion" -> version = json.getValueAsInt();
        case "checksum" -> checksum = json.getValueAsString();
        case "model" -> begin = Math.toIntExact(json.currentTokenLocation().getByteOffset());
        default -> {}
      }
      json.skipChildren();
      if (field.equals("model")) {
        end = Math.toIntExact(json.currentLocation().getByteOffset());
      }
    }
  }
}
