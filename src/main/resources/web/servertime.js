/** The server's clock, from questions and answers as NTP does it. */

const KEEP = 8;

/** This device's clock, in ms since 1970; it does not jump when somebody sets the device's time. */
export const localNow = () => performance.timeOrigin + performance.now();

/** A clock that is right once it has heard an answer; the answer that came back soonest says the most. */
export function createServerTime(local = localNow) {
  let samples = [];
  let offset = 0;
  let known = false;

  return {
    /** Milliseconds since 1970, by the server. */
    now: () => local() + offset,
    /** Half the way there and back of the best answer, ms; null before there is one. */
    lag: () => (samples.length ? Math.min(...samples.map((one) => one.trip)) / 2 : null),
    /** A time that came without a question is worth something only until there is better. */
    told(now) {
      if (known) return;
      offset = now - local();
    },
    /** Takes an answer: when the question was sent and when the answer came by `local`, and the server's time between. */
    heard(sent, now, received = local()) {
      const trip = received - sent;
      if (trip < 0) return;
      known = true;
      samples = [...samples, { trip, offset: now - (sent + received) / 2 }].slice(-KEEP);
      offset = samples.reduce((best, one) => (one.trip < best.trip ? one : best)).offset;
    },
    /** After a line was away, what was heard before it counts no more. */
    forget() {
      samples = [];
    },
  };
}
