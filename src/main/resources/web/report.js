/** What a viewer feels of a playback, told to the server in batches and never in the way of playing. */
import { authorization, signedIn } from './api.js';

const PATH = '/api/v1/quality';
const KEPT = 'keqiao.reports';
const MOST_KEPT = 20;
const MOST_EVENTS = 150;
const EVERY_MS = 30_000;
/** Longer steps of the position are jumps. */
const LONGEST_STEP_S = 5;
/** The player pushes a stuck picture on by less than this; that is no jump of hers. */
const NUDGE_S = 1;
/** Shorter stalls are not felt. */
const SHORTEST_STALL_MS = 100;

const fresh = (letter) => `${letter}-${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => (byte % 36).toString(36)).join('')}`;

const connection = () => (navigator.connection && navigator.connection.effectiveType) || 'unknown';

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

/** The newest reports are kept until the server has them; where nothing can be kept, they are lost. */
function keep(reports) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(reports.slice(-MOST_KEPT)));
  } catch { /* private window or full: watching matters more */ }
}

async function post(report) {
  const response = await fetch(PATH, {
    method: 'POST', keepalive: true, priority: 'low', body: JSON.stringify(report),
    headers: { 'Content-Type': 'application/json', Authorization: await authorization() },
  });
  const later = response.status === 401 || response.status === 429 || response.status >= 500;
  if (later) throw new Error(`${response.status}`);
}

let sending = false;

/** Sends what is kept, oldest first, until the line breaks; a report that is not understood is dropped. */
async function send() {
  if (sending || !signedIn()) return;
  sending = true;
  try {
    for (let next = kept()[0]; next; next = kept()[0]) {
      await post(next);
      keep(kept().filter((one) => one.batch !== next.batch));
    }
  } catch { /* tried again with the next report, or when the line is back */ } finally {
    sending = false;
  }
}

/** Watches one `video`; `renditionOf()` says what is played now. */
export function createReport(lesson, video, renditionOf) {
  const playback = fresh('p');
  let events = [];
  let begun = 0;
  let started = false;
  let stalledAt = 0;
  let position = 0;
  let watched = 0;
  let loaded = 0;
  let height = 0;

  const now = () => Math.max(0, Math.round(performance.now() - begun));

  function note(kind, more) {
    if (!begun || events.length >= MOST_EVENTS) return;
    events.push({ kind, at: now(), position: Math.round(video.currentTime * 1000) || 0, rendition: renditionOf(), ...more });
  }

  function onPlaying() {
    if (begun && !started) {
      started = true;
      note('started', { duration: now() });
    }
    endStall();
  }

  /** Waiting for what she has jumped to is no stall. */
  function onWaiting() {
    if (started && !stalledAt && !video.seeking && !video.paused) stalledAt = performance.now();
  }

  function endStall() {
    const duration = stalledAt ? Math.round(performance.now() - stalledAt) : 0;
    if (duration >= SHORTEST_STALL_MS) note('stalled', { duration });
    stalledAt = 0;
  }

  function onSeeking() {
    if (Math.abs(video.currentTime - position) > NUDGE_S) stalledAt = 0;
    position = video.currentTime;
  }

  function onTime() {
    const step = video.currentTime - position;
    position = video.currentTime;
    if (step > 0 && step < LONGEST_STEP_S) watched += step;
  }

  function flush() {
    if (watched || loaded) note('played', { duration: Math.round(watched * 1000), bytes: loaded });
    watched = 0;
    loaded = 0;
    if (events.length) keep([...kept(), { batch: fresh('b'), playback, lesson, connection: connection(), events }]);
    events = [];
    send();
  }

  function leave() {
    endStall();
    flush();
  }

  const onHidden = () => { if (document.visibilityState === 'hidden') leave(); };
  const timer = setInterval(flush, EVERY_MS);
  const heard = { playing: onPlaying, waiting: onWaiting, seeking: onSeeking, timeupdate: onTime };
  for (const [name, listener] of Object.entries(heard)) video.addEventListener(name, listener);
  document.addEventListener('visibilitychange', onHidden);
  addEventListener('pagehide', leave);
  addEventListener('online', send);
  send();

  return {
    begin() { begun ||= performance.now(); },
    loaded(bytes) { loaded += bytes; },
    switched(to) {
      if (height && to && to !== height) note('switched', { height: to });
      height = to || height;
    },
    failed(code) {
      const last = events[events.length - 1];
      if (!last || last.code !== code) note('failed', { code });
    },
    close() {
      clearInterval(timer);
      for (const [name, listener] of Object.entries(heard)) video.removeEventListener(name, listener);
      document.removeEventListener('visibilitychange', onHidden);
      removeEventListener('pagehide', leave);
      removeEventListener('online', send);
      leave();
    },
  };
}
