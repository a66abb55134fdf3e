package org.keqiao.catalogue;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.CompletionSuggestOption;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.keqiao.language.Folding;
import org.keqiao.store.Projection;

/** Completes what somebody types. */
final class CompletionSearch {

  /** Characters of a completion that are indexed, as {@code mappings/lesson.json} says. */
  private static final int LONGEST_BEGINNING = 60;

  private static final String COMPLETIONS = "completions";
  private static final String SUGGEST = "suggest";

  private final Projection<Lesson> lessons;

  CompletionSearch(Projection<Lesson> lessons) {
    this.lessons = lessons;
  }

  /** Phrases of published lessons that begin as typed, in characters or in letters for them. */
  List<String> complete(String begun, int limit) {
    String folded = Folding.fold(begun);
    String typed = folded.substring(0, Math.min(folded.length(), LONGEST_BEGINNING));
    SearchResponse<ObjectNode> answer =
        lessons.call(
            es ->
                es.search(
                    search ->
                        search
                            .index(lessons.alias())
                            .source(s -> s.filter(f -> f.includes(SUGGEST)))
                            .suggest(
                                s ->
                                    s.suggesters(
                                        COMPLETIONS,
                                        each ->
                                            each.prefix(typed)
                                                .completion(
                                                    c ->
                                                        c.field(SUGGEST)
                                                            .skipDuplicates(true)
                                                            .size(limit)))),
                    ObjectNode.class));
    List<CompletionSuggestOption<ObjectNode>> options =
        answer.suggest().getOrDefault(COMPLETIONS, List.of()).stream()
            .flatMap(each -> each.completion().options().stream())
            .toList();
    return Stream.concat(
            options.stream().map(CompletionSuggestOption::text),
            options.stream().flatMap(option -> others(option.source(), typed)))
        .map(text -> text.substring(text.indexOf(Spelling.COMPLETES_TO) + 1))
        .distinct()
        .limit(limit)
        .toList();
  }

  /** Elasticsearch tells one phrase of a lesson; the lesson may have more that begin so. */
  private static Stream<String> others(@Nullable ObjectNode card, String typed) {
    return Optional.ofNullable(card).stream()
        .flatMap(found -> StreamSupport.stream(found.path(SUGGEST).spliterator(), false))
        .map(JsonNode::asText)
        .filter(text -> text.startsWith(typed));
  }
}
