/** The desk from which a teacher leads rooms far away through a lesson. */
import { get, post } from './api.js';
import { COLOURS, drawOn } from './board.js';
import { openForm } from './dialog.js';
import { h, icon, refill } from './dom.js';
import { clock } from './format.js';
import { positionAt } from './follow.js';
import { createAsking } from './asking.js';
import { pickLesson } from './lessonpicker.js';
import { asProblem, note, problemBox } from './notice.js';
import { createPausePoints } from './pausepoints.js';
import { createPresence } from './presence.js';
import { stayAwake } from './screen.js';
import { takeSeat } from './seat.js';
import { createTexts } from './texts.js';

const SKIP_S = 10;
const TICK_MS = 500;
const SLIDES = 'slides';

export function openLead(root, { session, servers, nameOf, over }) {
  const control = new AbortController();
  const seat = takeSeat({ session, seat: 'lead', servers, changed: draw, over });
  const { channel, here, picture } = seat;
  const awake = stayAwake();
  let tool = 'pointer';
  let colour = Object.keys(COLOURS)[0];
  let pages = 0;
  let pagesOf = null;
  let sliding = false;

  const status = h('p', { class: 'lead-status', role: 'status', 'data-testid': 'lead-status' });
  const title = h('h1', { 'data-testid': 'lead-title' });
  const play = h('button', { type: 'button', class: 'button button-main lead-play', 'data-testid': 'lead-play', onclick: toggle });
  const slider = h('input', { type: 'range', min: 0, max: 1, step: 0.1, value: 0, 'aria-label': '进度', 'data-testid': 'lead-slider', oninput: () => { sliding = true; drawTime(Number(slider.value)); }, onchange: () => { sliding = false; go('seek', Number(slider.value)); } });
  const time = h('span', { class: 'lead-time', 'data-testid': 'lead-time' });
  const button = (text, testid, onclick, kind = '') => h('button', { type: 'button', class: `button ${kind}`, 'data-testid': testid, onclick }, text);
  const film = h('div', { class: 'lead-row' }, play,
    button('退 10 秒', 'lead-back', () => skip(-SKIP_S)), button('进 10 秒', 'lead-forward', () => skip(SKIP_S)), slider, time);
  const pageText = h('span', { class: 'lead-time', role: 'status', 'data-testid': 'lead-page' });
  const leaf = h('div', { class: 'lead-row', hidden: true }, button('上一页', 'page-before', () => turn(-1)), pageText, button('下一页', 'page-after', () => turn(1), 'button-main'));
  const views = h('div', { class: 'switch', role: 'group', 'aria-label': '大家看什么' });
  const tools = h('div', { class: 'tools', role: 'group', 'aria-label': '指点与书写' });
  const end = button('下课', 'lead-end', finish, 'button-bad');
  const trouble = h('div');

  const presence = createPresence({ callOn: (school) => channel.keep({ type: 'call-on', school }) });
  const asking = createAsking({ keep, nameOf });
  const texts = createTexts({ nameOf, mark: (id) => channel.keep({ type: 'mark-answered', id }) });
  const points = createPausePoints({ session, signal: control.signal, position: () => Math.round(at()), seek: (position) => go('seek', position), stop: () => { if (here.state.playing) go('pause', at()); } });

  root.replaceChildren(h('div', { class: 'lead', 'data-testid': 'lead' },
    h('div', { class: 'lead-head' }, title, status, button('换一节课', 'lead-lesson', choose), end),
    trouble,
    h('div', { class: 'lead-columns' },
      h('div', { class: 'lead-main' }, h('div', { class: 'lead-stage' }, picture.element), h('div', { class: 'lead-row lead-tools' }, views, tools), film, leaf),
      h('div', { class: 'lead-side' }, presence.element, asking.element, texts.element, points.element))));
  picture.say('选一节课，教室里就会看到。');
  drawOn(picture.board, {
    tool: () => (here.state && here.state.lesson ? tool : null), colour: () => colour,
    pointed: ({ x, y }) => channel.send({ type: 'pointer', x, y }),
    drawn: (stroke) => keep({ type: 'stroke', ...stroke }),
  });

  const at = () => (here.state ? positionAt(here.state, channel.now(), duration() || Infinity) : 0);
  const duration = () => picture.film.duration();

  /** Says what was refused; what waits for the line says nothing, the line's state does. */
  async function keep(message) {
    const { refused } = await channel.keep(message);
    if (refused) note(refused.detail || '没有办成。', 'bad');
    return !refused;
  }

  async function go(type, position) {
    if (!here.state || !here.state.lesson) return;
    const { refused } = await seat.play(type, Math.min(Math.max(position, 0), duration() || position));
    if (refused) note(refused.detail, 'bad');
  }
  function toggle() {
    go(here.state && here.state.playing ? 'pause' : 'play', at());
  }
  const skip = (seconds) => go('seek', at() + seconds);

  function turn(step) {
    const page = Math.min(Math.max((here.state.page || 1) + step, 1), pages);
    if (page !== here.state.page) keep({ type: 'page', part: SLIDES, page });
  }

  async function view(wanted) {
    if (wanted === 'pages') {
      if (here.state.playing) await go('pause', at());
      keep({ type: 'page', part: SLIDES, page: here.state.page || 1 });
    } else {
      keep({ type: 'show', view: 'video' });
    }
  }

  function choose() {
    pickLesson((lesson) => keep({ type: 'show', lesson, view: 'video' }));
  }

  function finish() {
    openForm({
      title: '下课', testid: 'end-form', action: '下课', quiet: true, fields: [h('p', null, '各教室的画面会结束，出勤从这里截止。')],
      async submit() {
        if (channel.joined()) await keep({ type: 'end' });
        else await post(`/sessions/${encodeURIComponent(session)}/end`);
      },
    });
  }

  /** How many pages there are to show, once for each lesson. */
  async function countPages(lesson) {
    if (!lesson || pagesOf === lesson) return;
    pagesOf = lesson;
    pages = 0;
    try {
      const found = await get(`/lessons/${encodeURIComponent(lesson)}`, null, { signal: control.signal });
      if (!(found.parts || {})[SLIDES]) return;
      pages = await picture.leaves.count(lesson, SLIDES);
    } catch { /* without pages there is the film */ }
    draw();
  }

  function drawTime(position) {
    time.textContent = `${clock(position)} / ${clock(duration())}`;
    slider.setAttribute('aria-valuetext', clock(position));
  }

  let drawnViews = '';
  let drawnTools = '';
  function drawChoices(state) {
    const key = `${state && state.view} ${pages} ${state && state.lesson}`;
    if (key !== drawnViews) {
      drawnViews = key;
      const one = (id, text) => h('button', { type: 'button', class: 'switch-choice', 'aria-pressed': String(state.view === id), 'data-testid': `view-${id}`, onclick: () => view(id) }, text);
      refill(views, state && state.lesson && pages > 0 ? [one('video', '视频'), one('pages', `课件 ${pages} 页`)] : []);
    }
    const toolKey = `${tool} ${colour}`;
    if (toolKey === drawnTools) return;
    drawnTools = toolKey;
    const press = (id, text) => h('button', { type: 'button', class: 'switch-choice', 'aria-pressed': String(tool === id), 'data-testid': `tool-${id}`, onclick: () => { tool = id; draw(); } }, text);
    refill(tools, press('pointer', '指点'), press('pen', '画笔'),
      Object.entries(COLOURS).map(([code, name]) => h('button', { type: 'button', class: 'swatch', 'aria-label': `${name}色`, 'aria-pressed': String(code === colour), 'data-testid': `colour-${name}`, 'data-colour': code, onclick: () => { colour = code; tool = 'pen'; draw(); } })),
      button('擦掉', 'tool-clear', () => keep({ type: 'clear' })));
    for (const swatch of tools.querySelectorAll('.swatch')) swatch.style.background = swatch.dataset.colour;
  }

  function draw() {
    if (!seat) return;
    const { state } = here;
    countPages(state && state.lesson);
    const lesson = state && state.lesson;
    title.textContent = picture.film.title() || '同步课堂';
    status.textContent = here.away ? '断线，正在重连；教室照常播放' : here.met ? '已连接' : '正在连接…';
    status.dataset.state = here.away || !here.met ? 'away' : 'here';
    play.disabled = !lesson;
    const playing = Boolean(state && state.playing);
    if (play.dataset.playing !== String(playing)) {
      play.dataset.playing = String(playing);
      play.replaceChildren(icon(playing ? 'pause' : 'play'), playing ? '暂停' : '播放');
    }
    film.hidden = Boolean(state && state.view === 'pages');
    leaf.hidden = !film.hidden;
    pageText.textContent = state && state.page ? `第 ${state.page} / ${pages || '?'} 页` : '';
    drawChoices(state);
    picture.frame.classList.toggle('drawing', tool === 'pen');
    if (duration()) slider.max = String(duration());
    if (!sliding) {
      slider.value = String(at());
      drawTime(at());
    }
    const failed = picture.film.problem();
    refill(trouble, failed && problemBox(asProblem(failed)));
    presence.show(here.presence, here.hands, here.calledOn);
    asking.show(here.question, here.answers, here.presence);
    texts.show(here.texts);
    points.show(lesson, playing, at());
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, textarea, select, button, a, dialog')) return;
    const actions = { ' ': toggle, k: toggle, ArrowLeft: () => skip(-SKIP_S), ArrowRight: () => skip(SKIP_S), PageDown: () => turn(1), PageUp: () => turn(-1) };
    const action = actions[event.key];
    if (!action || !here.state) return;
    event.preventDefault();
    action();
  }
  document.addEventListener('keydown', onKey);
  const ticking = setInterval(draw, TICK_MS);
  draw();

  return {
    close() {
      control.abort();
      clearInterval(ticking);
      document.removeEventListener('keydown', onKey);
      awake.close();
      seat.close();
      root.replaceChildren();
    },
  };
}
