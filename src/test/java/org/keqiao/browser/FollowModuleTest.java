package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Town;

/** What the pages of the joined classroom decide, without a film and without a line. */
@ExtendWith(Chromium.class)
class FollowModuleTest {

  /**
   * Plays a film of 600 seconds that begins {@code drift} seconds off, for {@code steps} quarters
   * of a second; a jump takes half a second in which nothing moves. Answers how far it is off in
   * the end, and how often it jumped.
   */
  private static final String PLAY =
      """
      const [drift, steps] = arguments;
      return import('/web/follow.js').then(({ follow, positionAt }) => {
        const state = { playing: true, position: 100, at: 0 };
        const past = { jumpedAt: -10000, ahead: 0.5 };
        let position = 100 + drift, rate = 1, jumps = 0, seekingUntil = -1;
        for (let now = 0; now < steps * 250; now += 250) {
          const seeking = now < seekingUntil;
          if (!seeking && now > 0) position += 0.25 * rate;
          const todo = follow(state, now, { position, playing: true, ready: !seeking, seeking, duration: 600 }, past);
          if (todo.seek !== null) { position = todo.seek; past.jumpedAt = now; seekingUntil = now + 500; jumps += 1; }
          rate = todo.rate;
        }
        return `${Math.abs(position - positionAt(state, (steps - 1) * 250)).toFixed(2)} ${jumps}`;
      });
      """;

  private static Browser page(Browser browser) {
    Town.get();
    browser.at(Town.address()).open("/classroom");
    browser.see("login-submit");
    return browser;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.3, 0", "-0.3, 0", "0.7, 0", "-0.7, 0", "5, 1", "-5, 1", "-90, 1"})
  void film_thatIsOff_comesInStep_withoutMoreJumpsThanItNeeds(
      double drift, int jumps, Browser browser) {
    String[] end = String.valueOf(page(browser).ask(PLAY, drift, 120)).split(" ", -1);
    assertThat(Double.parseDouble(end[0])).isLessThan(0.1);
    assertThat(Integer.parseInt(end[1])).isEqualTo(jumps);
  }

  @Test
  void film_thatStands_showsThePictureOfTheLead(Browser browser) {
    Object todo =
        page(browser)
            .ask(
                "return import('/web/follow.js').then(({ follow }) => { const todo ="
                    + " follow({ playing: false, position: 42, at: 0 }, 9000, { position: 43,"
                    + " playing: true, ready: true, seeking: false, duration: 100 }, { jumpedAt:"
                    + " 8900, ahead: 1 }); return `${todo.play} ${todo.seek} ${todo.rate}`; })");
    assertThat(todo).isEqualTo("false 42 1");
  }

  @Test
  void film_atItsEnd_isNotBegunAgain(Browser browser) {
    Object todo =
        page(browser)
            .ask(
                "return import('/web/follow.js').then(({ follow }) => String(follow({ playing:"
                    + " true, position: 90, at: 0 }, 60000, { position: 100, playing: false, ready:"
                    + " true, seeking: false, duration: 100 }, { jumpedAt: 0, ahead: 0 }).play))");
    assertThat(todo).isEqualTo("false");
  }

  @Test
  void serverTime_isThatOfTheAnswerThatCameBackSoonest(Browser browser) {
    Object off =
        page(browser)
            .ask(
                "return import('/web/servertime.js').then(({ createServerTime }) => { let local ="
                    + " 1000; const time = createServerTime(() => local); time.told(990000);"
                    + " time.heard(1000, 501040, 1080); time.heard(2000, 502300, 2900);"
                    + " time.heard(3000, 503005, 3010); local = 4000; return time.now() - 504000;"
                    + " })");
    assertThat(((Number) off).doubleValue()).isEqualTo(0);
  }

  @Test
  void way_fallsWhenTheLineIsTooSlow_notWhenItIsAway_andRisesWhenItIsBetter(Browser browser) {
    Object ways =
        page(browser)
            .ask(
                "return import('/web/ways.js').then(({ createWays }) => { const ways ="
                    + " createWays(['video', 'lite', 'audio']); const told = []; const run = (from,"
                    + " to, line) => { for (let now = from; now < to; now += 500) { const next ="
                    + " ways.step(now, line); if (next) told.push(next); } }; const slow = { stuck:"
                    + " true, away: false, rate: 40000, needs: 120000 }; run(0, 20000, { ...slow,"
                    + " away: true }); told.push('-'); run(20000, 24500, slow); told.push('-');"
                    + " run(25000, 100000, { ...slow, stuck: false }); told.push('-'); run(100000,"
                    + " 300000, { stuck: false, away: false, rate: 500000, needs: 120000 }); return"
                    + " told.join(' '); })");
    assertThat(ways).isEqualTo("- lite - - video");
  }

  @Test
  void outbox_sendsAgainWhatWasNotKept_andOnlyTheLastOfWhatReplacesItself(Browser browser) {
    Object waiting =
        page(browser)
            .ask(
                "return import('/web/outbox.js').then(({ createOutbox }) => { let count = 0; const"
                    + " outbox = createOutbox(() => `r${count += 1}`); outbox.add({ type: 'play',"
                    + " position: 1 }); outbox.add({ type: 'stroke', id: 'a' }); outbox.add({ type:"
                    + " 'pause', position: 2 }); outbox.add({ type: 'stroke', id: 'b' });"
                    + " outbox.add({ type: 'answer', question: 'q', value: 'A' }); outbox.add({"
                    + " type: 'answer', question: 'q', value: 'B' }); outbox.answered('r2', { kept:"
                    + " true }); return outbox.waiting().map((one) => one.value || one.id ||"
                    + " one.type).join(' '); })");
    assertThat(waiting).isEqualTo("pause b B");
  }
}
