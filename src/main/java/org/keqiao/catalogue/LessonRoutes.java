package org.keqiao.catalogue;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.UploadService;
import org.keqiao.pairing.SchoolService;
import org.keqiao.store.Entry;

/** Lessons over HTTP. */
public final class LessonRoutes {

  private final LessonService service;
  private final PlayService play;
  private final TextbookService textbooks;
  private final SchoolService schools;

  LessonRoutes(
      LessonService service, PlayService play, TextbookService textbooks, SchoolService schools) {
    this.service = service;
    this.play = play;
    this.textbooks = textbooks;
    this.schools = schools;
  }

  /** Everything that is done with lessons. */
  public List<Route> routes() {
    String one = "/lessons/:id";
    String part = "/lessons/:id/parts/:part";
    return List.of(
        Route.api(
            "searchLessons", HttpMethod.GET, "/lessons", Permission.SEARCH_LESSONS, this::search),
        Route.api(
            "createLesson", HttpMethod.POST, "/lessons", Permission.EDIT_LESSON, this::create),
        Route.api("readLesson", HttpMethod.GET, one, Permission.READ_LESSON, this::read),
        Route.api("updateLesson", HttpMethod.PATCH, one, Permission.EDIT_LESSON, this::update),
        Route.api("deleteLesson", HttpMethod.DELETE, one, Permission.EDIT_LESSON, this::delete),
        Route.api("putPart", HttpMethod.PUT, part, Permission.EDIT_LESSON, this::putPart),
        Route.api("removePart", HttpMethod.DELETE, part, Permission.EDIT_LESSON, this::removePart),
        Route.api(
            "submitLesson",
            HttpMethod.POST,
            one + "/submit",
            Permission.EDIT_LESSON,
            call -> view(service.submit(call.caller(), call.id("lesson"), call.expectedVersion()))),
        Route.api(
            "publishLesson",
            HttpMethod.POST,
            one + "/publish",
            Permission.PUBLISH_LESSON,
            call ->
                view(service.publish(call.caller(), call.id("lesson"), call.expectedVersion()))),
        Route.api(
            "withdrawLesson",
            HttpMethod.POST,
            one + "/withdraw",
            Permission.PUBLISH_LESSON,
            call ->
                view(service.withdraw(call.caller(), call.id("lesson"), call.expectedVersion()))),
        Route.api("playLesson", HttpMethod.GET, one + "/play", Permission.PLAY_LESSON, this::play));
  }

  record FacetValue(String value, String name, long count) {}

  record SearchView(
      List<LessonHit> items,
      Map<String, List<FacetValue>> facets,
      long total,
      Optional<String> next) {}

  record PartSource(Optional<String> uploadId, Optional<String> sha256, Optional<String> name) {}

  private Reply search(Call call) {
    call.allowQuery(
        "q",
        "stage",
        "subject",
        "edition",
        "grade",
        "volume",
        "section",
        "media",
        "node",
        "textbook",
        "mine",
        "state",
        "sort",
        "limit",
        "cursor");
    LessonResults found = service.search(call.caller(), query(call));
    SearchView view =
        new SearchView(
            found.lessons().stream().map(this::hit).toList(),
            facets(found),
            found.total(),
            found.next());
    return Page.linked(call, Reply.ok(view), found.next());
  }

  private static LessonQuery query(Call call) {
    Map<String, List<String>> facets = new LinkedHashMap<>();
    LessonSearch.FACETS.forEach(facet -> facets.put(facet, call.queries(facet)));
    boolean mine = oneOf(call, "mine", "true", "false").filter("true"::equals).isPresent();
    Optional<String> state = oneOf(call, "state", "draft", "submitted", "published", "withdrawn");
    if (state.isPresent() && !mine && !state.get().equals("published")) {
      throw FaultException.forbidden();
    }
    call.query("q").ifPresent(words -> new Violations().text("q", words, 1, 200).refuse());
    return new LessonQuery(
        call.query("q"),
        facets,
        call.query("node"),
        call.query("textbook"),
        mine ? Optional.of(call.caller().account()) : Optional.empty(),
        state,
        oneOf(call, "sort", "relevance", "newest").filter("newest"::equals).isPresent(),
        call.limit(),
        call.query("cursor"));
  }

  private static Optional<String> oneOf(Call call, String name, String... allowed) {
    Optional<String> value = call.query(name);
    if (value.isPresent() && !List.of(allowed).contains(value.get())) {
      throw FaultException.invalid(List.of(Violation.of(name, "unknown-term", value.get())));
    }
    return value;
  }

  private LessonHit hit(Entry<Lesson> lesson) {
    return LessonHit.of(
        lesson,
        lesson.value().owner().school().flatMap(schools::name),
        play.summary(lesson.value()));
  }

  private Map<String, List<FacetValue>> facets(LessonResults found) {
    Taxonomy taxonomy = textbooks.taxonomy().value();
    Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
    found
        .facets()
        .forEach(
            (facet, counts) -> {
              Map<String, String> names = taxonomy.names(facet);
              facets.put(
                  facet,
                  counts.stream()
                      .map(
                          count ->
                              new FacetValue(
                                  count.value(),
                                  names.getOrDefault(count.value(), count.value()),
                                  count.count()))
                      .toList());
            });
    return facets;
  }

  private Reply create(Call call) {
    Entry<Lesson> lesson = service.create(call.caller(), call.body(LessonDraft.class));
    return Reply.created(Route.API + "/lessons/" + lesson.id(), LessonView.of(lesson))
        .version(lesson.version());
  }

  private Reply read(Call call) {
    return view(service.read(call.caller(), call.id("lesson")));
  }

  private Reply update(Call call) {
    return view(
        service.describe(call.caller(), call.id("lesson"), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), call.id("lesson"), call.expectedVersion());
    return Reply.empty();
  }

  private Reply putPart(Call call) {
    PartSource source = call.body(PartSource.class);
    return view(
        service.putPart(
            call.caller(),
            call.id("lesson"),
            call.expectedVersion(),
            partName(call),
            stored(call, source)));
  }

  private UploadService.Stored stored(Call call, PartSource source) {
    if (source.uploadId().isPresent() == source.sha256().isPresent()) {
      throw FaultException.invalid(List.of(Violation.of("/uploadId", "upload-or-sha256")));
    }
    if (source.uploadId().isPresent()) {
      UploadService.Stored upload = service.upload(call.caller(), source.uploadId().get());
      return new UploadService.Stored(upload.sha256(), source.name().orElse(upload.name()));
    }
    String sha256 = source.sha256().orElseThrow();
    return new UploadService.Stored(sha256, source.name().orElse(sha256));
  }

  private Reply removePart(Call call) {
    return view(
        service.removePart(
            call.caller(), call.id("lesson"), call.expectedVersion(), partName(call)));
  }

  private static PartName partName(Call call) {
    return PartName.of(call.path("part"))
        .orElseThrow(() -> FaultException.notFound("part", call.path("part")));
  }

  private Reply play(Call call) {
    return Reply.ok(play.play(service.read(call.caller(), call.id("lesson"))))
        .header("Cache-Control", "private, no-store");
  }

  private static Reply view(Entry<Lesson> lesson) {
    return Reply.ok(LessonView.of(lesson)).version(lesson.version());
  }
}
