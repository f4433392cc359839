package dev.syntheticdata.local.e2e;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or an answer as it came over a connection, whole.
 *
 * @param line its first line
 * @param headers name and value of each, as they came
 * @param body empty where there is none
 */
record HttpMessage(String line, List<String> headers, byte[] body) {

  private static final String END_OF_LINE = "\r\n";

  /** Reads a request; empty where the client sent none. */
  static Optional<HttpMessage> readRequest(InputStream in) throws IOException {
    var head = readHead(in);
    return head.isEmpty() ? Optional.empty() : Optional.of(withBody(head, in));
  }

  /** Reads the answer to a request. */
  static HttpMessage readAnswer(HttpMessage request, InputStream in) throws IOException {
    var head = readHead(in);
    if (head.isEmpty()) {
      throw new EOFException("no answer to " + request.line());
    }
    boolean bare =
        request.line().startsWith("HEAD ") || head.get(0).matches("\\S+ (204|304)( .*)?");
    return bare
        ? new HttpMessage(head.get(0), head.subList(1, head.size()), new byte[0])
        : withBody(head, in);
  }

  /** The lines up to the empty one. */
  private static List<String> readHead(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    while (true) {
      var line = readLine(in);
      if (line.isEmpty()) {
        return lines;
      }
      lines.add(line);
    }
  }

  /** A line without its end; empty at the end of the connection as well. */
  private static String readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** A body in chunks is kept in one piece, with its length. */
  private static HttpMessage withBody(List<String> head, InputStream in) throws IOException {
    var headers = new ArrayList<>(head.subList(1, head.size()));
    var message = new HttpMessage(head.get(0), headers, new byte[0]);
    byte[] body;
    if (message.header("Transfer-Encoding").isPresent()) {
      body = readChunks(in);
      headers.removeIf(h -> h.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:"));
      headers.add("Content-Length: " + body.length);
    } else {
      int length = message.header("Content-Length").map(Integer::parseInt).orElse(0);
      body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the connection ended in the middle of " + message.line());
      }
    }
    return new HttpMessage(message.line(), List.copyOf(headers), body);
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(readLine(in).split(";")[0].strip(), 16);
      body.write(in.readNBytes(size));
      readLine(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  /** Whether it is a request of that method for an object whose key ends so. */
  boolean is(String method, String end) {
    return line.startsWith(method + " ") && path().endsWith(end);
  }

  /** Bucket and key of a request. */
  String path() {
    return line.split(" ")[1].split("\\?")[0].substring(1);
  }

  Optional<String> header(String name) {
    var start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
        .map(h -> h.substring(start.length()).strip())
        .findFirst();
  }

  /** The same, as the last on its connection. */
  HttpMessage last() {
    var changed = new ArrayList<>(headers);
    changed.removeIf(h -> h.toLowerCase(Locale.ROOT).startsWith("connection:"));
    changed.add("Connection: close");
    return new HttpMessage(line, changed, body);
  }

  /** Its bytes. */
  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    var head = line + END_OF_LINE + String.join(END_OF_LINE, headers) + END_OF_LINE + END_OF_LINE;
    bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
