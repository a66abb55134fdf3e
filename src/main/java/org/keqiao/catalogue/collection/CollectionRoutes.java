package org.keqiao.catalogue.collection;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.LessonHits;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Collections over HTTP. */
final class CollectionRoutes {

  private final CollectionService service;
  private final LessonHits hits;

  CollectionRoutes(CollectionService service, LessonHits hits) {
    this.service = service;
    this.hits = hits;
  }

  List<Route> routes() {
    String all = "/collections";
    String one = "/collections/:id";
    Permission edit = Permission.EDIT_LESSON;
    return List.of(
        Route.api("listCollections", HttpMethod.GET, all, Permission.READ_LESSON, this::list),
        Route.api("createCollection", HttpMethod.POST, all, edit, this::create),
        Route.api("readCollection", HttpMethod.GET, one, Permission.READ_LESSON, this::read),
        Route.api("updateCollection", HttpMethod.PATCH, one, edit, this::update),
        Route.api("deleteCollection", HttpMethod.DELETE, one, edit, this::delete),
        Route.api(
            "publishCollection",
            HttpMethod.POST,
            one + "/publish",
            Permission.PUBLISH_LESSON,
            call -> view(call, service.publish(call.caller(), id(call), call.expectedVersion()))),
        Route.api(
            "withdrawCollection",
            HttpMethod.POST,
            one + "/withdraw",
            Permission.PUBLISH_LESSON,
            call -> view(call, service.withdraw(call.caller(), id(call), call.expectedVersion()))));
  }

  private static Id id(Call call) {
    return call.id(CollectionService.TYPE.name());
  }

  private Reply list(Call call) {
    call.allowQuery("mine", "limit", "cursor");
    boolean mine = call.oneOf("mine", "true", "false").filter("true"::equals).isPresent();
    return Page.of(
            service.list(call.caller(), mine, call.limit(), call.query("cursor")),
            CollectionView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<LessonCollection> made = service.create(call.caller(), call.body(CollectionDraft.class));
    return Reply.created(Route.API + "/collections/" + made.id(), full(call, made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return view(call, service.read(call.caller(), id(call)));
  }

  private Reply update(Call call) {
    return view(
        call, service.describe(call.caller(), id(call), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), id(call), call.expectedVersion());
    return Reply.empty();
  }

  /** Which lessons are shown changes without the collection, so nobody keeps the answer. */
  private Reply view(Call call, Entry<LessonCollection> collection) {
    return Reply.ok(full(call, collection))
        .version(collection.version())
        .header("Cache-Control", "private, no-store");
  }

  private CollectionView full(Call call, Entry<LessonCollection> collection) {
    LessonCollection value = collection.value();
    return CollectionView.of(
        collection,
        Optional.of(
            service.lessons(call.caller(), value).stream()
                .map(lesson -> hits.show(lesson, call.caller()))
                .toList()),
        service.mayEdit(call.caller(), value));
  }
}
