/** What whoever stands in the rural classroom has at hand: what comes next, what to print, and the class's questions. */
import { get } from './api.js';
import { createAsking } from './asking.js';
import { h, icon, refill } from './dom.js';
import { clock, megabytes, partName } from './format.js';
import { positionAt } from './follow.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { createPausePoints } from './pausepoints.js';
import { takeSeat } from './seat.js';
import { createTexts } from './texts.js';

const TICK_MS = 500;

export function openAssistant(root, { session, school, servers, nameOf, over }) {
  const control = new AbortController();
  const seat = takeSeat({ session, seat: 'assistant', school, servers, screen: false, changed: draw, over });
  const { channel, here } = seat;
  const now = h('p', { class: 'now', role: 'status', 'data-testid': 'assistant-now' });
  const next = h('p', { class: 'hint' });
  const hand = h('p', { class: 'box instead', hidden: true, 'data-testid': 'assistant-called' }, '老师请我们班发言');
  const prints = h('div');
  const answers = createAsking({ keep: null, nameOf });
  const texts = createTexts({ nameOf, mark: (id) => channel.keep({ type: 'mark-answered', id }) });
  const points = createPausePoints({ session, signal: control.signal });
  const text = h('textarea', { rows: 2, maxlength: 500, required: true, 'aria-label': '替学生向老师提问', 'data-testid': 'assistant-text' });
  const ask = h('form', {
    class: 'form',
    async onsubmit(event) {
      event.preventDefault();
      const said = text.value.trim();
      text.value = '';
      const { refused } = await channel.keep({ type: 'question', text: said });
      note(refused ? refused.detail : '已发给老师。', refused ? 'bad' : 'ok');
    },
  }, text, h('div', { class: 'actions' }, h('button', { class: 'button', 'data-testid': 'assistant-send' }, '发给老师')));

  root.replaceChildren(h('div', { class: 'assistant', 'data-testid': 'assistant' },
    h('section', { class: 'card next' }, h('h1', null, '课堂助手'), now, next, hand),
    h('section', { class: 'card' }, h('h2', null, '课前打印'), prints),
    points.element, answers.element, texts.element,
    h('section', { class: 'card' }, h('h2', null, '替学生提问'), ask)));

  async function prepare() {
    try {
      const found = await get(`/sessions/${encodeURIComponent(session)}/preparation`, null, { signal: control.signal });
      refill(prints, h('ul', { class: 'parts', 'data-testid': 'print-list' }, found.print.map((one) => h('li', null, icon('file'),
        h('div', null, h('span', { class: 'part-kind' }, partName(one.part)), h('span', { class: 'part-file' }, one.name)),
        h('a', { class: 'button', href: one.url, download: one.name, target: '_blank', rel: 'noopener' }, `打开打印 ${megabytes(one.bytes)}`)))),
      found.print.length === 0 && h('p', { class: 'hint' }, '这节课没有要打印的材料。'));
    } catch (error) {
      if (!isCancelled(error)) refill(prints, problemBox(asProblem(error), prepare));
    }
  }

  function draw() {
    const { state } = here;
    const at = state ? positionAt(state, channel.now()) : 0;
    if (here.away) now.textContent = '断线，正在重连…';
    else if (!here.met) now.textContent = '正在连接…';
    else if (!state || !state.lesson) now.textContent = '还没有开始放课';
    else if (state.view === 'pages') now.textContent = `正在看课件第 ${state.page} 页`;
    else now.textContent = `${state.playing ? '正在播放' : '已暂停'} ${clock(at)}`;
    next.textContent = here.presence.lead === false ? '主讲老师暂时不在线' : '';
    hand.hidden = here.calledOn !== school;
    answers.show(here.question, here.answers, here.presence);
    texts.show(here.texts);
    points.show(state && state.lesson, false, at);
  }

  const ticking = setInterval(draw, TICK_MS);
  draw();
  prepare();
  return {
    close() {
      control.abort();
      clearInterval(ticking);
      seat.close();
      root.replaceChildren();
    },
  };
}
