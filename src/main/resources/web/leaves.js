/** Pages of a lesson's courseware as pictures, the next one loaded before it is asked for. */
import { get } from './api.js';
import { h } from './dom.js';

const AGAIN_MS = 2000;

export function createLeaves(changed) {
  const element = h('img', { class: 'leaf-picture', alt: '', hidden: true, 'data-testid': 'page-picture' });
  const views = new Map();
  let turn = 0;
  let ratio = 16 / 9;

  function read(lesson, part) {
    const key = `${lesson}/${part}`;
    if (!views.has(key)) {
      const view = get(`/lessons/${encodeURIComponent(lesson)}/parts/${encodeURIComponent(part)}`);
      views.set(key, view);
      view.catch(() => views.delete(key));
    }
    return views.get(key);
  }

  async function show(lesson, part, page) {
    turn += 1;
    const mine = turn;
    const again = () => setTimeout(() => { if (mine === turn) show(lesson, part, page); }, AGAIN_MS);
    try {
      const { previews } = await read(lesson, part);
      if (mine !== turn) return;
      const found = previews.find((one) => one.page === page);
      if (!found) return;
      ratio = found.large.width / found.large.height;
      element.onerror = () => {
        views.delete(`${lesson}/${part}`);
        again();
      };
      element.src = found.large.url;
      element.alt = `第 ${page} 页`;
      element.dataset.page = String(page);
      element.hidden = false;
      changed();
      const next = previews.find((one) => one.page === page + 1);
      if (next) new Image().src = next.large.url;
    } catch {
      if (mine === turn) again();
    }
  }

  return {
    element,
    show,
    /** How many pages a part has pictures of. */
    count: async (lesson, part) => (await read(lesson, part)).previews.length,
    hide() {
      turn += 1;
      element.hidden = true;
    },
    ratio: () => ratio,
  };
}
