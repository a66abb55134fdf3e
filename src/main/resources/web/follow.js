/** Where a film should be, and what to do with it so that it is there. Decides only; touches nothing. */

/** So far apart nobody hears two rooms as two, seconds. */
const IN_STEP = 0.05;
/** Further apart than this is mended by a jump, not by haste. */
const JUMP = 0.8;
/** A film that stands shows its own picture at this distance. */
const STANDING = 0.1;
/** A film that waits for bytes is sent elsewhere only when it is far from where it should be. */
const LOST = 2;
/** How much faster or slower a film may run before it is heard. */
const HASTE = 0.05;
/** One jump must have its time before the next. */
const SETTLE_MS = 700;

/** The second of the lesson at which everybody is, at a moment of the server's clock. */
export function positionAt(state, now, duration = Infinity) {
  const position = state.playing ? state.position + Math.max(0, now - state.at) / 1000 : state.position;
  return Math.min(Math.max(position, 0), duration);
}

/**
 * What to do with a film.
 * @param film {position, playing, ready (the next picture is there), seeking, duration}
 * @param past {jumpedAt (server's ms of the last jump), ahead (seconds that a jump takes while everybody plays on)}
 * @returns {play, seek (null for staying), rate, drift (seconds ahead of everybody)}
 */
export function follow(state, now, film, past) {
  const target = positionAt(state, now, film.duration || Infinity);
  const drift = film.position - target;
  const over = Boolean(film.duration) && target >= film.duration;
  const stay = { play: state.playing && !over, seek: null, rate: 1, drift };
  const settled = !film.seeking && now - past.jumpedAt > SETTLE_MS;
  if (!stay.play) return Math.abs(drift) > STANDING && !film.seeking ? { ...stay, seek: target } : stay;
  if (!film.ready) return Math.abs(drift) > LOST && settled ? { ...stay, seek: target + past.ahead } : stay;
  if (Math.abs(drift) > JUMP) return settled ? { ...stay, seek: target + past.ahead } : stay;
  if (Math.abs(drift) <= IN_STEP) return stay;
  return { ...stay, rate: 1 - Math.sign(drift) * Math.min(HASTE, Math.abs(drift) / 4 + 0.01) };
}
