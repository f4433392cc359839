package dev.syntheticdata.local.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The objects of a collection at one moment.
 *
 * @param revision the resource version of the list
 * @param objects the objects, ordered by namespace and name
 */
public record Listing(long revision, List<ObjectNode> objects) {}
