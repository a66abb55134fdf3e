/** The film of a lesson that goes where it is told to, in one of several ways, and never gives up. */
import { get } from './api.js';
import { h } from './dom.js';
import { follow, positionAt } from './follow.js';
import { EXPIRED, loadLibrary, needsNative, SETTINGS, USUAL_RATE } from './library.js';
import { lineRate } from './line.js';
import { rememberLine } from './memory.js';
import { choicesOf } from './quality.js';
import { localNow } from './servertime.js';
import { createStills } from './stills.js';

const PAUSES_MS = [500, 1000, 2000, 4000];
/** What a way is called among the choices of a lesson. */
const CHOICES = { video: 'auto', lite: 'lite', audio: 'audio' };
const MOST_AHEAD_S = 1.5;

/** A film without a lesson; `changed()` is called when something worth showing has happened. */
export function createFilm(changed) {
  const native = needsNative();
  const video = h('video', { playsinline: true, preload: 'auto', tabindex: -1, 'aria-label': '课程', 'data-testid': 'film' });
  const stills = createStills(video, () => {});
  const sound = h('p', { class: 'film-sound', hidden: true }, '网络很慢，现在只有声音');
  const element = h('div', { class: 'film' }, video, stills.element, sound);
  const past = { jumpedAt: 0, ahead: 0.1 };
  let lesson = null;
  let play = null;
  let choices = [];
  let way = 'video';
  let hls = null;
  let parsed = false;
  let target = 0;
  let tries = 0;
  let timer = 0;
  let turn = 0;
  let jumping = 0;
  let recovered = false;
  let waitingSince = null;
  let stalled = 0;
  let muted = false;
  let problem = null;

  const choiceOf = (name) => choices.find((one) => one.id === CHOICES[name]);

  function unload() {
    clearTimeout(timer);
    if (hls) hls.destroy();
    hls = null;
    parsed = false;
    video.removeAttribute('src');
    delete video.dataset.height;
    stills.hide();
  }

  function later(step) {
    clearTimeout(timer);
    timer = setTimeout(step, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
    tries += 1;
  }

  /** Fresh addresses, then on from where everybody is. */
  async function renew() {
    turn += 1;
    const mine = turn;
    try {
      const fresh = await get(`/lessons/${encodeURIComponent(lesson)}/play`);
      if (mine !== turn) return;
      problem = null;
      play = fresh;
      choices = choicesOf(play, native);
      if (!choiceOf(way)) way = ['video', 'lite', 'audio'].find(choiceOf) || 'video';
      await load();
    } catch (error) {
      if (mine !== turn) return;
      problem = error;
      changed();
      if (!error.status || error.status >= 500 || error.status === 429) later(renew);
    }
  }

  async function load() {
    const mine = turn;
    unload();
    const choice = choiceOf(way);
    if (!choice) return;
    sound.hidden = way !== 'audio';
    video.poster = way === 'video' ? play.poster || '' : '';
    if (choice.timeline) stills.show(choice.timeline).catch(() => {});
    changed();
    if (native) {
      video.src = choice.source;
      parsed = true;
      return;
    }
    try {
      const Hls = await loadLibrary();
      if (mine === turn) open(Hls, choice.source);
    } catch {
      if (mine === turn) later(load);
    }
  }

  function open(Hls, source) {
    const mine = new Hls({ ...SETTINGS, abrEwmaDefaultEstimate: lineRate() || USUAL_RATE });
    hls = mine;
    mine.on(Hls.Events.MANIFEST_PARSED, () => {
      parsed = true;
      mine.startLoad(target || -1);
    });
    mine.on(Hls.Events.FRAG_LOADED, () => {
      tries = 0;
      rememberLine(mine.bandwidthEstimate);
    });
    mine.on(Hls.Events.LEVEL_SWITCHED, (_, data) => {
      video.dataset.height = String(mine.levels[data.level].height || '');
      changed();
    });
    mine.on(Hls.Events.ERROR, (_, data) => { if (data.fatal && mine === hls) onFatal(Hls, data); });
    mine.attachMedia(video);
    mine.loadSource(source);
  }

  /** What is buffered is played to its end, whatever has happened to the line. */
  function onFatal(Hls, data) {
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else if (data.type !== Hls.ErrorTypes.NETWORK_ERROR || (data.response && EXPIRED.includes(data.response.code))) {
      later(renew);
    } else if (parsed) {
      const mine = hls;
      later(() => { if (mine === hls) mine.startLoad(video.currentTime || target || -1); });
    } else {
      later(load);
    }
  }

  async function run() {
    try {
      await video.play();
    } catch (error) {
      if (error.name !== 'NotAllowedError' || video.muted) return;
      // The browser wants somebody to touch the page before it lets sound out: the picture goes on.
      muted = true;
      video.muted = true;
      changed();
      video.play().catch(() => {});
    }
  }

  function jump(to, now) {
    past.jumpedAt = now;
    jumping = localNow();
    video.currentTime = to;
  }

  video.addEventListener('seeked', () => {
    if (!jumping) return;
    const took = (localNow() - jumping) / 1000;
    jumping = 0;
    if (!video.paused) past.ahead = Math.min(0.6 * past.ahead + 0.4 * took, MOST_AHEAD_S);
  });
  const wait = () => { if (!video.paused && !video.seeking) waitingSince ??= localNow(); };
  const go = () => {
    if (waitingSince !== null) stalled += localNow() - waitingSince;
    waitingSince = null;
    recovered = false;
    changed();
  };
  // From here on the film itself stands there, at the place where everybody is.
  video.addEventListener('loadeddata', () => video.removeAttribute('poster'));
  video.addEventListener('waiting', wait);
  video.addEventListener('playing', go);
  video.addEventListener('pause', go);

  return {
    element,
    video,
    /** Takes the film of a lesson; the same one again changes nothing. */
    open(id, state, now) {
      if (id === lesson) return;
      lesson = id;
      turn += 1;
      tries = 0;
      play = null;
      choices = [];
      unload();
      video.removeAttribute('poster');
      target = state ? positionAt(state, now) : 0;
      if (lesson) renew();
    },
    /** Does what is to be done so that it is where everybody is; answers how far it is off, in seconds. */
    obey(state, now) {
      target = positionAt(state, now);
      if (!parsed || video.readyState === 0) return null;
      const todo = follow(state, now, {
        position: video.currentTime, playing: !video.paused, ready: video.readyState > 2, seeking: video.seeking, duration: video.duration || 0,
      }, past);
      if (!todo.play && !video.paused) video.pause();
      if (todo.seek !== null) jump(todo.seek, now);
      if (todo.play && video.paused && !(video.ended && todo.seek === null)) run();
      if (video.playbackRate !== todo.rate) video.playbackRate = todo.rate;
      return todo.drift;
    },
    take(next) {
      if (next === way || !choiceOf(next)) return;
      way = next;
      if (lesson && play) load();
    },
    /** Stands still without a lesson's state, as while pages are shown. */
    rest() {
      if (!video.paused) video.pause();
    },
    unmute() {
      muted = false;
      video.muted = false;
      changed();
    },
    way: () => way,
    has: () => Object.keys(CHOICES).filter(choiceOf),
    muted: () => muted,
    problem: () => problem,
    /** Wants to play and has nothing to show. */
    stuck: () => !video.paused && !video.ended && video.readyState < 3,
    stalledMs: () => Math.round(stalled + (waitingSince === null ? 0 : localNow() - waitingSince)),
    rung: () => (video.dataset.height ? `${video.dataset.height}p` : null),
    rate: () => (hls && hls.bandwidthEstimate) || null,
    /** Bits a second that a way asks for, 0 when that is not known. */
    needs(name) {
      const choice = choiceOf(name);
      if (!choice) return 0;
      if (Number.isFinite(choice.bandwidth)) return choice.bandwidth;
      const lite = name === 'lite' && play.lite.sounds[0];
      return lite && play.durationSeconds ? (lite.bytes * 8) / play.durationSeconds : 0;
    },
    duration: () => (play && play.durationSeconds) || video.duration || 0,
    title: () => (play ? play.title : ''),
    destroy() {
      turn += 1;
      lesson = null;
      unload();
      video.load();
    },
  };
}
