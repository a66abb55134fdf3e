package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keqiao.ServerSettings;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.http.limit.LimitSettings;
import org.keqiao.http.limit.RouteClass;

/** No route is without limits. */
class RouteClassTest {

  private static Set<String> operations(RouteClass kind) {
    return RunningKeqiao.get().table().stream()
        .filter(route -> route.kind() == kind)
        .map(Route::operation)
        .collect(Collectors.toSet());
  }

  @Test
  void operations_haveTheClassOfWhatTheyDo() {
    assertThat(operations(RouteClass.LOGIN)).contains("issueToken", "refreshToken", "revokeToken");
    assertThat(operations(RouteClass.SEARCH)).contains("searchLessons");
    assertThat(operations(RouteClass.READ))
        .contains("readLesson", "readMe")
        .doesNotContain("asset");
    assertThat(operations(RouteClass.WRITE)).contains("createLesson", "continueUpload");
    assertThat(operations(RouteClass.MEDIA))
        .containsExactlyInAnyOrder("readMedia", "headMedia", "downloadFile", "headFile");
    assertThat(operations(RouteClass.PAGE)).containsExactlyInAnyOrder("asset", "contract");
    assertThat(operations(RouteClass.HEALTH))
        .containsExactlyInAnyOrder("liveness", "readiness", "metrics");
  }

  @Test
  void class_hasALimitForEachAddress_andAccountsHaveTheirOwn() {
    LimitSettings usual =
        ServerSettings.load(Path.of("config", "keqiao.yaml"), Map.of()).http().limits();
    assertThat(usual.addresses().keySet()).isEqualTo(EnumSet.allOf(RouteClass.class));
    assertThat(usual.accounts().keySet())
        .isEqualTo(EnumSet.of(RouteClass.SEARCH, RouteClass.READ, RouteClass.WRITE));
  }
}
