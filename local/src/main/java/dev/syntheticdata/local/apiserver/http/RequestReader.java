package dev.syntheticdata.local.apiserver.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.syntheticdata.local.apiserver.model.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads requests that carry the token.
 *
 * <p>The token comes in an Authorization header or as the first part of the path. The second way is
 * for kubectl, which sends no credentials over plain HTTP but keeps the path of the server's URL.
 */
final class RequestReader {
  private static final String BEARER = "Bearer ";
  private static final List<String> PUBLIC = List.of("version", "healthz", "livez", "readyz");
  // As much as a cluster takes.
  private static final int MAX_BODY = 3 * 1024 * 1024;

  private final byte[] token;

  RequestReader(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** The request; fails with 401 without the token, before its body is read. */
  Request read(HttpExchange exchange) throws IOException {
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getPath().split("/"))
            .filter(part -> !part.isEmpty())
            .toList();
    Headers headers = exchange.getRequestHeaders();
    String authorization = first(headers, "Authorization");
    boolean inPath = !path.isEmpty() && isToken(path.get(0));
    boolean inHeader =
        authorization.startsWith(BEARER)
            && isToken(authorization.substring(BEARER.length()).trim());
    boolean open = path.size() == 1 && PUBLIC.contains(path.get(0));
    if (!inPath && !inHeader && !open) {
      throw ApiError.unauthorized();
    }
    return new Request(
        exchange.getRequestMethod(),
        inPath ? path.subList(1, path.size()) : path,
        query(exchange.getRequestURI().getRawQuery()),
        first(headers, "Accept"),
        first(headers, "Content-Type"),
        first(headers, "User-Agent"),
        body(exchange));
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token);
  }

  private static String first(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        // A client that cannot send its whole request may never read the answer.
        in.transferTo(OutputStream.nullOutputStream());
        throw ApiError.tooLarge(MAX_BODY);
      }
      return body;
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      query.put(decode(parts[0]), decode(value));
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest("the query of the URL is malformed: " + e.getMessage());
    }
  }
}
