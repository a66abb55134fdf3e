/** Which way a lesson comes to a room: from moving pictures down to sound alone, and up again when the line is better. Decides only. */

/** Best first, without the live picture, which has a chain of its own. */
export const WAYS = ['video', 'lite', 'audio'];
export const WAY_NAMES = { live: '直播', video: '同步视频', lite: '图片加声音', audio: '只有声音', recording: '补课' };

/** So long without the next picture, and the line is too slow for this way, ms. */
const PATIENCE_MS = 4000;
/** What came last came fast enough: it may be the device, or a short break. */
const LONG_PATIENCE_MS = 15_000;
/** So long without one halt before a better way is tried; each failure doubles it. */
const CALM_MS = 45_000;
const LONGEST_CALM_MS = 600_000;
/** A way is tried again when the line carries so much more than it needs. */
const ROOM = 1.5;

/** `has` are the ways of this lesson. */
export function createWays(has) {
  const ways = WAYS.filter((way) => has.includes(way));
  let at = 0;
  let stuckSince = null;
  let calmSince = null;
  let calm = CALM_MS;

  function go(next, now) {
    at = next;
    stuckSince = null;
    calmSince = now;
    return ways[at];
  }

  return {
    way: () => ways[at],
    /** Begins lower where it is known that the line is slow. */
    begin(way) {
      at = Math.max(0, ways.indexOf(way));
    },
    /**
     * Says how it goes; the answer is another way to take, or null.
     * @param line {stuck (wants to play and has nothing), away (there is no line at all), rate (bits a second, null when unknown), needs (bits a second of the way above), enough (whether what came last came fast enough for this way)}
     */
    step(now, { stuck, away, rate, needs, enough = false }) {
      calmSince ??= now;
      if (away) {
        stuckSince = null;
        calmSince = now;
        return null;
      }
      if (!stuck) {
        stuckSince = null;
        const better = at > 0 && rate !== null && needs > 0 && rate > needs * ROOM;
        return better && now - calmSince > calm ? go(at - 1, now) : null;
      }
      calmSince = now;
      stuckSince ??= now;
      if (now - stuckSince < (enough ? LONG_PATIENCE_MS : PATIENCE_MS) || at === ways.length - 1) return null;
      calm = Math.min(2 * calm, LONGEST_CALM_MS);
      return go(at + 1, now);
    },
  };
}
