package org.keqiao.catalogue.version;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.LessonView;
import org.keqiao.catalogue.Life;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Versions of lessons over HTTP. */
public final class VersionRoutes {

  private static final String ALL = "/lessons/:id/versions";
  private static final String ONE = ALL + "/:version";

  private final VersionService service;

  /** Over the lessons. */
  public VersionRoutes(Records<Lesson> lessons, LessonService service) {
    this.service = new VersionService(lessons, service);
  }

  /** Reading only. */
  public List<Route> routes() {
    Permission edit = Permission.EDIT_LESSON;
    return List.of(
        Route.api("listLessonVersions", HttpMethod.GET, ALL, edit, this::list),
        Route.api("readLessonVersion", HttpMethod.GET, ONE, edit, this::read),
        Route.api("compareLessonVersions", HttpMethod.GET, ONE + "/diff", edit, this::compare));
  }

  /** A version in a list. */
  record VersionLine(
      long version, Instant at, LessonState state, int release, Optional<Life.Step> step) {

    static VersionLine of(Entry<Lesson> entry) {
      Life life = entry.value().life();
      return new VersionLine(
          entry.version(),
          entry.at(),
          entry.value().state(),
          life.release(),
          life.history().isEmpty() ? Optional.empty() : Optional.of(life.history().getLast()));
    }
  }

  record DifferenceView(
      Id lesson,
      long version,
      Id against,
      long againstVersion,
      List<Difference.Field> fields,
      List<Difference.File> files,
      List<String> words) {}

  private Reply list(Call call) {
    call.filters();
    Page<Entry<Lesson>> page =
        service.list(call.caller(), call.id("lesson"), call.limit(), call.query("cursor"));
    return new Page<>(page.items().stream().map(VersionLine::of).toList(), page.next()).reply(call);
  }

  private Reply read(Call call) {
    Entry<Lesson> version =
        service.read(call.caller(), call.id("lesson"), number(call.path("version")));
    return Reply.ok(LessonView.of(version)).version(version.version());
  }

  private static long number(String text) {
    if (!text.matches("[1-9]\\d{0,9}")) {
      throw FaultException.notFound(
          "lesson-version", text.length() > 20 ? text.substring(0, 20) : text);
    }
    return Long.parseLong(text);
  }

  private Reply compare(Call call) {
    call.allowQuery("against");
    Optional<Long> against = call.query("against").map(VersionRoutes::number);
    Id id = call.id("lesson");
    VersionService.Compared compared =
        service.compare(call.caller(), id, number(call.path("version")), against);
    Difference difference = compared.difference();
    return Reply.ok(
        new DifferenceView(
            id,
            compared.version(),
            compared.against(),
            compared.againstVersion(),
            difference.fields(),
            difference.files(),
            words(call, difference)));
  }

  private static List<String> words(Call call, Difference difference) {
    List<String> fields =
        difference.fields().stream()
            .map(field -> sentence(call, field.change(), call.sentence("fact." + field.name())))
            .toList();
    List<String> files =
        difference.files().stream()
            .map(file -> sentence(call, file.change(), fileName(call, file.name())))
            .toList();
    return Stream.concat(fields.stream(), files.stream()).toList();
  }

  private static String fileName(Call call, String name) {
    String[] halves = name.split("/", 2);
    return halves.length == 2
        ? call.sentence("fact.captions", halves[1])
        : call.sentence("part." + name);
  }

  private static String sentence(Call call, Difference.Change change, String what) {
    return call.sentence("difference." + change.name().toLowerCase(Locale.ROOT), what);
  }
}
