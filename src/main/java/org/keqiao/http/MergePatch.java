package org.keqiao.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.keqiao.store.Json;

/** Changes to a record whose fields are plain values and lists (RFC 7396). */
public final class MergePatch {

  private MergePatch() {}

  /**
   * The record with what the patch names changed, and what it sets to null removed.
   *
   * @throws org.keqiao.fault.FaultException invalid, when it is no such record any more
   */
  public static <T> T apply(T record, ObjectNode patch, Class<T> type) {
    ObjectNode merged = Json.STORED.valueToTree(record);
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                merged.remove(field.getKey());
              } else {
                merged.set(field.getKey(), value);
              }
            });
    return Call.parse(Json.bytes(merged), type);
  }
}
