/** One of the curator's lessons: its facts, its checklist of files, and its way to the teachers. */
import { get, patch, post, remove } from './api.js';
import { followBundle } from './bundle.js';
import { h, icon, refill } from './dom.js';
import { stateName } from './format.js';
import { lessonForm } from './form.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { createChecklist } from './parts.js';
import { createPlacing } from './placing.js';
import { queue } from './queue.js';
import { nextStep } from './steps.js';

const STALE = 412;

/** Opens a lesson for editing in `root`; `changed(lesson)` and `deleted(id)` keep the list true. */
export function openEditor(root, id, { taxonomy, profile, changed, deleted }) {
  const path = `/lessons/${encodeURIComponent(id)}`;
  const control = new AbortController();
  let lesson = null;
  let bundle = null;
  let follow = null;
  let drawn = '';

  const head = h('header', { class: 'editor-head' });
  const trouble = h('div');
  const facts = h('div');
  const actions = h('div', { class: 'actions' });
  const next = h('p', { class: 'next-text', role: 'status', id: 'next', 'data-testid': 'next-step' });
  const count = h('span', { class: 'hint', 'data-testid': 'bundle-count' });
  const many = h('input', { type: 'file', class: 'quiet', multiple: true, 'aria-label': '一次选择多个文件', 'data-testid': 'file-many', onchange: () => { placing.place([...many.files]); many.value = ''; } });
  const manyButton = h('label', { class: 'button file-choose' }, many, icon('plus'), '一次选多个文件');
  const asked = h('div', { class: 'placing', hidden: true });
  const where = (part) => `${lesson.title} · ${part.title}`;
  const placing = createPlacing(id, asked, where);
  const checklist = createChecklist(id, { detach, several: placing.place, changed: () => follow.again(), where });
  const materials = h('section', { class: 'card materials', 'aria-labelledby': 'materials' },
    h('div', { class: 'materials-head' }, h('h2', { id: 'materials' }, '课程材料'), count, manyButton),
    asked, checklist.element,
    h('p', { class: 'hint materials-hint' }, '也可以把文件拖到对应的一行上。'));

  async function load() {
    root.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在打开课程…'));
    try {
      accept(await get(path, null, { signal: control.signal }));
      root.replaceChildren(h('article', { class: 'editor' }, head,
        h('section', { class: 'card next', 'aria-label': '下一步' }, next, actions, trouble), materials, facts));
    } catch (error) {
      if (isCancelled(error) || control.signal.aborted) return;
      root.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  /** Takes the server's newest answer as the truth and redraws everything that shows it. */
  function accept(answer) {
    lesson = answer;
    changed(lesson);
    head.replaceChildren(
      h('h1', { 'data-testid': 'editor-title' }, lesson.title),
      h('span', { class: `badge badge-${lesson.state}`, 'data-testid': 'lesson-state', 'data-state': lesson.state }, stateName(lesson.state)),
      lesson.path && lesson.path.length ? h('p', { class: 'hit-path' }, lesson.path.join(' › ')) : '');
    drawFacts();
    if (follow) follow.again();
    else follow = followBundle(id, checked, (error) => refill(trouble, problemBox(asProblem(error), () => follow.again())));
  }

  /** The checklist may be of a newer version than the one that is shown: somebody else has changed the lesson. */
  async function checked(fresh) {
    bundle = fresh;
    placing.update(bundle);
    checklist.update(bundle, { put: lesson.state !== 'submitted', remove: lesson.state === 'draft' || lesson.state === 'withdrawn' });
    drawNext();
    if (bundle.version > lesson.version) accept(await get(path, null, { signal: control.signal }));
  }

  function drawFacts() {
    if (lesson.state === 'submitted') {
      facts.replaceChildren();
      return;
    }
    const open = facts.querySelector('details[open]') !== null;
    const form = lessonForm({ lesson, taxonomy, profile, save: (typed) => change(() => patch(path, typed, { ifMatch: lesson.version }), '已保存修改。') });
    const details = h('details', { class: 'card fold' }, h('summary', { 'data-testid': 'edit-open' }, '修改课程信息'), form.element);
    details.addEventListener('toggle', () => { if (details.open) form.opened(); });
    details.open = open;
    facts.replaceChildren(details);
  }

  /** A change that must not lose anybody's: when the lesson moved meanwhile, show it as it is now and say so. */
  async function change(action, done) {
    try {
      const answer = await action();
      if (answer) accept(answer);
      if (done) note(done);
      return answer;
    } catch (error) {
      if (error.status !== STALE) throw error;
      accept(await get(path));
      note('这节课刚在别处改过，已载入最新内容，请看过后再操作一次。', 'bad');
      return null;
    }
  }

  function detach(part) {
    return change(async () => (await remove(`${path}/parts/${part}`, { ifMatch: lesson.version })) || get(path), '已移除。');
  }

  function drawNext() {
    const step = nextStep(lesson, bundle);
    const required = bundle.parts.filter((part) => part.required);
    const draft = lesson.state === 'draft';
    next.textContent = step.text;
    count.textContent = `必备 ${required.length} 份，已有 ${required.filter((part) => part.file).length} 份`;
    manyButton.hidden = lesson.state === 'submitted';
    const playable = bundle.parts.some((part) => part.part === 'video' && part.state === 'ready');
    const key = JSON.stringify([lesson.state, step, playable]);
    if (drawn === key) return;
    drawn = key;
    refill(actions,
      step.act === 'submit' && button('提交审核', 'curator-submit', 'button-main', submit),
      step.act === 'choose' && button(`选择${step.part.title}`, 'curator-next', 'button-main', () => checklist.choose(step.part.part)),
      lesson.state === 'submitted' && button('取回修改', 'curator-take-back', '', takeBack),
      lesson.state === 'published' && button('撤回', 'curator-withdraw', '', withdraw),
      lesson.state !== 'published' && playable && button(lesson.state === 'withdrawn' ? '重新发布' : '直接发布', 'curator-publish', '', publish),
      h('a', { class: 'button', href: `/#lesson/${encodeURIComponent(id)}`, 'data-testid': 'curator-preview' }, '预览'),
      draft && button('删除草稿', 'curator-delete', 'button-bad', erase));
  }

  const button = (text, testid, kind, step) => h('button', {
    type: 'button', class: `button ${kind}`, 'data-testid': testid, 'aria-describedby': 'next', onclick: (event) => act(event.currentTarget, step),
  }, text);

  async function act(pressed, step) {
    pressed.disabled = true;
    refill(trouble);
    try {
      await step();
    } catch (error) {
      refill(trouble, problemBox(asProblem(error)));
      trouble.scrollIntoView({ block: 'nearest' });
    } finally {
      pressed.disabled = false;
    }
  }

  const step = (name, done) => change(() => post(`${path}/${name}`, undefined, { ifMatch: lesson.version }), done);
  const submit = () => step('submit', '已提交审核。');
  const takeBack = () => step('take-back', '已取回，可以修改了。');
  const publish = () => step('publish', '已发布，老师们现在可以找到这节课。');

  async function withdraw() {
    if (confirm('撤回后老师们将找不到这节课，确定撤回吗？')) await step('withdraw', '已撤回。');
  }

  async function erase() {
    if (!confirm('删除后不能恢复，确定删除这份草稿吗？')) return;
    await change(async () => {
      await remove(path, { ifMatch: lesson.version });
      deleted(id);
    });
  }

  const moved = () => { if (bundle) drawNext(); };
  const attached = ({ detail }) => { if (detail.lesson.id === id) accept(detail.lesson); };
  queue.addEventListener('change', moved);
  queue.addEventListener('attached', attached);
  load();
  return {
    id,
    close() {
      control.abort();
      if (follow) follow.close();
      queue.removeEventListener('change', moved);
      queue.removeEventListener('attached', attached);
      checklist.close();
      root.replaceChildren();
    },
  };
}
