package org.keqiao.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of record.
 *
 * @param name singular and lower case, such as {@code lesson}: part of the key, of the index and of
 *     the codes of faults
 * @param json what its JSON is read into
 */
public record RecordType<T>(String name, Class<T> json) {

  private static final Pattern VERSION = Pattern.compile("(\\d{10})\\.json");

  String prefix() {
    return "records/" + name + "/";
  }

  String prefix(Id id) {
    return prefix() + id.value() + "/";
  }

  String key(Id id, long version) {
    return "%s%010d.json".formatted(prefix(id), version);
  }

  /**
   * The version that a key names; nothing for a key of another form. A server that keeps objects as
   * files may list what a writer has not finished yet, under the name of the object and a suffix.
   */
  Optional<RecordVersion> parse(String key) {
    int slash = key.lastIndexOf('/');
    Matcher version = VERSION.matcher(key.substring(slash + 1));
    return slash > prefix().length() && version.matches()
        ? Optional.of(
            new RecordVersion(
                new Id(key.substring(prefix().length(), slash)), Long.parseLong(version.group(1))))
        : Optional.empty();
  }
}
