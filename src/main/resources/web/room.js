/** The screen of a rural classroom: follows the lead by itself, on any line, and lets the class answer. */
import { get } from './api.js';
import { hourOf } from './days.js';
import { openForm } from './dialog.js';
import { byId, h, icon } from './dom.js';
import { field } from './fields.js';
import { positionAt } from './follow.js';
import { slowLine } from './memory.js';
import { note } from './notice.js';
import { createQuestion } from './question.js';
import { stayAwake } from './screen.js';
import { takeSeat } from './seat.js';
import { localNow } from './servertime.js';
import { createWays, WAY_NAMES } from './ways.js';

const STEP_MS = 500;
const REPORT_MS = 5000;
const SAY_MS = 10_000;
const MOST_STALLED_MS = 3_600_000;
const JOINED = 'keqiao.joined';

/** Opens the room of a school in `root`; `over(reason, problem)` when there is nothing more to see. */
export function openRoom(root, { session, school, servers, over }) {
  const place = `${session}/${school}`;
  let seat = null;
  let ways = null;
  let waysOf = null;
  let awake = null;
  let timers = [];
  let said = { text: '', until: 0 };

  const status = h('p', { class: 'room-status', role: 'status', 'data-testid': 'room-status' });
  const banner = h('p', { class: 'room-banner', role: 'status', hidden: true, 'data-testid': 'room-banner' });
  const loud = h('button', { type: 'button', class: 'room-loud', hidden: true, 'data-testid': 'room-sound', onclick: () => seat.picture.film.unmute() }, '点这里打开声音');
  const time = h('span', { class: 'room-time' });
  const title = h('span', { class: 'room-title', 'data-testid': 'room-title' });
  const hand = h('button', { type: 'button', class: 'room-button', 'aria-pressed': 'false', 'data-testid': 'room-hand', onclick: raise }, '举手');
  const ask = h('button', { type: 'button', class: 'room-button', 'data-testid': 'room-ask', onclick: askTeacher }, '提问');
  const full = h('button', { type: 'button', class: 'room-button', onclick: fullScreen }, '全屏');
  const question = createQuestion((value) => seat.channel.keep({ type: 'answer', question: seat.here.question.question, value }));
  const stage = h('div', { class: 'room-stage' });
  const bar = h('div', { class: 'room-bar' }, title, status, time, ask, hand, full);
  const start = h('div', { class: 'room-start' });
  root.replaceChildren(h('div', { class: 'room', 'data-testid': 'room' }, h('div', { class: 'room-main' }, stage, question.element), banner, loud, bar, start));
  document.body.classList.add('in-room');

  function begin() {
    sessionStorage.setItem(JOINED, place);
    start.remove();
    seat = takeSeat({ session, seat: 'room', school, servers, changed: draw, over: finish });
    stage.replaceChildren(seat.picture.element);
    seat.picture.say('等老师上课…');
    awake = stayAwake();
    timers = [setInterval(step, STEP_MS), setInterval(report, REPORT_MS)];
    draw();
  }

  /** The first touch lets sound and full screen through; after a reload nobody needs to touch anything. */
  async function offer() {
    const button = h('button', { type: 'button', class: 'start-room', 'data-testid': 'room-enter', onclick: () => { fullScreen(); begin(); } }, icon('play'), '进入课堂');
    const about = h('p', { class: 'start-about' });
    start.replaceChildren(h('div', { class: 'start-card' }, h('h1', null, '同步课堂'), about, button, h('p', { class: 'start-hint' }, '进入以后跟着老师自动播放，断网会自己恢复。')));
    button.focus();
    try {
      about.textContent = (await get(`/schools/${encodeURIComponent(school)}`)).name;
    } catch { /* the room is the same without its name */ }
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
  }

  function say(text) {
    said = { text, until: localNow() + SAY_MS };
    draw();
  }

  /** Another way when the line is too slow for this one, and back when it is better. */
  function step() {
    const { film } = seat.picture;
    const { state } = seat.here;
    if (state && state.lesson !== waysOf && film.has().length > 0) {
      waysOf = state.lesson;
      ways = createWays(film.has());
      if (slowLine()) ways.begin('lite');
      film.take(ways.way());
    }
    if (ways && state && state.view === 'video') {
      const all = film.has();
      const better = all[all.indexOf(film.way()) - 1];
      const next = ways.step(localNow(), {
        stuck: state.playing && film.stuck(), away: seat.here.away || !navigator.onLine, rate: film.rate(), needs: better ? film.needs(better) : 0,
        enough: film.rate() !== null && film.rate() > film.needs(film.way()),
      });
      if (next) {
        const worse = all.indexOf(next) > all.indexOf(film.way());
        film.take(next);
        say(worse ? `网络慢，先改为${WAY_NAMES[next]}，课不停。` : `网络好了，恢复为${WAY_NAMES[next]}。`);
      }
    }
    draw();
  }

  function report() {
    const { film } = seat.picture;
    const { state } = seat.here;
    seat.channel.send({
      type: 'report', position: Math.max(0, film.video.currentTime || 0), playing: !film.video.paused,
      way: film.way(), ...(film.rung() && state && state.view === 'video' && { rung: film.rung() }),
      stalledMs: Math.min(film.stalledMs(), MOST_STALLED_MS),
    });
  }

  function statusText({ here, picture }) {
    if (!here.met) return '正在连接…';
    if (here.away) return '断线，正在重连';
    const { film } = picture;
    if (film.problem()) return film.problem().detail || '课程打不开';
    if (here.state && here.state.view === 'video' && here.state.playing && film.stuck()) return '正在缓冲';
    const way = film.way();
    return here.state && here.state.lesson ? [WAY_NAMES[way], way === 'video' && film.rung()].filter(Boolean).join(' ') : '已连接';
  }

  function draw() {
    if (!seat) return;
    const { here, picture } = seat;
    status.textContent = statusText(seat);
    status.dataset.state = here.away || !here.met ? 'away' : 'here';
    title.textContent = picture.film.title() || '同步课堂';
    time.textContent = hourOf(seat.channel.now());
    loud.hidden = !picture.film.muted();
    const up = here.hands.includes(school);
    hand.setAttribute('aria-pressed', String(up));
    hand.textContent = up ? '放下手' : '举手';
    question.show(here.question, here.answered);
    const called = here.calledOn === school && !up;
    const text = [
      here.away && '网络断了，正在自动重连。已下载的部分继续播放，接通以后自动跟上。',
      said.until > localNow() && said.text,
      called && '老师请我们班发言',
    ].find(Boolean);
    banner.hidden = !text;
    banner.classList.toggle('room-called', Boolean(called) && !here.away);
    if (banner.textContent !== (text || '')) banner.textContent = text || '';
    const { state } = here;
    picture.frame.dataset.target = state ? positionAt(state, seat.channel.now(), picture.film.duration() || Infinity).toFixed(3) : '';
  }

  function raise() {
    const up = !seat.here.hands.includes(school);
    seat.here.hands = up ? [...seat.here.hands, school] : seat.here.hands.filter((one) => one !== school);
    if (up && seat.here.calledOn === school) seat.here.calledOn = null;
    seat.channel.keep({ type: 'hand', up });
    draw();
  }

  function askTeacher() {
    const text = h('textarea', { id: 'ask-text', rows: 3, maxlength: 500, required: true, 'data-testid': 'ask-text' });
    openForm({
      title: '向老师提问', testid: 'ask-form', action: '发出', fields: [field('我们想问', text)],
      submit() {
        seat.channel.keep({ type: 'question', text: text.value.trim() }).then(({ refused }) => { if (refused) note(refused.detail, 'bad'); });
        say('问题已发给老师。');
      },
    });
  }

  function onKey(event) {
    if (!seat || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, textarea, dialog')) return;
    if (event.key === 'h' || event.key === 'H') raise();
    else if (/^[1-9]$/.test(event.key)) question.choose(Number(event.key) - 1);
  }

  function finish(reason, problem) {
    sessionStorage.removeItem(JOINED);
    if (document.fullscreenElement && reason === 'ended') document.exitFullscreen().catch(() => {});
    over(reason, problem);
  }

  document.addEventListener('keydown', onKey);
  if (sessionStorage.getItem(JOINED) === place) begin();
  else offer();
  byId('main').focus({ preventScroll: true });

  return {
    close() {
      timers.forEach(clearInterval);
      document.removeEventListener('keydown', onKey);
      document.body.classList.remove('in-room');
      if (seat) seat.close();
      if (awake) awake.close();
      root.replaceChildren();
    },
  };
}
