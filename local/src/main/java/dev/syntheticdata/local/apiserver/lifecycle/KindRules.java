package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;

/** What the API server does for one built-in kind beyond storing it by its schema. */
interface KindRules {
  /** A kind without rules of its own. */
  KindRules NONE = new KindRules() {};

  /** Rewrites what a client sent into the stored form, before defaults. */
  default void normalise(ObjectNode object) {}

  /** Adds what the server decides on creation, after defaults. */
  default void prepareCreate(ObjectNode object) {}

  /**
   * Finds what the schema cannot express.
   *
   * @param before the stored object, null on creation
   */
  default List<FieldError> validate(ObjectNode before, ObjectNode after) {
    return List.of();
  }

  /** Called after the object was stored. */
  default void onStored(ObjectNode object) {}
}
