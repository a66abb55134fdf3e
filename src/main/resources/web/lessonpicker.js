/** Finding a lesson to show, without leaving the class. */
import { get } from './api.js';
import { openForm } from './dialog.js';
import { h } from './dom.js';
import { clock } from './format.js';

const SHOWN = 8;

/** Opens a search; `picked(id)` gets the lesson that was chosen. */
export function pickLesson(picked) {
  const words = h('input', { type: 'search', 'aria-label': '课题或关键词', placeholder: '课题或关键词', 'data-testid': 'pick-words' });
  const list = h('ul', { class: 'rows', 'data-testid': 'pick-list' });
  const form = openForm({
    title: '选一节课', testid: 'pick-form', action: '查找', fields: [words, list],
    async submit() {
      const { items } = await get('/lessons', { q: words.value.trim(), limit: SHOWN });
      const playable = items.filter((one) => one.media && one.media.state === 'playable');
      list.replaceChildren(...playable.map((one) => h('li', { class: 'row' },
        h('button', {
          type: 'button', class: 'link pick', 'data-testid': `pick-${one.id}`,
          onclick: () => {
            form.close();
            picked(one.id);
          },
        }, one.title, one.media.durationSeconds ? ` · ${clock(one.media.durationSeconds)}` : ''))));
      if (playable.length === 0) list.append(h('li', { class: 'hint' }, '没有找到可以播放的课。'));
      return false;
    },
  });
}
