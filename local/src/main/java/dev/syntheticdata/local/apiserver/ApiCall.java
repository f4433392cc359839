package dev.syntheticdata.local.apiserver;

import java.util.Map;

/**
 * One request, as filters see it.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param query the decoded query parameters
 * @param userAgent who calls, may be empty
 */
public record ApiCall(String method, String path, Map<String, String> query, String userAgent) {

  /** Whether the call may change something. */
  public boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** Whether the call is a watch. */
  public boolean isWatch() {
    return query.getOrDefault("watch", "").matches("true|1");
  }
}
