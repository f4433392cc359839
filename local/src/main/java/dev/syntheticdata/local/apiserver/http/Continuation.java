package dev.syntheticdata.local.apiserver.http;

import dev.syntheticdata.local.apiserver.model.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param revision the resource version of the first page, which all pages carry: what changed
 *     between pages reaches the client through a watch from that version
 * @param namespace namespace of the last object of the page before
 * @param name its name
 */
record Continuation(long revision, String namespace, String name) {

  String encode() {
    String text = revision + "\n" + namespace + "\n" + name;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Continuation decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split("\n", -1);
      return new Continuation(Long.parseLong(parts[0]), parts[1], parts[2]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw ApiError.expiredContinue();
    }
  }

  /** Whether an object lies on a later page. */
  boolean isBefore(String otherNamespace, String otherName) {
    int order = namespace.compareTo(otherNamespace);
    return order < 0 || order == 0 && name.compareTo(otherName) < 0;
  }
}
