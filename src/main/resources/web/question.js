/** What all rooms are asked, with buttons that are read and hit from far away. */
import { h } from './dom.js';

export const letter = (index) => String.fromCharCode(65 + index);

/** A panel that is there while something is asked; `answer(value)` sends what was chosen and tells what became of it. */
export function createQuestion(answer) {
  let shown = null;
  let answered = null;
  const element = h('section', { class: 'ask', 'aria-label': '老师提问', 'aria-live': 'polite', hidden: true, 'data-testid': 'ask-panel' });
  const told = h('p', { class: 'ask-told', role: 'status', 'data-testid': 'ask-told' });

  async function send(value) {
    answered = value;
    mark('正在发送…');
    const { kept, refused } = await answer(value);
    if (answered !== value) return;
    if (refused) mark(refused.detail || '没有收下这个回答。');
    else if (kept) mark(`已回答：${value}`);
  }

  function mark(text) {
    told.textContent = text;
    for (const button of element.querySelectorAll('.ask-choice')) button.setAttribute('aria-pressed', String(button.value === answered));
  }

  function draw() {
    const text = h('p', { class: 'ask-text', 'data-testid': 'ask-text-shown' }, shown.text);
    if (shown.kind === 'poll') {
      element.replaceChildren(h('h2', null, '请回答'), text, h('div', { class: 'ask-choices' }, shown.choices.map((choice, index) =>
        h('button', { type: 'button', class: 'ask-choice', value: choice, 'aria-pressed': 'false', 'data-testid': `choice-${index + 1}`, onclick: () => send(choice) },
          h('b', null, letter(index)), h('span', null, choice)))), told);
      return;
    }
    const input = h('input', { maxlength: 200, required: true, 'aria-label': '回答', 'data-testid': 'short-answer' });
    element.replaceChildren(h('h2', null, '请回答'), text, h('form', {
      class: 'ask-short',
      onsubmit: (event) => {
        event.preventDefault();
        if (input.value.trim()) send(input.value.trim());
      },
    }, input, h('button', { class: 'room-button', 'data-testid': 'short-send' }, '发送')), told);
  }

  return {
    element,
    /** Shows what is asked now, and what this room has answered before. */
    show(question, before) {
      element.hidden = !question;
      if (!question) {
        shown = null;
        return;
      }
      if (shown && shown.question === question.question) return;
      shown = question;
      answered = before;
      told.textContent = '';
      draw();
      if (before) mark(`已回答：${before}`);
    },
    /** Answers by the number of a choice. */
    choose(index) {
      if (shown && shown.kind === 'poll' && shown.choices[index]) send(shown.choices[index]);
    },
  };
}
