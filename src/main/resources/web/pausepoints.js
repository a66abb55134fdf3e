/** Where the film is to stop: a list to go by, and stopping there by itself. */
import { get, put, read } from './api.js';
import { h, refill } from './dom.js';
import { clock } from './format.js';
import { asProblem, note } from './notice.js';

const SOURCES = { lead: '', caption: '字幕里的提问', still: '画面转换' };

/** `position()` is where the film is, `seek(position)` goes there, `stop()` lets it stand; without them it is only a list. */
export function createPausePoints({ session, signal, position, seek, stop }) {
  const path = `/sessions/${encodeURIComponent(session)}`;
  const list = h('ul', { class: 'points', 'data-testid': 'pause-points' });
  const auto = h('input', { type: 'checkbox', 'data-testid': 'pause-auto' });
  const add = seek && h('button', { type: 'button', class: 'button', 'data-testid': 'pause-add', onclick: addHere }, '在这里加暂停点');
  const element = h('section', { class: 'card', hidden: true }, h('div', { class: 'card-head' }, h('h2', null, '暂停点'), seek && h('label', { class: 'check' }, auto, '到点自动暂停')), list, add && h('div', { class: 'actions' }, add));
  let points = [];
  let of = null;
  let last = null;

  async function load() {
    try {
      const found = await get(`${path}/preparation`, null, { signal });
      points = found.pausePoints || [];
      auto.checked = points.some((one) => one.source === 'lead');
      draw();
    } catch { /* a help, not a need */ }
  }

  function draw() {
    element.hidden = !of;
    refill(list, points.map((one) => {
      const words = [h('b', null, clock(one.position)), one.note || SOURCES[one.source] || ''];
      return h('li', { 'data-position': one.position }, seek
        ? h('button', { type: 'button', class: 'link point', onclick: () => seek(one.position) }, words)
        : h('span', { class: 'point' }, words));
    }), points.length === 0 && h('li', { class: 'hint' }, '还没有暂停点。'));
  }

  async function addHere() {
    const kept = points.filter((one) => one.source === 'lead').map(({ position: at, note: text }) => ({ position: at, note: text }));
    const all = [...kept, { position: position(), note: '停下来讨论' }].sort((a, b) => a.position - b.position);
    try {
      const { version } = await read(path);
      await put(`${path}/preparation`, { pausePoints: all }, { ifMatch: version });
      await load();
    } catch (error) {
      note(asProblem(error).detail, 'bad');
    }
  }

  return {
    element,
    show(lesson, playing, at) {
      if (lesson !== of) {
        of = lesson;
        last = null;
        if (of) load();
        else draw();
      }
      const passed = playing && last !== null && points.find((one) => last < one.position && one.position <= at && at - last < 2);
      last = at;
      if (passed && stop && auto.checked) stop();
    },
  };
}
