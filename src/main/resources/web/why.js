/** Why a hit was found: asked for when somebody wants to know. */
import { h } from './dom.js';
import { asProblem, isCancelled, note } from './notice.js';

const NOTHING = '没有直接写着这些词，内容相近';

/** A button that shows the sentences which `ask()` answers. */
export function createWhy(hit, ask) {
  const list = h('ul', { class: 'why-list', id: `why-list-${hit.id}`, hidden: true });
  const button = h('button', {
    type: 'button', class: 'link why', 'aria-expanded': 'false', 'aria-controls': list.id,
    'aria-label': `为什么是它：${hit.title}`, 'data-testid': `why-${hit.id}`, onclick: toggle,
  }, '为什么是它');

  const say = (sentences) => list.replaceChildren(...sentences.map((sentence) => h('li', null, sentence)));

  async function toggle() {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
    if (list.hidden || list.firstChild) return;
    say(['正在查看…']);
    try {
      const sentences = await ask();
      say(sentences.length ? sentences : [NOTHING]);
    } catch (error) {
      list.hidden = true;
      button.setAttribute('aria-expanded', 'false');
      list.replaceChildren();
      if (!isCancelled(error)) note(asProblem(error).detail, 'bad');
    }
  }

  return { button, list };
}

/** Reasons of a page of hits, asked for once, by the id of the hit. */
export function reasonsOf(askPage) {
  let page = null;
  return async (id) => {
    page ??= askPage();
    page.catch(() => { page = null; });
    const { items } = await page;
    return (items.find((hit) => hit.id === id) || {}).why || [];
  };
}
