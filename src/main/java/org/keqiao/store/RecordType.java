package org.keqiao.store;

/**
 * A kind of record.
 *
 * @param name singular and lower case, such as {@code lesson}: part of the key, of the index and of
 *     the codes of faults
 * @param json what its JSON is read into
 */
public record RecordType<T>(String name, Class<T> json) {

  String prefix() {
    return "records/" + name + "/";
  }

  String prefix(Id id) {
    return prefix() + id.value() + "/";
  }

  String key(Id id, long version) {
    return "%s%010d.json".formatted(prefix(id), version);
  }
}
