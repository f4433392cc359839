package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Source;
import dev.syntheticdata.api.v1alpha1.SourceLocation;
import dev.syntheticdata.api.v1alpha1.StorageLocation;
import java.util.Arrays;
import java.util.List;

/**
 * Places in object storage without the keys to them: keys are renewed and their Secrets renamed,
 * and what lies in a place is not changed by that.
 */
public final class Places {

  private Places() {}

  /** What tells a source's place from others. */
  public static List<String> of(SourceLocation location) {
    return Arrays.asList(location.endpoint(), location.region(), location.bucket(), location.key());
  }

  /** What tells a storage's place from others. */
  public static List<String> of(StorageLocation location) {
    return Arrays.asList(
        location.endpoint(), location.region(), location.bucket(), location.prefix());
  }

  /** A source as it was, reached as it is now; as it was where its place is another now. */
  public static Source reached(Source was, Source now) {
    var location = was.location();
    if (!of(location).equals(of(now.location()))) {
      return was;
    }
    return new Source(
        new SourceLocation(
            location.bucket(),
            location.key(),
            location.endpoint(),
            location.region(),
            now.location().credentials()),
        was.format(),
        was.authorization());
  }

  /** A storage as it was, reached as it is now; as it was where its place is another now. */
  public static StorageLocation reached(StorageLocation was, StorageLocation now) {
    return of(was).equals(of(now)) ? now : was;
  }
}
