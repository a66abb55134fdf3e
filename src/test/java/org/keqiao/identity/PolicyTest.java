package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.Town;
import org.keqiao.http.Permission;

/**
 * Every operation of the contract, called by every role from every side of a record, does what the
 * policy's table says.
 */
class PolicyTest {

  /** Where a caller's role holds, seen from the records, which are those of a school in Tongwei. */
  private enum Side {
    OWN_SCHOOL(Town.LIUWAN, true),
    SCHOOL_OF_THE_SAME_COUNTY(Town.SHIPO, true),
    SCHOOL_OF_ANOTHER_COUNTY(Town.TINGSONG, true),
    REGION_ABOVE(Town.TONGWEI, false),
    REGION_BESIDE(Town.ANDING, false);

    private final String scope;
    private final boolean school;

    Side(String scope, boolean school) {
      this.scope = scope;
      this.school = school;
    }

    Api caller(Role role) {
      return school ? Town.member(role.label(), scope) : Town.official(role.label(), scope);
    }
  }

  private static final List<String> OF_THE_SCHOOL =
      List.of(Town.LIUWAN, "621121101", Town.TONGWEI, "621100", "620000");

  /** Drafts are seen by those who may change them. */
  private static final Set<Permission> OF_DRAFTS =
      Set.of(Permission.READ_LESSON, Permission.PLAY_LESSON, Permission.SEARCH_LESSONS);

  /** Kinds of records that everybody may read: what cannot be done with them is no secret. */
  private static final Set<String> KNOWN = Set.of("schools", "regions", "textbooks", "rounds");

  /** What is sent names something of the caller's own, which is looked for before the record. */
  private static final Set<String> NAMING_OWN_THINGS = Set.of("putPart", "putCaptions");

  private static final Map<String, String> BODIES =
      Map.of(
          "putPart", "{\"uploadId\":\"none\"}",
          "putCaptions", "{\"uploadId\":\"none\"}",
          "importToc", "id,level,title,page\n,1,第一单元,1\n");

  private static PolicyRecords records;

  @BeforeAll
  static void make() throws Exception {
    records = PolicyRecords.make();
  }

  @TestFactory
  Stream<DynamicTest> operation_ofEveryRoleFromEverySide_isAnsweredAsTheTableSays() {
    return Contract.operations().stream()
        .filter(each -> permission(each).isGranted())
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> walk(each)));
  }

  private static Permission permission(Contract.Operation operation) {
    return Permission.valueOf(operation.permission());
  }

  private static void walk(Contract.Operation operation) {
    List<String> wrong = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Side side : Side.values()) {
        String outcome = outcome(operation, side.caller(role), role == Role.ADMIN);
        String expected = expected(operation, role, side);
        if (!outcome.equals(expected)) {
          wrong.add("%s, %s: %s instead of %s".formatted(role, side, outcome, expected));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String expected(Contract.Operation operation, Role role, Side side) {
    Permission permission = permission(operation);
    if (Policy.extent(role, permission) == Extent.NEVER) {
      return "forbidden";
    }
    if (!isOfARecord(operation)) {
      return "allowed";
    }
    String kind = PolicyRecords.kind(operation);
    boolean draft = Set.of("lessons", "collections").contains(kind);
    Permission decisive =
        draft && OF_DRAFTS.contains(permission) ? Permission.EDIT_LESSON : permission;
    if (covers(Policy.extent(role, decisive), kind, side)) {
      return "allowed";
    }
    return KNOWN.contains(kind) ? "forbidden" : "as if it did not exist";
  }

  /** The records were made by somebody else, so that nothing of them is anybody's own. */
  private static boolean covers(Extent extent, String kind, Side side) {
    List<String> nodes =
        switch (kind) {
          case "offers" -> List.of("tongwei-wenlan-primary", Town.TONGWEI, "621100", "620000");
          case "regions", "pairing" -> OF_THE_SCHOOL.subList(1, OF_THE_SCHOOL.size());
          case "textbooks", "uploads", "jobs" -> List.of();
          default -> OF_THE_SCHOOL;
        };
    return switch (extent) {
      case NEVER, OWN -> false;
      case SCHOOL -> side.school && nodes.contains(side.scope);
      case SCOPE -> nodes.contains(side.scope);
      case ALL -> true;
    };
  }

  private static String outcome(Contract.Operation operation, Api caller, boolean spent) {
    if (!isOfARecord(operation)) {
      return refused(call(operation, caller, "none")) ? "forbidden" : "allowed";
    }
    Answer real = call(operation, caller, records.id(operation, spent));
    Answer missing = call(operation, caller, PolicyRecords.MISSING);
    if (refused(real)) {
      return "forbidden";
    }
    boolean same = real.status() == missing.status() && real.code().equals(missing.code());
    return same ? "as if it did not exist" : "allowed";
  }

  private static boolean isOfARecord(Contract.Operation operation) {
    return operation.path().contains("{id}") && !NAMING_OWN_THINGS.contains(operation.id());
  }

  private static boolean refused(Answer answer) {
    assertThat(answer.status()).isNotEqualTo(401).isLessThan(500);
    return answer.status() == 403;
  }

  private static Answer call(Contract.Operation operation, Api caller, String id) {
    String path = operation.path().replace("{id}", id);
    for (Map.Entry<String, String> other : PolicyRecords.OTHERS.entrySet()) {
      path = path.replace("{" + other.getKey() + "}", other.getValue());
    }
    String body = BODIES.getOrDefault(operation.id(), "{}");
    boolean bodiless = Set.of("GET", "HEAD", "DELETE").contains(operation.method());
    return caller.send(
        operation.method(),
        path,
        bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        "Content-Type",
        PolicyRecords.type(operation),
        "If-Match",
        "\"999999\"",
        "Tus-Resumable",
        "1.0.0",
        "Upload-Offset",
        "0",
        "X-HTTP-Method-Override",
        "PATCH");
  }
}
