package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.RunningKeqiao;

/** The route table is the contract, in both directions. */
class RouteTableTest {

  private static String line(String operation, String method, String path, String permission) {
    return "%s %s %s %s".formatted(operation, method, path, permission);
  }

  private static Set<String> table() {
    return RunningKeqiao.get().table().stream()
        .filter(route -> !route.operation().equals("asset"))
        .map(
            route ->
                line(
                    route.operation(),
                    route.method().name(),
                    route.path().replaceAll(":(\\w+)", "{$1}").replace("*", "{file}"),
                    route.permission().name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> contract() {
    return Contract.operations().stream()
        .map(each -> line(each.id(), each.method(), each.path(), each.permission()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void table_andContract_nameTheSameOperations() {
    assertThat(table()).isEqualTo(contract());
  }

  @TestFactory
  List<DynamicTest> operation_ofNobody_isRefused() {
    return Contract.operations().stream()
        .filter(each -> !Permission.valueOf(each.permission()).open())
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> refuses(each)))
        .toList();
  }

  private static void refuses(Contract.Operation operation) {
    String path = operation.path().replaceAll("\\{\\w+}", "none");
    Answer nobody = call(Api.anonymous(), operation.method(), path);
    assertThat(nobody.status()).isEqualTo(401);
    if (!operation.method().equals("HEAD")) {
      assertThat(nobody.code()).isEqualTo("sign-in-needed");
    }
  }

  private static Answer call(Api api, String method, String path) {
    return api.send(method, path, BodyPublishers.noBody());
  }
}
