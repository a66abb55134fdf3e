package org.keqiao.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that are sent in turn, as they go over the wire.
 *
 * @param name what they ask for
 */
record Load(String name, List<String> requests) {

  Load {
    requests = List.copyOf(requests);
  }

  /** One request after the other. */
  static Load of(String name, String... requests) {
    return new Load(name, List.of(requests));
  }

  static String get(String path, String... headers) {
    return request("GET", path, "", headers);
  }

  static String post(String path, String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return request(
        "POST", path, json, "Content-Type: application/json", "Content-Length: " + bytes);
  }

  private static String request(String method, String path, String body, String... headers) {
    List<String> lines = new ArrayList<>();
    lines.add("%s %s HTTP/1.1".formatted(method, path));
    lines.add("Host: 127.0.0.1");
    lines.addAll(List.of(headers));
    return String.join("\r\n", lines) + "\r\n\r\n" + body;
  }

  /** Parts of one file. */
  static Load ranges(String name, URI file, List<Part> parts) {
    return new Load(
        name, parts.stream().map(part -> get(file.getPath(), "Range: " + part.header())).toList());
  }

  /**
   * A part of a file.
   *
   * @param first offset of its first byte
   * @param length number of bytes
   */
  record Part(long first, long length) {

    String header() {
      return "bytes=%d-%d".formatted(first, first + length - 1);
    }
  }
}
