package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;
import org.openqa.selenium.By;

/** A school states what it needs, and signs what it is offered. */
@ExtendWith(Chromium.class)
class SchoolPageTest {

  private static final String AGREEMENTS = "/api/v1/agreements";
  private static final String NEEDS = "/api/v1/needs";

  private static Map<String, Object> terms(int hours) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    Map<String, Object> terms = new HashMap<>();
    terms.put("courses", List.of(Map.of("subject", "english", "grade", "g4")));
    terms.put("weeklyHours", hours);
    terms.put("from", today.toString());
    terms.put("to", today.plusDays(140).toString());
    terms.put("urbanContact", Map.of("name", "何老师", "phone", "0932-5550121"));
    return terms;
  }

  private static Answer propose() {
    Answer proposed =
        Town.as("bureau-admin")
            .post(
                AGREEMENTS,
                Map.of("urban", Town.TINGSONG, "rural", Town.LIUWAN, "terms", terms(2)));
    assertThat(proposed.status()).isEqualTo(201);
    return proposed;
  }

  private static Answer sign(Api api, String id) {
    Answer now = api.get(AGREEMENTS + "/" + id);
    String open = now.body().has("amendment") ? "/amendment/hash" : "/current/hash";
    Answer signed =
        api.post(
            AGREEMENTS + "/" + id + "/accept",
            Map.of("hash", now.body().at(open).asText()),
            "If-Match",
            now.etag());
    assertThat(signed.status()).isEqualTo(200);
    return signed;
  }

  private static Api partner() {
    return Town.member("school-admin", Town.TINGSONG);
  }

  @ParameterizedTest
  @EnumSource
  void agreement_thatWaits_isSignedOnThePage(Screen screen, Browser browser) {
    String id = propose().id();
    sign(partner(), id);
    SchoolDesk desk = SchoolDesk.of(browser.on(screen), "school-admin");
    browser.until("what waits", () -> desk.ids("agreements-waiting").contains(id));
    browser.photograph("agreements");
    desk.openAgreement(id);
    browser.photograph("agreement");
    browser.press("sign-rural");
    browser.see("sign-form");
    browser.photograph("agreement-sign");
    browser.press("sign-form-submit");
    assertThat(Town.as("school-admin").get(AGREEMENTS + "/" + id).body().path("state").asText())
        .as("nothing is signed unless she says that she agrees")
        .isEqualTo("proposed");
    browser.press("sign-agree");
    desk.send("sign-form");
    browser.until("signed by both", () -> desk.state().equals("active"));
    assertThat(desk.history()).anyMatch(line -> line.contains("双方签齐"));
    assertThat(browser.fits()).isTrue();
    assertThat(Town.as("school-admin").get(AGREEMENTS + "/" + id).body().path("state").asText())
        .isEqualTo("active");
  }

  @Test
  void agreement_thatWasSignedElsewhereMeanwhile_isShownAnew_andSignedAfterThat(Browser browser) {
    String id = propose().id();
    SchoolDesk desk = SchoolDesk.of(browser, "school-admin");
    desk.openAgreement(id);
    sign(partner(), id);
    browser.press("sign-rural");
    browser.press("sign-agree");
    browser.press("sign-form-submit");
    browser.until(
        "what is new is said",
        () -> browser.texts("[data-testid=problem]").toString().contains("最新内容"));
    desk.send("sign-form");
    browser.until("signed by both", () -> desk.state().equals("active"));
    assertThat(browser.complaints()).allMatch(text -> text.contains("412"));
  }

  @Test
  void proposal_thatIsNotWanted_isDeclined(Browser browser) {
    String id = propose().id();
    SchoolDesk desk = SchoolDesk.of(browser, "school-admin");
    desk.openAgreement(id);
    browser.press("decline");
    desk.send("decline-form");
    browser.until("declined", () -> desk.state().equals("declined"));
    assertThat(browser.all("sign-rural")).isEmpty();
  }

  @Test
  void amendment_showsWhatWouldChange_andHoldsWhenBothHaveSigned(Browser browser) {
    String id = propose().id();
    sign(partner(), id);
    sign(Town.as("school-admin"), id);
    SchoolDesk desk = SchoolDesk.of(browser, "school-admin");
    desk.openAgreement(id);
    browser.press("agreement-amend");
    browser.type("terms-hours", "3");
    browser.photograph("agreement-amend");
    desk.send("amend-form");
    assertThat(browser.see("changed-weeklyHours").getText()).contains("3 节", "2 节");
    assertThat(browser.all("changed-courses")).isEmpty();
    browser.press("sign-rural");
    browser.press("sign-agree");
    desk.send("sign-form");
    browser.until("her signature", () -> desk.history().getFirst().contains("签署修改"));
    browser.photograph("agreement-amended");
    Answer amended = sign(partner(), id);
    assertThat(amended.body().at("/current/terms/weeklyHours").asInt()).isEqualTo(3);
    assertThat(amended.body().at("/current/terms/urbanContact/name").asText()).isEqualTo("何老师");
  }

  @ParameterizedTest
  @EnumSource
  void need_isStated_changed_andWithdrawn(Screen screen, Browser browser) {
    SchoolDesk desk = SchoolDesk.of(browser.on(screen), "school-admin");
    desk.open("needs");
    browser.until("what is needed", () -> !desk.ids("needs").isEmpty());
    List<String> before = desk.ids("needs");
    browser.press("needs-add");
    desk.select("need-subject", "science");
    desk.select("need-grade", "g5");
    browser.type("need-hours", "2");
    browser.press("need-time-2-3");
    browser.press("need-time-4-3");
    browser.photograph("need-form");
    desk.send("needs-form");
    browser.until("the new one", () -> desk.ids("needs").size() == before.size() + 1);
    String id = desk.ids("needs").getFirst();
    assertThat(desk.row(id)).contains("五年级科学", "每周 2 节", "周二 第 3 节", "周四 第 3 节");
    browser.photograph("needs");
    desk.inRow(id, "needs-edit");
    browser.type("need-hours", "3");
    desk.send("needs-form");
    browser.until("changed", () -> desk.row(id).contains("每周 3 节"));
    assertThat(Town.as("school-admin").get(NEEDS + "/" + id).body().path("hours").asInt())
        .isEqualTo(3);
    desk.inRow(id, "needs-withdraw");
    desk.send("needs-withdraw-form");
    browser.until("gone", () -> !desk.ids("needs").contains(id));
    assertThat(Town.as("school-admin").get(NEEDS + "/" + id).status()).isEqualTo(404);
    assertThat(browser.fits()).isTrue();
  }

  @Test
  void offer_isStatedByAnUrbanSchool(Browser browser) {
    partner();
    SchoolDesk desk = SchoolDesk.of(browser, "member.school-admin." + Town.TINGSONG);
    desk.open("needs");
    browser.press("offers-add");
    desk.select("offer-subject", "music");
    browser.press("offer-grade-g3");
    browser.type("offer-hours", "6");
    browser.type("offer-partners", "2");
    browser.photograph("offer-form");
    desk.send("offers-form");
    browser.until("the offer", () -> desk.row(desk.ids("offers").getFirst()).contains("音乐"));
    assertThat(browser.all("needs-add")).isEmpty();
  }

  @Test
  void bureau_seesThePlan_andWhyEachPair(Browser browser) {
    SchoolDesk desk = SchoolDesk.of(browser, "bureau-admin");
    desk.open("plans");
    browser.press("plan-make");
    assertThat(browser.see("plan-covered").getText()).containsPattern("\\d+ 所乡村学校中，\\d+ 所有了伙伴");
    browser.see("plan-pairs").findElement(By.tagName("summary")).click();
    browser.photograph("plan");
    assertThat(browser.texts(".why-pair li")).anyMatch(why -> why.length() > 6);
    desk.open("needs");
    browser.until("needs of all schools", () -> !desk.ids("needs").isEmpty());
    browser.photograph("bureau-needs");
  }

  @Test
  void school_isSeenByNoTeacher(Browser browser) {
    browser.at(Town.address());
    Gate.before(browser, "/school").enterAs("teacher");
    browser.until("a sentence", () -> !browser.select("#school .empty").isEmpty());
    assertThat(browser.texts("#nav a")).contains("找课").doesNotContain("结对帮扶");
  }
}
