package dev.syntheticdata.local.apiserver.lifecycle;

import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** How a write answers when the object has fields that its schema does not know. */
enum UnknownAnswer {
  /** 400, for whole objects. */
  BAD_REQUEST,
  /** 422 without a kind, for patches. */
  INVALID_PATCH;

  /** Warnings about the unknown fields; fails when the request is strict. */
  List<String> judge(Target target, List<String> unknown, WriteOptions options) {
    List<String> texts = unknown.stream().map(f -> "unknown field \"" + f + '"').toList();
    return switch (options.unknownFields()) {
      case Ignore -> List.of();
      case Warn -> texts;
      case Strict -> {
        if (!texts.isEmpty()) {
          throw refuse(target, texts);
        }
        yield texts;
      }
    };
  }

  private ApiError refuse(Target target, List<String> texts) {
    String error = texts.stream().collect(Collectors.joining(", ", "strict decoding error: ", ""));
    if (this == INVALID_PATCH) {
      return ApiError.invalid("", "", "", List.of(FieldError.invalidText("patch", "\"\"", error)));
    }
    String kind = target.type().kind();
    return ApiError.badRequest(
        kind
            + " in version \""
            + target.type().version()
            + "\" cannot be handled as a "
            + kind
            + ": "
            + error);
  }
}
