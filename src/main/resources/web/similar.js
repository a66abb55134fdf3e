/** Lessons like the one that is open; without an answer the page does without them. */
import { get } from './api.js';
import { card } from './card.js';
import { h } from './dom.js';

const MOST = 6;

/** Fills `section` when the server knows such lessons. */
export async function showSimilar(section, lesson, nameOf, signal) {
  try {
    const { items } = await get(`/lessons/${encodeURIComponent(lesson.id)}/similar`, { limit: MOST }, { signal });
    if (items.length === 0) return;
    const hrefOf = (hit) => `${location.pathname}${location.search}#lesson/${encodeURIComponent(hit.id)}`;
    section.replaceChildren(h('h2', null, '相似的课'),
      h('ol', { class: 'hits', 'data-testid': 'similar-lessons' }, items.map((hit) => card(hit, { nameOf, href: hrefOf(hit) }))));
    section.hidden = false;
  } catch { /* the lesson itself is what she came for */ }
}
