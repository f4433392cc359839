package dev.syntheticdata.local.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ObjectKey;

/**
 * One change of one object.
 *
 * @param revision the resource version that the change made
 * @param key which object
 * @param before the object before; null when it was created
 * @param after the object after; null when it was removed
 * @param last the last state, for removals with the revision of the removal
 */
public record WatchEvent(
    long revision, ObjectKey key, ObjectNode before, ObjectNode after, ObjectNode last) {}
