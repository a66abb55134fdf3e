/** The curator's page: the list of own lessons beside the one being worked on. */
import { get, getOnce, post } from './api.js';
import { byId, h, icon, show } from './dom.js';
import { openEditor } from './editor.js';
import { lessonForm } from './form.js';
import { mediaBadge, stateName } from './format.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { queue, queued } from './queue.js';
import { curates, startSession } from './session.js';
import { openWork } from './work.js';

const PAGE = 50;
const STATES = ['draft', 'submitted', 'published', 'withdrawn'];

/** The desk of one curator; `close()` stops everything on it. */
function createDesk(root, me) {
  let taxonomy = null;
  let items = [];
  let next = null;
  let view = null;
  let control = new AbortController();

  const state = h('select', { 'aria-label': '按状态筛选', 'data-testid': 'mine-state', onchange: () => read() },
    h('option', { value: '' }, '全部状态'), STATES.map((one) => h('option', { value: one }, stateName(one))));
  const under = h('span', { class: 'dot', hidden: true });
  const work = h('a', { class: 'button', href: '#work', 'data-testid': 'curator-work' }, '上传与处理', under);
  const list = h('ul', { class: 'mine', 'data-testid': 'mine-list' });
  const foot = h('div', { class: 'foot' });
  const main = h('div', { class: 'work', tabindex: -1 });
  root.replaceChildren(h('div', { class: 'desk' },
    h('section', { class: 'mine-side', 'aria-label': '我的课程' },
      h('div', { class: 'mine-head' }, h('h1', null, '我的课程'), state, work,
        h('a', { class: 'button button-main', href: '#new', 'data-testid': 'curator-new' }, icon('plus'), '新建课程')),
      list, foot),
    h('div', { class: 'desk-main' },
      h('a', { class: 'link back desk-back', href: '#', 'data-testid': 'desk-back' }, icon('back'), '返回我的课程'),
      main)));

  const current = () => {
    const match = /^#lesson\/(.+)$/.exec(location.hash);
    return match ? decodeURIComponent(match[1]) : null;
  };

  function row(item) {
    const trouble = item.local ? null : mediaBadge(item.media);
    return h('li', null, h('a', { href: `#lesson/${encodeURIComponent(item.id)}`, class: 'mine-row', 'aria-current': item.id === current() ? 'true' : null, 'data-testid': 'mine-row', 'data-lesson': item.id },
      h('span', { class: 'mine-title' }, item.title),
      h('span', { class: 'mine-marks' },
        h('span', { class: `badge badge-${item.state}` }, stateName(item.state)),
        trouble && h('span', { class: `badge badge-${trouble.kind}` }, trouble.text))));
  }

  function draw() {
    list.replaceChildren(...items.map(row));
    foot.replaceChildren();
    if (items.length === 0) foot.append(h('p', { class: 'hint' }, state.value ? '没有这个状态的课程。' : '还没有课程，点“新建课程”开始。'));
    if (next) foot.append(h('button', { type: 'button', class: 'button', onclick: () => read(next) }, '载入更多'));
  }

  async function read(cursor) {
    try {
      const answer = await get('/lessons', { mine: true, state: state.value, sort: 'newest', limit: PAGE, cursor }, { signal: control.signal });
      items = cursor ? [...items, ...answer.items] : answer.items;
      next = answer.next;
      draw();
    } catch (error) {
      if (!isCancelled(error)) foot.replaceChildren(problemBox(asProblem(error), () => read(cursor)));
    }
  }

  /** The catalogue follows the record by a moment, so the list is kept true from here. */
  function changed(lesson) {
    const found = items.find((one) => one.id === lesson.id);
    const fresh = { id: lesson.id, title: lesson.title, state: lesson.state };
    if (found && (lesson.parts || {}).video) found.local = true;
    if (found) Object.assign(found, fresh);
    else items.unshift({ ...fresh, local: true });
    draw();
  }

  function deleted(id) {
    items = items.filter((one) => one.id !== id);
    draw();
    note('草稿已删除。');
    location.hash = '';
  }

  function welcome() {
    return h('div', { class: 'empty' },
      h('img', { src: '/web/bridge.svg', alt: '', width: 360, height: 165 }),
      h('p', { class: 'empty-title' }, '选一节课，或新建一节'),
      h('p', null, '材料只要上传一次，课桥会把视频做成慢网也能看的几种大小。'));
  }

  function newForm() {
    const form = lessonForm({
      taxonomy, profile: me.profile, lesson: null,
      async save(facts) {
        const lesson = await post('/lessons', facts);
        note('课程已创建，接着上传材料吧。');
        changed(lesson);
        location.hash = `#lesson/${encodeURIComponent(lesson.id)}`;
      },
    });
    main.replaceChildren(h('section', { class: 'card new' }, h('h1', null, '新建课程'), form.element));
    form.focus();
  }

  function route(event) {
    const id = current();
    if (view && id && view.id === id) return;
    if (view) view.close();
    view = null;
    root.firstChild.classList.toggle('desk-working', location.hash.length > 1);
    draw();
    if (id) view = openEditor(main, id, { taxonomy, profile: me.profile, changed, deleted });
    else if (location.hash === '#work') view = openWork(main);
    else if (location.hash === '#new') newForm();
    else main.replaceChildren(welcome());
    scrollTo(0, 0);
    if (event && location.hash !== '#new') main.focus({ preventScroll: true });
  }

  function count() {
    under.hidden = queued().length === 0;
    under.textContent = String(queued().length);
  }

  async function begin() {
    try {
      taxonomy = await getOnce('/taxonomy');
    } catch { /* names fall back to what the form knows */ }
    addEventListener('hashchange', route);
    queue.addEventListener('change', count);
    route();
    await read();
  }

  begin();
  return {
    close() {
      control.abort();
      removeEventListener('hashchange', route);
      queue.removeEventListener('change', count);
      if (view) view.close();
      root.replaceChildren();
    },
  };
}

let desk = null;

startSession({
  here: 'curator',
  enter(me) {
    show(byId('desk'), true);
    if (curates(me)) desk = createDesk(byId('desk'), me);
    else byId('desk').replaceChildren(h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, '您的账号不能管理课程'), h('p', null, '需要时请联系学校或教育局管理员开通。'), h('a', { class: 'button', href: '/' }, '去找课')));
  },
  leave() {
    if (desk) desk.close();
    desk = null;
    byId('desk').replaceChildren();
    show(byId('desk'), false);
  },
});
