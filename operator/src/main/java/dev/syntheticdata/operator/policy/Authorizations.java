package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Authorization;
import java.time.Instant;

/** Whether the permission to use the real data stands. */
public final class Authorizations {

  private Authorizations() {}

  /** What to say of a permission that has ended; null where it stands or has no end. */
  public static String expiry(Authorization authorization, Instant now) {
    var end = end(authorization);
    return end == null || now.isBefore(end)
        ? null
        : "the permission "
            + authorization.reference()
            + " to use the source ended at "
            + authorization.expires()
            + ": renew it in spec.source.authorization of the Generator";
  }

  /** When a permission ends; null where it has no end. */
  public static Instant end(Authorization authorization) {
    return authorization == null || authorization.expires() == null
        ? null
        : Instant.parse(authorization.expires());
  }
}
