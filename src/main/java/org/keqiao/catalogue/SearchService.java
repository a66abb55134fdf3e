package org.keqiao.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.search.Meant;
import org.keqiao.catalogue.search.SearchWords;
import org.keqiao.http.Caller;
import org.keqiao.identity.AccountService;
import org.keqiao.identity.Profile;
import org.keqiao.store.Entry;

/** Finding lessons: by words, by what somebody has begun to type, by another lesson. */
final class SearchService {

  /**
   * How long an answer is given again. Cards are searchable half a second after they are written;
   * this adds no more than as much again, and many teachers ask the same at the same hour.
   */
  private static final Duration RECENT = Duration.ofMillis(500);

  private static final int MOST_RECENT = 2000;
  private static final int KNOW_BEST = 3;

  private final Cache<Question, LessonResults> recent =
      Caffeine.newBuilder()
          .initialCapacity(MOST_RECENT)
          .maximumSize(MOST_RECENT)
          .expireAfterWrite(RECENT)
          .build();
  private final LessonSearch search;
  private final CompletionSearch completions;
  private final SearchLadder ladder;
  private final TextbookService textbooks;
  private final AccountService accounts;

  SearchService(
      LessonSearch search,
      CompletionSearch completions,
      TextbookService textbooks,
      AccountService accounts) {
    this.search = search;
    this.completions = completions;
    this.ladder = new SearchLadder(search, this::read);
    this.textbooks = textbooks;
    this.accounts = accounts;
  }

  private SearchWords read(String words) {
    return SearchWords.read(words, textbooks.vocabulary());
  }

  private record Question(LessonQuery query, Profile profile) {}

  /**
   * Finds lessons; a search that finds nothing goes on where something may be found, and says so.
   * Her own lessons are those of this moment, others may be half a second old.
   */
  LessonResults find(Caller caller, LessonQuery query) {
    Question question = new Question(query, accounts.profile(caller));
    return query.owner().isPresent() ? ask(question) : recent.get(question, this::ask);
  }

  private LessonResults ask(Question question) {
    LessonQuery query = question.query();
    Optional<SearchWords> words =
        query.words().map(this::read).filter(read -> !read.folded().isEmpty());
    LessonResults found = search.find(query, words, question.profile());
    if (found.total() == 0 && query.owner().isEmpty()) {
      Optional<String> chapter = query.node().flatMap(textbooks::titleOf);
      return ladder.climb(found, query, chapter, question.profile());
    }
    return found.meaning(words.flatMap(read -> meant(read, found.matches())));
  }

  /** The best lessons know best how what somebody looks for is written. */
  private static Optional<String> meant(SearchWords words, List<LessonResults.Match> matches) {
    return matches.stream()
        .limit(KNOW_BEST)
        .flatMap(match -> Meant.by(words, match.ways(), phrases(match.lesson().value())).stream())
        .findFirst();
  }

  private static List<String> phrases(Lesson lesson) {
    return Stream.of(
            lesson.path().reversed().stream().map(Lesson.Node::title),
            lesson.about().keywords().stream(),
            lesson.about().title().stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Phrases that complete what somebody has begun to type, in Chinese or in pinyin. */
  List<String> complete(String begun, int limit) {
    return completions.complete(begun, limit);
  }

  /** Lessons like another one, the likest first. */
  List<LessonResults.Match> similar(Entry<Lesson> lesson, Viewer viewer, int limit) {
    return search.similar(lesson, viewer, limit);
  }
}
