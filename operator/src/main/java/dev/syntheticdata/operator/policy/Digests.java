package dev.syntheticdata.operator.policy;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests by which the operator sees that inputs are the same. */
public final class Digests {

  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Digests() {}

  /** {@code sha256:} and 64 hexadecimal digits: of the value's JSON with sorted properties. */
  public static String of(Object value) {
    try {
      return "sha256:" + HexFormat.of().formatHex(sha256(CANONICAL.writeValueAsBytes(value)));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot digest a " + value.getClass().getSimpleName(), e);
    }
  }

  /** A number drawn from a text: the same for the same text, spread evenly over all 64 bits. */
  public static long number(String text) {
    return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
