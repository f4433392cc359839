package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.select.FieldSelector;
import dev.syntheticdata.local.apiserver.select.LabelSelector;
import java.util.function.Predicate;

/** Which objects of a collection a request asks for. */
final class Selection {
  private Selection() {}

  /** Whether the request narrows the collection by selectors. */
  static boolean isNarrowed(Request request) {
    return !request.query("labelSelector").isEmpty() || !request.query("fieldSelector").isEmpty();
  }

  /** A test for namespace, name and selectors. */
  static Predicate<JsonNode> of(Request request, Target target) {
    Predicate<JsonNode> selected =
        LabelSelector.parse(request.query("labelSelector"))
            .and(FieldSelector.parse(request.query("fieldSelector"), target.type()));
    if (target.namespace() != null) {
      selected = selected.and(o -> Meta.namespace(o).equals(target.namespace()));
    }
    if (target.name() != null) {
      selected = selected.and(o -> Meta.name(o).equals(target.name()));
    }
    return selected;
  }
}
