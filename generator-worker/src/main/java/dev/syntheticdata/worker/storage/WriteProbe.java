package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ConditionalWrites;
import java.nio.charset.StandardCharsets;

/**
 * Finds out whether a store honours conditional writes, by writing where it must be refused. Some
 * stores take the headers and ignore them, and say so nowhere in their answers.
 *
 * <p>The object of the probe stays where it is. So the keys need no right to delete, and the pods
 * of an Indexed Job that probe at the same time do not take each other's objects away: whoever is
 * refused has seen that the store refuses, whoever wrote it. Where the store ignores conditions,
 * the object is overwritten by its like.
 */
public final class WriteProbe {

  private static final byte[] CONTENT =
      "Written more than once to see whether the store honours conditional writes. Nothing reads it.\n"
          .getBytes(StandardCharsets.UTF_8);

  /** An entity tag that no object has. */
  private static final String STALE = "0".repeat(32);

  private WriteProbe() {}

  /**
   * Probes a store: in two requests where the object is there, in three otherwise.
   *
   * @param key a key under which nothing else is ever written
   */
  public static ConditionalWrites run(ObjectStore store, String key) {
    boolean refusesToCreate = !store.putIfAbsent(key, CONTENT) || !store.putIfAbsent(key, CONTENT);
    return refusesToCreate && !store.putIfMatch(key, CONTENT, STALE)
        ? ConditionalWrites.HONOURED
        : ConditionalWrites.IGNORED;
  }
}
