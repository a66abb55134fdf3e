/** Asking for a lesson that nobody has made yet. */
import { post } from './api.js';
import { h } from './dom.js';
import { asProblem, problemBox } from './notice.js';

const LONGEST_NOTE = 500;

/** A form that tells the teachers who make lessons which words and which chapter have none. */
export function demandForm({ q, node }) {
  const note = h('textarea', { id: 'demand-note', rows: 2, maxlength: LONGEST_NOTE, 'data-testid': 'demand-note' });
  const button = h('button', { class: 'button button-main', 'data-testid': 'demand-send' }, '请老师们做这节课');
  const trouble = h('div');

  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    trouble.replaceChildren();
    try {
      const demand = await post('/demands', { words: q || undefined, node: node || undefined, note: note.value.trim() || undefined });
      form.replaceChildren(h('p', { role: 'status', 'data-testid': 'demand-heard' },
        demand.askers > 1 ? `已经记下。连您在内，有 ${demand.askers} 位老师在等这节课。` : '已经记下，做课的老师会看到。'));
    } catch (error) {
      button.disabled = false;
      trouble.replaceChildren(problemBox(asProblem(error)));
    }
  }

  const form = h('form', { class: 'card demand', 'data-testid': 'demand', onsubmit: send },
    h('label', { for: 'demand-note' }, '给做课的老师留句话（可不填）'), note, button, trouble);
  return form;
}
