/** What rooms ask the teacher, and whether it was answered. */
import { h, refill } from './dom.js';

export function createTexts({ nameOf, mark }) {
  const list = h('ul', { class: 'texts', 'data-testid': 'text-questions' });
  const element = h('section', { class: 'card', hidden: true }, h('h2', null, '教室提问'), list);
  let drawn = '';

  const row = (one) => h('li', { class: one.answered ? 'text-done' : null, 'data-testid': 'text-question', 'data-answered': String(one.answered) },
    h('div', null, h('b', null, nameOf(one.school)), h('p', null, one.text)),
    one.answered ? h('span', { class: 'hint' }, '已回答') : h('button', { type: 'button', class: 'button', 'data-testid': 'text-mark', 'aria-label': `已回答：${one.text}`, onclick: () => mark(one.id) }, '已回答'));

  return {
    element,
    show(texts) {
      const key = JSON.stringify(texts);
      if (key === drawn) return;
      drawn = key;
      element.hidden = texts.length === 0;
      refill(list, [...texts].sort((a, b) => a.answered - b.answered || a.seq - b.seq).map(row));
    },
  };
}
