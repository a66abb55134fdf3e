package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.keqiao.http.Page;
import org.keqiao.store.Json;

/**
 * The place of a lesson in the order of a search.
 *
 * @param snapshot the catalogue that is paged through
 * @param after the lesson's sort values
 */
public record SearchCursor(String snapshot, List<FieldValue> after) {

  /** As callers carry it. */
  public String text() {
    ArrayNode place = Json.STORED.createArrayNode().add(snapshot);
    for (FieldValue value : after) {
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
   * Reads what a caller carried.
   *
   * @param numbers how many sort values are numbers that stand before the name, which a number
   *     follows that tells cards of one name apart
   * @throws org.keqiao.fault.FaultException invalid, when we never made such a cursor
   */
  public static SearchCursor read(String cursor, int numbers) {
    JsonNode place = parse(cursor);
    boolean ours = place.size() == numbers + 3 && place.isArray();
    for (int i = 0; ours && i < place.size(); i++) {
      boolean text = i == 0 || i == numbers + 1;
      ours = text ? place.path(i).isTextual() : place.path(i).isNumber();
    }
    if (!ours) {
      throw Page.badCursor();
    }
    List<FieldValue> after = new ArrayList<>();
    place.forEach(value -> after.add(value(value)));
    return new SearchCursor(place.path(0).textValue(), after.subList(1, after.size()));
  }

  private static JsonNode parse(String cursor) {
    try {
      return Json.STORED.readTree(Page.place(cursor));
    } catch (JsonProcessingException foreign) {
      throw Page.badCursor();
    }
  }

  private static FieldValue value(JsonNode value) {
    if (value.isTextual()) {
      return FieldValue.of(value.textValue());
    }
    return value.isIntegralNumber()
        ? FieldValue.of(value.longValue())
        : FieldValue.of(value.doubleValue());
  }
}
