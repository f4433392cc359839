package dev.syntheticdata.local.apiserver.lifecycle;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes uids, name suffixes and tokens from one source of randomness. */
public final class Identities {
  // Without vowels and look-alikes, as Kubernetes has them, so that no words appear.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int MAX_GENERATED_NAME = 63;

  private final RandomGenerator random;

  /** Makes identities from the given numbers. */
  public Identities(RandomGenerator random) {
    this.random = random;
  }

  /** A version 4 UUID. */
  public String uid() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
    return new UUID(high, low).toString();
  }

  /** The prefix with five random characters, 63 characters at most. */
  public String name(String prefix) {
    int room = Math.min(prefix.length(), MAX_GENERATED_NAME - SUFFIX_LENGTH);
    StringBuilder name = new StringBuilder(prefix.substring(0, room));
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  /** A bearer token of 128 bits. */
  public String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
