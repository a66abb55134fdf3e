package org.keqiao.ingest.job;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** What of a job is searched, and how. */
public final class JobIndex {

  private static final List<SortOptions> NEWEST_FIRST =
      List.of(sort("asked", SortOrder.Desc), sort("key", SortOrder.Asc));
  private static final List<SortOptions> BY_TURN =
      List.of(sort("turn", SortOrder.Asc), sort("key", SortOrder.Asc));
  private static final List<SortOptions> BY_KEY = List.of(sort("key", SortOrder.Asc));
  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}) ([a-z0-9-]{1,64}/)");
  private static final int LOOK_AT = 50;
  private static final int MANY = 500;

  private final Projection<Job> cards;

  JobIndex(Projection<Job> cards) {
    this.cards = cards;
  }

  /** What is searched. */
  public static Map<String, Object> card(Entry<Job> entry) {
    Job job = entry.value();
    Map<String, Object> card = new HashMap<>();
    card.put("kind", job.kind());
    card.put("state", job.state().label());
    card.put("askers", job.asked().by());
    job.asked().owner().ifPresent(owner -> card.put("owner", owner));
    card.put("asked", job.asked().at());
    card.put("turn", job.asked().turn());
    card.put("changed", entry.at());
    job.claimableFrom().ifPresent(from -> card.put("claimable", from));
    return card;
  }

  private static SortOptions sort(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  private static Query is(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static Query isOneOf(String field, Collection<String> values) {
    List<FieldValue> wanted = values.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(wanted))));
  }

  private static Query isOneOf(Job.State... states) {
    return isOneOf("state", Stream.of(states).map(Job.State::label).toList());
  }

  private static Query before(String field, Instant moment) {
    return Query.of(q -> q.range(r -> r.date(d -> d.field(field).lt(moment.toString()))));
  }

  private static Query since(String field, Instant moment) {
    return Query.of(q -> q.range(r -> r.date(d -> d.field(field).gte(moment.toString()))));
  }

  private SearchRequest.Builder search(int most, List<SortOptions> order, List<Query> filters) {
    return new SearchRequest.Builder()
        .index(cards.alias())
        .size(most)
        .query(q -> q.bool(b -> b.filter(filters)))
        .sort(order);
  }

  private List<Entry<Job>> found(SearchRequest.Builder search) {
    return cards.call(es -> es.search(search.build(), ObjectNode.class)).hits().hits().stream()
        .map(cards::entry)
        .toList();
  }

  /** Some jobs of these kinds that a worker may take at a moment, in their turn. */
  List<Id> claimable(Collection<String> kinds, Instant now) {
    return found(
            search(LOOK_AT, BY_TURN, List.of(isOneOf("kind", kinds), before("claimable", now))))
        .stream()
        .map(Entry::id)
        .toList();
  }

  /** The last turn that an account has taken for a kind of work and waits for. */
  Optional<Instant> lastTurn(String kind, String owner) {
    cards.refresh();
    List<Query> waiting =
        List.of(
            is("kind", kind),
            is("owner", owner),
            isOneOf(Job.State.QUEUED, Job.State.RUNNING, Job.State.PAUSED));
    return found(search(1, List.of(sort("turn", SortOrder.Desc)), waiting)).stream()
        .map(last -> last.value().asked().turn())
        .findFirst();
  }

  /** How many jobs wait that come before this turn. */
  long waitingBefore(Instant turn) {
    return count(List.of(isOneOf(Job.State.QUEUED), before("turn", turn)));
  }

  /** How many jobs are in this state. */
  long count(Job.State state) {
    return count(List.of(isOneOf(state)));
  }

  private long count(List<Query> filters) {
    return cards
        .call(
            es ->
                es.count(
                    count -> count.index(cards.alias()).query(q -> q.bool(b -> b.filter(filters)))))
        .count();
  }

  /**
   * A page of jobs, the last asked for first.
   *
   * @param asker whose; absent for everybody's
   * @param states empty for all
   * @param kinds empty for all
   */
  Page<Entry<Job>> newest(
      Optional<String> asker,
      List<String> states,
      List<String> kinds,
      int limit,
      Optional<String> cursor) {
    List<Query> filters =
        Stream.of(
                asker.map(account -> is("askers", account)).stream(),
                Stream.of(states).filter(some -> !some.isEmpty()).map(s -> isOneOf("state", s)),
                Stream.of(kinds).filter(some -> !some.isEmpty()).map(k -> isOneOf("kind", k)))
            .<Query>flatMap(each -> each)
            .toList();
    SearchRequest.Builder search = search(limit + 1, NEWEST_FIRST, filters);
    cursor.map(Page::place).ifPresent(place -> search.searchAfter(after(place)));
    List<Entry<Job>> found = found(search);
    List<Entry<Job>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page,
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  /** Where a job stands in the order, in the form of {@link #PLACE}. */
  private static String place(Entry<Job> job) {
    return job.value().asked().at().toEpochMilli() + " " + job.id().value() + "/";
  }

  private static List<FieldValue> after(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }

  /** Every job that changed at a moment or later, in the order of their ids. */
  Stream<Id> changedSince(Instant moment) {
    return all(List.of(since("changed", moment)));
  }

  /** Every job that ended before a moment, in the order of their ids. */
  Stream<Id> endedBefore(Instant moment) {
    return all(
        List.of(
            isOneOf(Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED),
            before("changed", moment)));
  }

  private Stream<Id> all(List<Query> filters) {
    cards.refresh();
    return Stream.iterate(
            page(filters, Optional.empty()),
            page -> !page.isEmpty(),
            page -> page.size() < MANY ? List.of() : page(filters, Optional.of(page.getLast())))
        .flatMap(List::stream);
  }

  private List<Id> page(List<Query> filters, Optional<Id> after) {
    SearchRequest.Builder search = search(MANY, BY_KEY, filters);
    after.ifPresent(last -> search.searchAfter(FieldValue.of(last.value() + "/")));
    return found(search).stream().map(Entry::id).toList();
  }
}
