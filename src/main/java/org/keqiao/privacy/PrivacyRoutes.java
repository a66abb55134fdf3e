package org.keqiao.privacy;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;

/** What is kept about people, over HTTP, for those who answer for it. */
public final class PrivacyRoutes {

  /** The list. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "listPersonalData",
            HttpMethod.GET,
            "/personal-data",
            Permission.READ_AUDIT,
            this::list));
  }

  record PersonalDataView(List<PersonalDatum> items) {}

  private Reply list(Call call) {
    call.allowQuery();
    return Reply.ok(
        new PersonalDataView(
            PersonalData.table().stream().filter(kind -> !kind.data().isEmpty()).toList()));
  }
}
