package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The result of a write.
 *
 * @param object the object after the write
 * @param created whether it was not there before
 * @param warnings texts for the user
 */
public record Written(ObjectNode object, boolean created, List<String> warnings) {}
