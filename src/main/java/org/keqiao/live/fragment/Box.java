package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A box of an MP4 file.
 *
 * @param type four letters
 * @param content what follows its head
 */
record Box(String type, Buffer content) {

  /** Length of size and type. */
  static final int HEAD = 8;

  /**
   * The boxes that lie in a row.
   *
   * @throws IllegalArgumentException when they do not fill it
   */
  static List<Box> row(Buffer bytes) {
    List<Box> boxes = new ArrayList<>();
    int at = 0;
    while (at < bytes.length()) {
      long size = bytes.length() - at < HEAD ? 0 : bytes.getUnsignedInt(at);
      if (size < HEAD || at + size > bytes.length()) {
        throw new IllegalArgumentException("a box of " + size + " bytes");
      }
      boxes.add(new Box(type(bytes, at), bytes.slice(at + HEAD, at + (int) size)));
      at += (int) size;
    }
    return boxes;
  }

  /** The type of the box that begins there. */
  static String type(Buffer bytes, int at) {
    return bytes.getString(at + 4, at + HEAD, StandardCharsets.ISO_8859_1.name());
  }

  /** The boxes of a type within it. */
  Stream<Box> all(String name) {
    return row(content).stream().filter(box -> box.type.equals(name));
  }

  /** The first box at the end of a path of types within it. */
  Optional<Box> find(String... path) {
    Optional<Box> found = Optional.of(this);
    for (String name : path) {
      found = found.flatMap(box -> box.all(name).findFirst());
    }
    return found;
  }

  /** The flags of a full box. */
  int flags() {
    return content.getMedium(1) & 0xffffff;
  }

  /** The version of a full box. */
  int version() {
    return content.getByte(0);
  }
}
