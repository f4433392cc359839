package dev.syntheticdata.local.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

/** JSON patch (RFC 6902). */
public final class JsonPatches {
  private JsonPatches() {}

  /** The patched value; neither argument is changed. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isArray()) {
      throw ApiError.badRequest("a JSON patch must be a list of operations");
    }
    try {
      return JsonPatch.apply(patch, target);
    } catch (JsonPatchException e) {
      throw ApiError.unprocessable(
          "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }
}
