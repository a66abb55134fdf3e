package org.keqiao.activity;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;

/** Reports of players over HTTP. */
final class QualityRoutes {

  private final QualityService service;

  QualityRoutes(QualityService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "reportQuality", HttpMethod.POST, "/quality", Permission.PLAY_LESSON, this::report));
  }

  private Reply report(Call call) {
    service.accept(call.caller().school(), call.body(QualityReport.class));
    return Reply.empty();
  }
}
