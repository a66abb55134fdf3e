package org.keqiao.catalogue;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.search.Matching;
import org.keqiao.catalogue.search.Ranking;
import org.keqiao.catalogue.search.SearchWords;
import org.keqiao.http.Reach;
import org.keqiao.identity.Profile;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Json;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The lessons' two stores, and the very questions that a search sends to Elasticsearch. */
public final class CatalogueSearch {

  private final TextbookService books;
  private final Projection<Lesson> cards;
  private final Records<Lesson> records;

  /** Over the stores of a running program. */
  public CatalogueSearch(Bucket bucket, Elastic elastic, Path mappings) {
    this.books =
        new TextbookService(
            new Records<>(bucket, TextbookService.TEXTBOOK, Optional.empty()),
            new Records<>(bucket, TextbookService.TAXONOMY, Optional.empty()));
    this.cards =
        new Projection<>(
            elastic,
            LessonService.TYPE,
            mappings.resolve("lesson.json"),
            new LessonIndex(books, file -> List.of(), new LessonUses(bucket), owner -> List.of())
                ::card);
    this.records = new Records<>(bucket, LessonService.TYPE, Optional.of(cards));
  }

  /** The lessons' cards. */
  public Projection<Lesson> cards() {
    return cards;
  }

  /** The lessons' records. */
  public Records<Lesson> records() {
    return records;
  }

  /** What keeps the two in step. */
  public Reconcile<Lesson> reconcile() {
    return Reconcile.of(records).orElseThrow();
  }

  /** The first page of a search, in a snapshot, as JSON. */
  public String question(String words, Profile profile, String snapshot, int limit) {
    SearchWords read = SearchWords.read(words, books.vocabulary());
    Viewer viewer = new Viewer(List.of("*"), Reach.NOTHING, Optional.empty());
    LessonQuery query =
        new LessonQuery(
            Optional.of(words),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            viewer,
            Optional.empty(),
            Optional.empty(),
            false,
            limit,
            Optional.empty());
    SearchRequest request =
        LessonSearch.request(
                query,
                Optional.of(read),
                Ranking.of(Matching.of(read), read, profile),
                Optional.empty())
            .pit(pit -> pit.id(snapshot).keepAlive(time -> time.time("1m")))
            .build();
    return JsonpUtils.toJsonString(request, new JacksonJsonpMapper(Json.STORED));
  }
}
