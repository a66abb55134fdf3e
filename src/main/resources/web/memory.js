/** What this browser remembers between visits: positions in lessons, the chosen quality, and files that were not sent to the end. */

const POSITIONS = 'keqiao.positions';
const QUALITY = 'keqiao.quality';
const POSTERS = 'keqiao.posters';
const SENDINGS = 'keqiao.sendings';
const LINE = 'keqiao.line';
const LINE_KEPT_MS = 24 * 3_600_000;
const KEEP = 200;

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* full or forbidden: remembering is a courtesy */ }
}

export const positionOf = (lesson) => (read(POSITIONS, {})[lesson] || {}).at || 0;

/** Remembers a position; 0 forgets the lesson. The oldest fall out first. */
export function rememberPosition(lesson, at) {
  const all = read(POSITIONS, {});
  if (at > 0) all[lesson] = { at: Math.round(at), when: Date.now() };
  else delete all[lesson];
  const newest = Object.entries(all).sort((a, b) => b[1].when - a[1].when).slice(0, KEEP);
  write(POSITIONS, Object.fromEntries(newest));
}

export const quality = () => read(QUALITY, null);
export const rememberQuality = (choice) => write(QUALITY, choice);

/** Bits a second that came last in a lesson, of the last day; null when there was none. */
export function line() {
  const { rate, when } = read(LINE, {});
  return when > Date.now() - LINE_KEPT_MS ? rate : null;
}
export const rememberLine = (rate) => write(LINE, { rate: Math.round(rate), when: Date.now() });

export const savesData = () => Boolean(navigator.connection && navigator.connection.saveData);
export const postersWanted = () => read(POSTERS, !savesData());
export const rememberPosters = (wanted) => write(POSTERS, wanted);

/** Whether the browser itself reports a line too slow for a guess upwards. */
export function slowLine() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || '')));
}

const placeOf = (lesson, part) => `${lesson}/${part}`;

/** The file that was not sent to the end for a part of a lesson: `{name, size, sent}`, or null. */
export const sendingOf = (lesson, part) => read(SENDINGS, {})[placeOf(lesson, part)] || null;

/** Remembers how much of a file is sent. The oldest fall out first. */
export function rememberSending(lesson, part, { name, size }, sent) {
  const all = { ...read(SENDINGS, {}), [placeOf(lesson, part)]: { name, size, sent, when: Date.now() } };
  const newest = Object.entries(all).sort((a, b) => b[1].when - a[1].when).slice(0, KEEP);
  write(SENDINGS, Object.fromEntries(newest));
}

export function forgetSending(lesson, part) {
  const { [placeOf(lesson, part)]: gone, ...others } = read(SENDINGS, {});
  if (gone) write(SENDINGS, others);
}
