package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.keqiao.http.Page;
import org.keqiao.store.Json;

/** The place of a lesson in the order of a search, as a cursor. */
public final class SearchCursor {

  private SearchCursor() {}

  /** The cursor of the page after a lesson with these sort values. */
  public static String after(List<FieldValue> sort) {
    ArrayNode place = Json.STORED.createArrayNode();
    for (FieldValue value : sort) {
      if (value.isDouble()) {
        place.add(value.doubleValue());
      } else if (value.isLong()) {
        place.add(value.longValue());
      } else {
        place.add(value.stringValue());
      }
    }
    return Page.cursor(place.toString());
  }

  /**
   * The sort values of a cursor.
   *
   * @param sorts how many there must be; the last one is a name
   * @throws org.keqiao.fault.FaultException invalid, when we never made such a cursor
   */
  public static List<FieldValue> place(String cursor, int sorts) {
    List<FieldValue> place = new ArrayList<>();
    try {
      for (JsonNode value : Json.STORED.readTree(Page.place(cursor))) {
        place.add(read(value));
      }
    } catch (JsonProcessingException foreign) {
      throw Page.badCursor();
    }
    boolean ours =
        place.size() == sorts
            && place.getLast().isString()
            && place.subList(0, sorts - 1).stream().noneMatch(FieldValue::isString);
    if (!ours) {
      throw Page.badCursor();
    }
    return place;
  }

  private static FieldValue read(JsonNode value) {
    if (value.isTextual()) {
      return FieldValue.of(value.textValue());
    }
    return value.isIntegralNumber()
        ? FieldValue.of(value.longValue())
        : FieldValue.of(value.doubleValue());
  }
}
