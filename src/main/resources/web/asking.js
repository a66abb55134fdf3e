/** Asking all rooms something, and what they answer while they do. */
import { h, refill } from './dom.js';
import { field } from './fields.js';
import { letter } from './question.js';

const MOST_CHOICES = 6;

/** `keep(message)` sends and answers whether it was taken; without it answers are only shown. */
export function createAsking({ keep, nameOf }) {
  const body = h('div');
  let drawn = '';

  function form() {
    const text = h('input', { id: 'ask-what', maxlength: 300, required: true, placeholder: '例如：长方形的周长怎样算？', 'data-testid': 'ask-what' });
    const choices = h('input', { id: 'ask-choices', maxlength: 600, placeholder: '选项用 / 隔开；不填就让学生写答案', 'data-testid': 'ask-choices' });
    return h('form', {
      class: 'form ask-form',
      async onsubmit(event) {
        event.preventDefault();
        const all = [...new Set(choices.value.split(/[/\uff0f\n]/).map((one) => one.trim()).filter(Boolean))].slice(0, MOST_CHOICES);
        const poll = all.length > 1;
        await keep({ type: 'ask', question: crypto.randomUUID(), kind: poll ? 'poll' : 'short', text: text.value.trim(), ...(poll && { choices: all }) });
      },
    }, field('问题', text), field('选项', choices), h('div', { class: 'actions' }, h('button', { class: 'button', 'data-testid': 'ask-send' }, '向各教室提问')));
  }

  function bars(question, counts) {
    const most = Math.max(1, ...Object.values(counts));
    return h('ul', { class: 'bars', 'data-testid': 'answer-counts' }, question.choices.map((choice, index) => {
      const number = counts[choice] || 0;
      return h('li', { 'data-choice': choice, 'data-count': number }, h('span', null, `${letter(index)}. ${choice}`), h('meter', { min: 0, max: most, value: number, 'aria-label': choice }), h('b', null, String(number)));
    }));
  }

  function open(question, answers, { rooms }) {
    const from = (answers && answers.from) || [];
    const missing = rooms.filter((one) => one.here && !from.includes(one.school)).map((one) => one.name || one.school);
    return [
      h('p', { class: 'asked', 'data-testid': 'asked' }, question.text),
      question.kind === 'poll' ? bars(question, (answers && answers.counts) || {})
        : h('ul', { class: 'answer-texts', 'data-testid': 'answer-texts' }, ((answers && answers.texts) || []).map((one) => h('li', null, h('b', null, nameOf(one.school)), one.text))),
      h('p', { class: 'hint' }, `${from.length} 个教室已回答${missing.length ? `，还差：${missing.join('、')}` : ''}`),
      keep && h('div', { class: 'actions' }, h('button', { type: 'button', class: 'button', 'data-testid': 'ask-close', onclick: () => keep({ type: 'close-question', question: question.question }) }, '结束提问')),
    ];
  }

  return {
    element: h('section', { class: 'card' }, h('h2', null, '提问'), body),
    show(question, answers, presence) {
      const here = presence.rooms.filter((one) => one.here).map((one) => one.school);
      const key = question ? JSON.stringify([question.question, answers, here]) : 'none';
      if (key === drawn) return;
      drawn = key;
      if (question) refill(body, open(question, answers, presence));
      else refill(body, keep ? form() : h('p', { class: 'hint' }, '老师提问时，这里显示各教室的回答。'));
    },
  };
}
