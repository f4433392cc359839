package dev.syntheticdata.worker.table;

import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs as texts. */
public final class UuidText {

  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private UuidText() {}

  /** Whether a text is a UUID with all of its digits. */
  public static boolean isUuid(String text) {
    return UUIDS.matcher(text).matches();
  }

  /**
   * The UUID that a text is. {@link UUID#fromString} by itself takes groups with digits left out,
   * and makes another text of them.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static UUID parse(String text) {
    if (!isUuid(text)) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }
}
