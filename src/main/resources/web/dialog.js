/** A form over the page: it says what is wrong, stays open until it is done, and gives the keyboard back. */
import { h, icon } from './dom.js';
import { asProblem, problemBox } from './notice.js';

/**
 * Opens a form of `fields` under a title; `submit()` does the work and may fail with a problem.
 * The answer's `fail(problem, ...more)` shows a problem with something more under it.
 */
export function openForm({ title, testid, fields, action, submit, quiet }) {
  const trouble = h('div', { class: 'dialog-trouble' });
  const button = h('button', { class: `button ${quiet ? 'button-bad' : 'button-main'}`, 'data-testid': `${testid}-submit` }, action);
  const form = h('form', { class: 'form', onsubmit: send }, fields, trouble,
    h('div', { class: 'actions' }, button, h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, '取消')));
  const dialog = h('dialog', { class: 'sheet', 'aria-label': title, 'data-testid': testid, onclose: () => dialog.remove() },
    h('div', { class: 'sheet-head' }, h('h2', null, title),
      h('button', { type: 'button', class: 'sheet-close', 'aria-label': '关闭', onclick: () => dialog.close() }, icon('close'))),
    form);

  function fail(problem, ...more) {
    trouble.replaceChildren(problemBox(problem), ...more.filter(Boolean));
    trouble.scrollIntoView({ block: 'nearest' });
  }

  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    trouble.replaceChildren();
    try {
      if ((await submit(opened)) !== false) dialog.close();
    } catch (error) {
      fail(asProblem(error));
    } finally {
      button.disabled = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  const opened = { fail, close: () => dialog.close(), submit: () => form.requestSubmit() };
  return opened;
}
