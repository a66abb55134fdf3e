package org.keqiao.feed.webhook;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** What of deliveries is searched, and how. */
final class DeliveryIndex {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}) ([a-z0-9-]{1,64}/)");
  private static final int MANY = 500;

  private final Projection<Delivery> cards;

  DeliveryIndex(Projection<Delivery> cards) {
    this.cards = cards;
  }

  static Map<String, Object> card(Entry<Delivery> entry) {
    Delivery delivery = entry.value();
    return Map.of(
        "webhook",
        delivery.webhook(),
        "state",
        delivery.state().label(),
        "begun",
        delivery.begun().toEpochMilli());
  }

  private static SortOptions sort(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  private static Query is(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  /** Deliveries to a webhook, the newest first. */
  Page<Entry<Delivery>> newest(
      Id webhook, Optional<String> state, int limit, Optional<String> cursor) {
    List<Query> wanted = new ArrayList<>(List.of(is("webhook", webhook.value())));
    state.ifPresent(value -> wanted.add(is("state", value)));
    List<SortOptions> order = List.of(sort("begun", SortOrder.Desc), sort("key", SortOrder.Asc));
    List<Entry<Delivery>> found =
        found(wanted, order, limit + 1, cursor.map(Page::place).map(DeliveryIndex::after));
    List<Entry<Delivery>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page,
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  private static String place(Entry<Delivery> entry) {
    return entry.value().begun().toEpochMilli() + " " + entry.id().value() + "/";
  }

  private static List<FieldValue> after(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }

  /** Some deliveries that began before a moment. */
  List<Id> begunBefore(Instant moment) {
    cards.refresh();
    Query old =
        Query.of(
            q -> q.range(r -> r.number(n -> n.field("begun").lt((double) moment.toEpochMilli()))));
    return found(List.of(old), List.of(sort("key", SortOrder.Asc)), MANY, Optional.empty()).stream()
        .map(Entry::id)
        .toList();
  }

  private List<Entry<Delivery>> found(
      List<Query> wanted, List<SortOptions> order, int most, Optional<List<FieldValue>> after) {
    return cards
        .call(
            es ->
                es.search(
                    search -> {
                      search
                          .index(cards.alias())
                          .size(most)
                          .query(q -> q.bool(b -> b.filter(wanted)))
                          .sort(order);
                      after.ifPresent(search::searchAfter);
                      return search;
                    },
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(cards::entry)
        .toList();
  }
}
