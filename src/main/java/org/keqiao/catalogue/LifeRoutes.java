package org.keqiao.catalogue;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;

/** The life of lessons over HTTP. */
final class LifeRoutes {

  private final LessonLife life;
  private final Consumer<String> reasons;

  /**
   * @param reasons refuses the code of a reason that there is none of
   */
  LifeRoutes(LessonLife life, Consumer<String> reasons) {
    this.life = life;
    this.reasons = reasons;
  }

  List<Route> routes() {
    String one = "/lessons/:id";
    Permission publish = Permission.PUBLISH_LESSON;
    return List.of(
        Route.api("publishLesson", HttpMethod.POST, one + "/publish", publish, this::publish),
        Route.api("withdrawLesson", HttpMethod.POST, one + "/withdraw", publish, this::withdraw),
        Route.api(
            "unlistLesson", HttpMethod.POST, one + "/unlist", publish, call -> list(call, false)),
        Route.api("listLesson", HttpMethod.POST, one + "/list", publish, call -> list(call, true)),
        Route.api(
            "beginNextLesson", HttpMethod.POST, one + "/next", Permission.EDIT_LESSON, this::begin),
        Route.api(
            "readNextLesson",
            HttpMethod.GET,
            one + "/next",
            Permission.EDIT_LESSON,
            call -> view(life.next(call.caller(), call.id("lesson")))));
  }

  record Withdrawal(Optional<String> reason) {}

  private Reply publish(Call call) {
    return view(life.publish(call.caller(), call.id("lesson"), call.expectedVersion()));
  }

  private Reply withdraw(Call call) {
    Optional<String> reason = call.bodyIfAny(Withdrawal.class).flatMap(Withdrawal::reason);
    reason.ifPresent(reasons);
    return view(life.withdraw(call.caller(), call.id("lesson"), call.expectedVersion(), reason));
  }

  private Reply list(Call call, boolean found) {
    return view(life.list(call.caller(), call.id("lesson"), call.expectedVersion(), found));
  }

  private Reply begin(Call call) {
    Entry<Lesson> next = life.begin(call.caller(), call.id("lesson"));
    return Reply.created(Route.API + "/lessons/" + next.id(), LessonView.of(next))
        .version(next.version());
  }

  private static Reply view(Entry<Lesson> lesson) {
    return Reply.ok(LessonView.of(lesson)).version(lesson.version());
  }
}
