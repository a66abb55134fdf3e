package org.keqiao.catalogue.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.PartRoutes;
import org.keqiao.catalogue.PartService;
import org.keqiao.catalogue.PlayService;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Reviews over HTTP. */
public final class ReviewRoutes {

  private static final String DECISIONS = "/lessons/:id/decisions";

  private final ReviewService service;
  private final PlayService play;
  private final PartService parts;

  /** Over the reviews, and what shows lessons. */
  public ReviewRoutes(ReviewService service, PlayService play, PartService parts) {
    this.service = service;
    this.play = play;
    this.parts = parts;
  }

  /** Everything that is done with reviews. */
  public List<Route> routes() {
    String one = "/reviews/:id";
    Permission review = Permission.REVIEW_LESSON;
    return List.of(
        Route.api("listReviews", HttpMethod.GET, "/reviews", review, this::list),
        Route.api("readReview", HttpMethod.GET, one, review, this::read),
        Route.api("beginReview", HttpMethod.POST, one + "/begin", review, this::begin),
        Route.api("playReview", HttpMethod.GET, one + "/play", review, this::play),
        Route.api("readReviewPart", HttpMethod.GET, one + "/parts/:part", review, this::part),
        Route.api("decideLesson", HttpMethod.POST, DECISIONS, review, this::decide),
        Route.api(
            "listDecisions", HttpMethod.GET, DECISIONS, Permission.READ_LESSON, this::decisions),
        Route.api(
            "listReasons",
            HttpMethod.GET,
            "/reasons",
            Permission.SIGNED_IN,
            call -> Reply.ok(Map.of("items", service.reasons()))));
  }

  /** A lesson as its reviewers see it: nothing says whose it is. */
  record ReviewView(
      Id id,
      long version,
      LessonState state,
      @JsonUnwrapped LessonDraft about,
      List<String> path,
      List<Kind> kinds,
      Map<String, ?> parts,
      Map<String, ?> captions,
      Optional<Id> replaces,
      Optional<String> hash) {

    static ReviewView of(Entry<Lesson> entry, Optional<String> hash) {
      Lesson lesson = entry.value();
      return new ReviewView(
          entry.id(),
          entry.version(),
          lesson.state(),
          lesson.about(),
          lesson.path().stream().map(Lesson.Node::title).toList(),
          lesson.state() == LessonState.FLAGGED
              ? List.of(Kind.RECHECK)
              : Kind.before(lesson).stream().sorted().toList(),
          lesson.parts(),
          lesson.captions(),
          lesson.life().replaces().map(before -> before.lesson()),
          hash);
    }
  }

  /** A decision, with as much as the caller may know. */
  record DecisionView(
      Id id,
      Id lesson,
      Optional<Id> replaces,
      long version,
      Kind kind,
      Outcome outcome,
      String hash,
      List<String> reasons,
      List<Decision.Note> notes,
      Instant at,
      Optional<String> reviewer) {

    static DecisionView of(ReviewService.Shown shown) {
      Entry<Decision> entry = shown.decision();
      Decision decision = entry.value();
      boolean author = shown.sight() == ReviewService.Sight.AUTHOR;
      return new DecisionView(
          entry.id(),
          decision.lesson(),
          decision.replaces(),
          decision.version(),
          decision.kind(),
          decision.outcome(),
          decision.hash(),
          decision.reasons(),
          decision.notes().stream().filter(note -> note.open() || !author).toList(),
          decision.at(),
          Optional.of(entry.by()).filter(by -> shown.sight() == ReviewService.Sight.OFFICE));
    }
  }

  private static Reply unkept(Reply reply) {
    return reply.header("Cache-Control", "private, no-store");
  }

  private Reply list(Call call) {
    LessonState state =
        switch (call.filters("state").getOrDefault("state", "submitted")) {
          case "submitted" -> LessonState.SUBMITTED;
          case "in-review" -> LessonState.IN_REVIEW;
          case "flagged" -> LessonState.FLAGGED;
          default -> throw unknownState(call);
        };
    Page<Entry<Lesson>> page =
        service.waiting(call.caller(), state, call.limit(), call.query("cursor"));
    return unkept(
        new Page<>(
                page.items().stream().map(e -> ReviewView.of(e, Optional.empty())).toList(),
                page.next())
            .reply(call));
  }

  private static FaultException unknownState(Call call) {
    call.oneOf("state", "submitted", "in-review", "flagged");
    return Page.badCursor();
  }

  private Reply read(Call call) {
    return view(call, call.id("lesson"));
  }

  private Reply view(Call call, Id id) {
    Entry<Lesson> lesson = service.read(call.caller(), id);
    return unkept(
        Reply.ok(ReviewView.of(lesson, Optional.of(service.hash(id)))).version(lesson.version()));
  }

  private Reply begin(Call call) {
    service.begin(call.caller(), call.id("lesson"));
    return view(call, call.id("lesson"));
  }

  private Reply play(Call call) {
    return unkept(
            Reply.ok(play.play(service.read(call.caller(), call.id("lesson")), call.savesData())))
        .header("Vary", "Save-Data");
  }

  private Reply part(Call call) {
    PartName name =
        PartName.of(call.path("part"))
            .orElseThrow(() -> FaultException.notFound("part", call.path("part")));
    Entry<Lesson> lesson = service.read(call.caller(), call.id("lesson"));
    return PartRoutes.reply(call, parts.show(lesson, name));
  }

  private Reply decide(Call call) {
    Entry<Decision> made =
        service.decide(call.caller(), call.id("lesson"), call.body(DecisionDraft.class));
    return Reply.created(
        Route.API + "/lessons/" + made.value().lesson() + "/decisions",
        DecisionView.of(new ReviewService.Shown(made, ReviewService.Sight.REVIEWER)));
  }

  private Reply decisions(Call call) {
    return unkept(
        Reply.ok(
            Map.of(
                "items",
                service.decisions(call.caller(), call.id("lesson")).stream()
                    .map(DecisionView::of)
                    .toList())));
  }
}
