/** One lesson: its player, what it belongs to, and its materials. */
import { get, getOnce } from './api.js';
import { pathText } from './card.js';
import { h, icon } from './dom.js';
import { day, names, stateName } from './format.js';
import { createMaterial } from './material.js';
import { asProblem, isCancelled, problemBox } from './notice.js';
import { createPlayer } from './player.js';
import { showSimilar } from './similar.js';

/** Opens a lesson in `root`, and a page of one of its files when `leaf` names one; the answer's `close()` stops everything it started. */
export function openLesson(root, id, { back, leaf }) {
  const control = new AbortController();
  const path = `/lessons/${encodeURIComponent(id)}`;
  let player = null;

  const readPlay = () => get(`${path}/play`, null, { signal: control.signal });
  const backButton = h('button', { type: 'button', class: 'link back', onclick: back, 'data-testid': 'lesson-back' }, icon('back'), '返回结果');

  function stage(play) {
    if (!play.problem) {
      player = createPlayer(id, play, readPlay);
      return player.element;
    }
    if (play.problem.code === 'lesson-not-playable') {
      return h('div', { class: 'box', 'data-testid': 'not-playable' }, h('p', null, play.problem.detail));
    }
    return problemBox(play.problem, load);
  }

  async function load() {
    root.replaceChildren(h('div', { class: 'lesson' }, backButton, h('p', { class: 'hint', role: 'status' }, '正在打开课程…')));
    try {
      const [lesson, play] = await Promise.all([
        get(path, null, { signal: control.signal }),
        readPlay().catch((error) => {
          if (isCancelled(error)) throw error;
          return { problem: asProblem(error) };
        }),
      ]);
      const [taxonomy, school] = await Promise.all([
        getOnce('/taxonomy').catch(() => null),
        lesson.schoolName || !lesson.school ? null : getOnce(`/schools/${encodeURIComponent(lesson.school)}`).catch(() => null),
      ]);
      if (control.signal.aborted) return;
      document.title = `${lesson.title} · 课桥`;
      root.replaceChildren(view(lesson, play, names(taxonomy), lesson.schoolName || (school && school.name)));
    } catch (error) {
      if (isCancelled(error) || control.signal.aborted) return;
      root.replaceChildren(h('div', { class: 'lesson' }, backButton, problemBox(asProblem(error), error.status === 404 ? null : load)));
    }
  }

  function view(lesson, play, nameOf, schoolName) {
    const place = ['stage', 'edition', 'subject', 'grade', 'volume'].map((facet) => lesson[facet] && nameOf(facet, lesson[facet])).filter(Boolean);
    const similar = h('section', { class: 'similar', hidden: true });
    showSimilar(similar, lesson, nameOf, control.signal);
    const material = createMaterial(lesson, path, control.signal);
    if (leaf) material.open(leaf.part, leaf.page);
    const same = lesson.node && `/?${new URLSearchParams({ textbook: lesson.textbook || '', node: lesson.node })}`;
    return h('article', { class: 'lesson' },
      backButton,
      h('header', { class: 'lesson-head' },
        h('h1', { 'data-testid': 'lesson-title' }, lesson.title),
        lesson.state !== 'published' && h('span', { 'data-testid': 'lesson-state', 'data-state': lesson.state, class: `badge badge-${lesson.state}` }, stateName(lesson.state))),
      h('div', { class: 'lesson-columns' },
        h('div', { class: 'lesson-main' }, stage(play), lesson.description && h('p', { class: 'lesson-about' }, lesson.description), similar),
        h('div', { class: 'lesson-side' },
          h('section', { class: 'card' },
            h('h2', null, '课程信息'),
            h('dl', { class: 'facts' },
              fact('教材', place.join(' ')),
              fact('章节', pathText(lesson.path)),
              fact('讲授', lesson.teacher),
              fact('学校', schoolName),
              fact('栏目', lesson.section && nameOf('section', lesson.section)),
              fact('发布', lesson.publishedAt && day(lesson.publishedAt)),
              fact('许可', lesson.licence)),
            (lesson.keywords || []).length > 0 && h('p', { class: 'words' }, lesson.keywords.map((word) =>
              h('a', { class: 'inside', href: `/?${new URLSearchParams({ q: word })}` }, word))),
            same && h('p', null, h('a', { class: 'inside', href: same }, '看本节的全部课程'))),
          material.element)));
  }

  load();
  return {
    id,
    close() {
      control.abort();
      if (player) player.destroy();
      root.replaceChildren();
    },
  };
}

function fact(name, text) {
  return text ? h('div', null, h('dt', null, name), h('dd', null, text)) : null;
}
