package org.keqiao.catalogue;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.KeptReplies;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.store.Entry;

/** Lessons over HTTP. */
public final class LessonRoutes {

  private static final Pattern LANGUAGE =
      Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}");

  private final LessonService service;
  private final PlayService play;
  private final LessonUses uses;
  private final KeptReplies<Lesson> views = new KeptReplies<>(LessonView::of);

  LessonRoutes(LessonService service, PlayService play, LessonUses uses) {
    this.service = service;
    this.play = play;
    this.uses = uses;
  }

  /** Everything that is done with lessons. */
  public List<Route> routes() {
    String one = "/lessons/:id";
    String part = "/lessons/:id/parts/:part";
    String captions = "/lessons/:id/captions/:language";
    return List.of(
        Route.api(
            "createLesson", HttpMethod.POST, "/lessons", Permission.EDIT_LESSON, this::create),
        Route.api(
            "readLesson", HttpMethod.GET, one, Permission.READ_LESSON, Action.quickly(this::read)),
        Route.api("updateLesson", HttpMethod.PATCH, one, Permission.EDIT_LESSON, this::update),
        Route.api("deleteLesson", HttpMethod.DELETE, one, Permission.EDIT_LESSON, this::delete),
        Route.api("putPart", HttpMethod.PUT, part, Permission.EDIT_LESSON, this::putPart),
        Route.api("removePart", HttpMethod.DELETE, part, Permission.EDIT_LESSON, this::removePart),
        Route.api(
            "putCaptions", HttpMethod.PUT, captions, Permission.EDIT_LESSON, this::putCaptions),
        Route.api(
            "removeCaptions",
            HttpMethod.DELETE,
            captions,
            Permission.EDIT_LESSON,
            this::removeCaptions),
        Route.api("playLesson", HttpMethod.GET, one + "/play", Permission.PLAY_LESSON, this::play));
  }

  record PartSource(Optional<String> uploadId, Optional<String> sha256, Optional<String> name) {}

  private Reply create(Call call) {
    Entry<Lesson> lesson = service.create(call.caller(), call.body(LessonDraft.class));
    return Reply.created(Route.API + "/lessons/" + lesson.id(), LessonView.of(lesson))
        .version(lesson.version());
  }

  private Reply read(Call call) {
    return views.of(service.read(call.caller(), call.id("lesson")));
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
    return service.held(call.caller(), sha256, source.name().orElse(sha256));
  }

  private Reply removePart(Call call) {
    return view(
        service.removePart(
            call.caller(), call.id("lesson"), call.expectedVersion(), partName(call)));
  }

  private Reply putCaptions(Call call) {
    PartSource source = call.body(PartSource.class);
    return view(
        service.putCaptions(
            call.caller(),
            call.id("lesson"),
            call.expectedVersion(),
            language(call),
            stored(call, source)));
  }

  private Reply removeCaptions(Call call) {
    return view(
        service.removeCaptions(
            call.caller(), call.id("lesson"), call.expectedVersion(), language(call)));
  }

  private static String language(Call call) {
    String tag = call.path("language");
    if (!LANGUAGE.matcher(tag).matches()) {
      throw FaultException.invalid(List.of(Violation.of("/language", "unknown-term", tag)));
    }
    return Locale.forLanguageTag(tag).toLanguageTag();
  }

  private static PartName partName(Call call) {
    return PartName.of(call.path("part"))
        .orElseThrow(() -> FaultException.notFound("part", call.path("part")));
  }

  private Reply play(Call call) {
    PlayService.Play playable =
        play.play(
            service.readToPlay(call.caller(), call.id("lesson")), call.caller(), call.savesData());
    uses.count(playable.lesson());
    return Reply.ok(playable)
        .header("Cache-Control", "private, no-store")
        .header("Vary", "Save-Data");
  }

  private static Reply view(Entry<Lesson> lesson) {
    return Reply.ok(LessonView.of(lesson)).version(lesson.version());
  }
}
