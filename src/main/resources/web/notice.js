/** Telling the user: passing notes, and problems with a way to try again. */
import { byId, h } from './dom.js';

const NOTE_MS = 6000;

/** A note that goes by itself, or when the next one comes; kind is ok or bad. */
export function note(text, kind = 'ok') {
  const element = h('div', { class: `toast toast-${kind}`, 'data-testid': 'toast' }, text);
  byId('toasts').replaceChildren(element);
  setTimeout(() => element.remove(), NOTE_MS);
}

/** A problem in the server's words, its violations, and a retry button when trying again can help. */
export function problemBox(problem, retry) {
  const violations = problem.violations || [];
  return h('div', { class: 'box box-bad', role: 'alert', 'data-testid': 'problem', 'data-code': problem.code },
    h('p', null, problem.detail || problem.message),
    violations.length > 0 && h('ul', null, violations.map((one) => h('li', null, one.message))),
    retry && h('button', { type: 'button', class: 'button', onclick: retry, 'data-testid': 'retry' }, '重试'));
}

export const isCancelled = (error) => error && error.name === 'AbortError';

/** Errors that are bugs, not problems, still reach the reader as a sentence. */
export function asProblem(error) {
  if (error.name === 'ApiProblem') return error;
  console.error(error);
  return { code: 'page', detail: '页面出错了，请刷新后再试。' };
}
