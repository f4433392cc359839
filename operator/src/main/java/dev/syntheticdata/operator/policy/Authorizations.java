package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Authorization;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Whether the permission to use the real data stands. */
public final class Authorizations {

  private Authorizations() {}

  /**
   * What to say of a permission that has ended, or whose end cannot be read; null where it stands
   * or has no end.
   */
  public static String expiry(Authorization authorization, Instant now) {
    if (authorization == null || authorization.expires() == null) {
      return null;
    }
    var end = end(authorization);
    if (end == null) {
      return "spec.source.authorization.expires of the Generator, \""
          + authorization.expires()
          + "\", is no date with a time (RFC 3339, UTC): correct it";
    }
    return now.isBefore(end)
        ? null
        : "the permission "
            + authorization.reference()
            + " to use the source ended at "
            + authorization.expires()
            + ": renew it in spec.source.authorization of the Generator";
  }

  /** When a permission ends; null where it has no end, or none that can be read. */
  public static Instant end(Authorization authorization) {
    if (authorization == null || authorization.expires() == null) {
      return null;
    }
    try {
      return Instant.parse(authorization.expires());
    } catch (DateTimeParseException e) {
      // The CRD's pattern counts digits, not days.
      return null;
    }
  }
}
