package org.keqiao.catalogue.bundle;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonLife;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.LessonView;
import org.keqiao.catalogue.Part;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** The bundle gate over HTTP. */
public final class BundleRoutes {

  private final BundleService service;

  /** Over the lessons, and what is known of their files. */
  public BundleRoutes(
      LessonService lessons, LessonLife life, LessonService.Sources sources, MediaUrls urls) {
    this.service = new BundleService(lessons, life, sources, urls);
  }

  /** Everything that is done with bundles. */
  public List<Route> routes() {
    String one = "/lessons/:id";
    return List.of(
        Route.api(
            "readBundle", HttpMethod.GET, one + "/bundle", Permission.EDIT_LESSON, this::read),
        Route.api(
            "submitLesson",
            HttpMethod.POST,
            one + "/submit",
            Permission.EDIT_LESSON,
            call ->
                lesson(service.submit(call.caller(), call.id("lesson"), call.expectedVersion()))),
        Route.api(
            "takeBackLesson",
            HttpMethod.POST,
            one + "/take-back",
            Permission.EDIT_LESSON,
            call ->
                lesson(
                    service.takeBack(call.caller(), call.id("lesson"), call.expectedVersion()))));
  }

  record BundleView(
      Id lesson, long version, LessonState state, boolean complete, List<PartView> parts) {}

  record PartView(
      String part,
      String title,
      boolean required,
      PartCheck.State state,
      Optional<Part> file,
      Optional<Integer> progress,
      Optional<Long> before,
      Optional<String> picture,
      Optional<Integer> pages,
      List<FindingView> findings) {}

  record FindingView(String code, boolean blocking, String message) {}

  private Reply read(Call call) {
    BundleService.Checked checked = service.read(call.caller(), call.id("lesson"));
    Entry<Lesson> lesson = checked.lesson();
    return Reply.ok(
        new BundleView(
            lesson.id(),
            lesson.version(),
            lesson.value().state(),
            checked.bundle().complete(),
            checked.bundle().parts().stream().map(check -> view(call, check)).toList()));
  }

  private static PartView view(Call call, PartCheck check) {
    return new PartView(
        check.rule().part().label(),
        call.sentence("part." + check.rule().word()),
        check.rule().required(),
        check.state(),
        check.file(),
        check.making().map(PartCheck.Making::progress),
        check.making().flatMap(making -> making.before().stream().boxed().findFirst()),
        check.look().picture(),
        check.look().pages(),
        check.findings().stream()
            .map(
                finding ->
                    new FindingView(
                        finding.code(),
                        finding.blocking(),
                        call.sentence(finding.code(), finding.arguments().toArray())))
            .toList());
  }

  private static Reply lesson(Entry<Lesson> lesson) {
    return Reply.ok(LessonView.of(lesson)).version(lesson.version());
  }
}
