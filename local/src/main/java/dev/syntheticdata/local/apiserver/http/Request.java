package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.lifecycle.WriteOptions;
import dev.syntheticdata.local.apiserver.lifecycle.WriteOptions.UnknownFields;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A parsed HTTP request.
 *
 * @param method the HTTP method
 * @param path the parts of the path between slashes
 * @param query decoded query parameters
 * @param accept the Accept header, may be empty
 * @param contentType the Content-Type header, may be empty
 * @param userAgent the User-Agent header, may be empty
 * @param body the raw body
 */
record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    String accept,
    String contentType,
    String userAgent,
    byte[] body) {
  private static final List<String> ACCEPTED = List.of("application/json", "application/yaml");
  private static final int MAX_MANAGER_LENGTH = 128;

  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return query(name).equals("true") || query(name).equals("1");
  }

  /** A number in the query, or the fallback when it is absent. */
  long number(String name, long fallback) {
    String text = query(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("invalid value for " + name + ": \"" + text + "\" is no number");
    }
  }

  boolean wantsTable() {
    return accept.contains("as=Table");
  }

  boolean wantsMetadataOnly() {
    return accept.contains("as=PartialObjectMetadata");
  }

  /** Whether the body is in a binary encoding, which this server does not read. */
  boolean isBinary() {
    return contentType.contains("protobuf") || contentType.contains("cbor");
  }

  /** The body as a tree; null when there is none. */
  JsonNode tree() {
    if (body.length == 0) {
      return null;
    }
    if (isBinary()) {
      throw ApiError.binaryBody(ACCEPTED);
    }
    try {
      boolean yaml = contentType.contains("yaml");
      if (yaml) {
        List<JsonNode> documents = Json.parseYaml(body);
        if (documents.size() != 1) {
          throw ApiError.badRequest("the body must be exactly one YAML document");
        }
        return documents.get(0);
      }
      return Json.parse(body);
    } catch (IOException e) {
      throw ApiError.badRequest("the object provided is unrecognized: " + e.getMessage());
    }
  }

  /** The body as an object; fails with 400 when it is anything else. */
  ObjectNode object() {
    if (tree() instanceof ObjectNode object) {
      return object;
    }
    throw ApiError.badRequest("the body must be a JSON or YAML object");
  }

  WriteOptions writeOptions() {
    return new WriteOptions(fieldManager(), dryRun(), unknownFields());
  }

  /** The named field manager, or the program of the User-Agent. */
  private String fieldManager() {
    String named = query("fieldManager");
    String manager = named.isEmpty() ? userAgent.split("/", 2)[0] : named;
    if (manager.length() > MAX_MANAGER_LENGTH) {
      manager = manager.substring(0, MAX_MANAGER_LENGTH);
    }
    return manager.isEmpty() ? "unknown" : manager;
  }

  boolean dryRun() {
    return dryRun(query("dryRun"));
  }

  static boolean dryRun(String value) {
    if (!value.isEmpty() && !value.equals("All")) {
      throw ApiError.badRequest("dryRun: Unsupported value: \"" + value + "\": use \"All\"");
    }
    return value.equals("All");
  }

  private UnknownFields unknownFields() {
    String text = query("fieldValidation");
    try {
      return text.isEmpty() ? UnknownFields.Warn : UnknownFields.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(
          "fieldValidation: Unsupported value: \"" + text + "\": use Ignore, Warn or Strict");
    }
  }
}
