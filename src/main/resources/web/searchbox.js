/** The search field: a combobox whose list completes the words that are being typed. */
import { get } from './api.js';
import { h, icon } from './dom.js';

const PAUSE_MS = 150;
const LONGEST = 60;
const MOST = 8;

/** An input method shows its own window below the field of a computer; a phone shows it in the keyboard. */
const touch = matchMedia('(pointer: coarse)');

/** What stands between the letters that an input method has not yet turned into characters. */
const BETWEEN_SYLLABLES = /['’\s]/g;

/** The form; `submit(words)` is called with what is looked for. */
export function createSearchBox(submit) {
  const answers = new Map();
  let timer = 0;
  let running = null;
  let composing = false;
  let options = [];
  let active = -1;

  const input = h('input', {
    type: 'search', name: 'q', placeholder: '课题、知识点、讲授教师，如：时、分、秒', maxlength: 200,
    autocomplete: 'off', autocorrect: 'off', autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'search', 'data-testid': 'search-input',
    role: 'combobox', 'aria-label': '搜索课程', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions',
    oninput: later, onkeydown, onblur: close,
    oncompositionstart: () => { composing = true; close(); },
    oncompositionend: () => { composing = false; later(); },
  });
  const list = h('ul', {
    id: 'suggestions', class: 'suggestions', role: 'listbox', 'aria-label': '搜索建议', 'data-testid': 'suggestions', hidden: true,
    onmousedown: (event) => event.preventDefault(),
  });
  const told = h('p', { class: 'quiet', role: 'status' });
  const element = h('form', { class: 'search-form', role: 'search', onsubmit: (event) => { event.preventDefault(); look(input.value); } },
    h('span', { class: 'search-field' }, icon('search'), input),
    h('button', { class: 'button button-main', 'data-testid': 'search-submit' }, '搜索'), list, told);

  function look(words) {
    close();
    input.value = words.trim();
    if (touch.matches) input.blur();
    submit(input.value);
  }

  /** Letters under composition may be strokes or double pinyin, and its window would cover the list: only a phone asks. */
  function begun() {
    if (composing && !touch.matches) return '';
    const text = composing ? input.value.replace(BETWEEN_SYLLABLES, '') : input.value.trim();
    return text.length <= LONGEST ? text : '';
  }

  function later() {
    stop();
    if (!begun()) close();
    else timer = setTimeout(complete, PAUSE_MS);
  }

  function stop() {
    clearTimeout(timer);
    if (running) running.abort();
    running = null;
  }

  /** Completing is a courtesy: what goes wrong with it is no news to the teacher. */
  async function complete() {
    stop();
    const text = begun();
    if (!text) return;
    if (answers.has(text)) {
      open(text, answers.get(text));
      return;
    }
    const control = new AbortController();
    running = control;
    try {
      const { items } = await get('/suggestions', { q: text, limit: MOST }, { signal: control.signal });
      answers.set(text, items);
      if (!control.signal.aborted) open(text, items);
    } catch {
      if (!control.signal.aborted) close();
    }
  }

  function open(text, phrases) {
    const news = phrases.filter((phrase) => phrase !== text);
    if (news.length === 0 || document.activeElement !== input) {
      close();
      return;
    }
    options = news.map((phrase, index) => h('li', {
      id: `suggestion-${index}`, class: 'suggestion', role: 'option', 'aria-selected': 'false', 'data-testid': 'suggestion', onclick: () => look(phrase),
    }, phrase.startsWith(text) ? [h('span', { class: 'suggestion-typed' }, text), phrase.slice(text.length)] : phrase));
    list.replaceChildren(...options);
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', 'true');
    told.textContent = `${options.length} 条建议，用上下键选择`;
    activate(-1);
  }

  function close() {
    stop();
    list.hidden = true;
    list.replaceChildren();
    options = [];
    input.setAttribute('aria-expanded', 'false');
    told.textContent = '';
    activate(-1);
  }

  function activate(index) {
    if (options[active]) options[active].setAttribute('aria-selected', 'false');
    active = index;
    if (index < 0) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    options[index].setAttribute('aria-selected', 'true');
    options[index].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[index].id);
  }

  /** One step down or up; past either end lies the field itself. */
  function step(by) {
    const places = options.length + 1;
    activate(((active + 1 + by + places) % places) - 1);
  }

  const keys = {
    ArrowDown: () => (options.length ? step(1) : complete()),
    ArrowUp: () => (options.length ? step(-1) : complete()),
    Enter: () => active >= 0 && look(options[active].textContent),
    Escape: () => options.length > 0 && close(),
  };

  /** Keys that an input method is using are not ours; those that do nothing here keep their meaning. */
  function onkeydown(event) {
    if (event.isComposing || event.keyCode === 229 || !(event.key in keys)) return;
    if (keys[event.key]() !== false) event.preventDefault();
  }

  return {
    element,
    /** Shows the words of the search that is on the page, unless the teacher is typing the next ones. */
    set(words, changed) {
      if (document.activeElement === input && !changed) return;
      close();
      input.value = words;
    },
  };
}
