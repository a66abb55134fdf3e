package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.courseware.Preparation;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;

/** One part of a lesson over HTTP. */
public final class PartRoutes {

  private final LessonService lessons;
  private final PartService parts;

  PartRoutes(LessonService lessons, PartService parts) {
    this.lessons = lessons;
    this.parts = parts;
  }

  /** Reading only. */
  List<Route> routes() {
    return List.of(
        Route.api(
            "readPart",
            HttpMethod.GET,
            "/lessons/:id/parts/:part",
            Permission.READ_LESSON,
            this::read));
  }

  /** A part as callers see it. */
  record PartView(
      @JsonUnwrapped Part part,
      String state,
      Optional<Note> error,
      Optional<Integer> pages,
      List<Note> findings,
      List<PartService.Preview> previews,
      List<Preparation.ArchiveEntry> entries,
      Optional<String> download,
      Instant expiresAt) {}

  record Note(String code, String message) {}

  private Reply read(Call call) {
    PartName name =
        PartName.of(call.path("part"))
            .orElseThrow(() -> FaultException.notFound("part", call.path("part")));
    PartService.Shown shown =
        parts.show(lessons.read(call.caller(), call.id("lesson")), call.caller(), name);
    return reply(call, shown);
  }

  /** A part as an answer that nobody keeps. */
  public static Reply reply(Call call, PartService.Shown shown) {
    String file = shown.part().name();
    return Reply.ok(
            new PartView(
                shown.part(),
                shown.state(),
                shown.error().map(code -> note(call, code, file)),
                shown.pages(),
                shown.findings().stream().map(code -> note(call, code, file)).toList(),
                shown.previews(),
                shown.entries(),
                shown.download(),
                shown.expiresAt()))
        .header("Cache-Control", "private, no-store");
  }

  private static Note note(Call call, String code, String file) {
    return new Note(code, call.sentence(code, file));
  }
}
