package org.keqiao.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;

/**
 * The header {@code Upload-Metadata}: names and Base64 values. Clients call the name of a file
 * {@code filename} or {@code name}, and its media type {@code filetype} or {@code type}.
 */
record UploadMetadata(Map<String, String> values) {

  private static final String NAMELESS = "未命名";
  private static final int LONGEST = 4096;

  /**
   * Reads the header.
   *
   * @throws FaultException malformed {@code upload-metadata}
   */
  static UploadMetadata parse(String header) {
    if (header.length() > LONGEST) {
      throw FaultException.malformed("upload-metadata");
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : header.split(",", -1)) {
      String[] words = pair.strip().split(" ", 2);
      if (!words[0].isEmpty()) {
        values.put(words[0], words.length < 2 ? "" : decode(words[1].strip()));
      }
    }
    return new UploadMetadata(Map.copyOf(values));
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException garbled) {
      throw FaultException.malformed("upload-metadata");
    }
  }

  private Optional<String> first(String... names) {
    for (String name : names) {
      String value = values.getOrDefault(name, "");
      if (!value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Name of the file, without folders. */
  String name() {
    String path = first("filename", "name").orElse(NAMELESS);
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Media type, when the client names one. */
  Optional<String> type() {
    return first("filetype", "type");
  }
}
