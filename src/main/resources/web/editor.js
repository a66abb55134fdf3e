/** One of the curator's lessons: facts, files, the job that makes it streamable, and publication. */
import { get, patch, post, put, remove } from './api.js';
import { h } from './dom.js';
import { stateName } from './format.js';
import { lessonForm } from './form.js';
import { watchJob } from './jobs.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { createParts } from './parts.js';

const STALE = 412;
const JOB_TEXT = { queued: '排队等待转码', running: '正在转码', done: '转码完成', failed: '转码失败' };

/** Opens a lesson for editing in `root`; `changed(lesson)` and `deleted(id)` keep the list true. */
export function openEditor(root, id, { taxonomy, profile, changed, deleted }) {
  const path = `/lessons/${encodeURIComponent(id)}`;
  const control = new AbortController();
  let lesson = null;
  let job = null;
  let watched = null;

  const head = h('header', { class: 'editor-head' });
  const trouble = h('div');
  const facts = h('div');
  const jobBox = h('div', { class: 'job', role: 'status', hidden: true, 'data-testid': 'curator-job' });
  const actions = h('div', { class: 'actions' });
  const why = h('p', { class: 'hint', id: 'why' });

  async function load() {
    root.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在打开课程…'));
    try {
      accept(await get(path, null, { signal: control.signal }));
      root.replaceChildren(h('article', { class: 'editor' }, head, trouble,
        h('section', { class: 'card' }, h('h2', null, '课程材料'), parts.element),
        h('section', { class: 'card' }, h('h2', null, '发布'), why, actions), facts));
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
    parts.update(lesson);
    drawFacts();
    follow();
    drawActions();
  }

  function drawFacts() {
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

  async function attach(part, stored, file) {
    const answer = await change(() => put(`${path}/parts/${part}`, { uploadId: stored.id, name: file.name }, { ifMatch: lesson.version }));
    if (answer) note(part === 'video' ? '视频已保存，开始转码。' : '文件已保存。');
  }

  const detach = (part) => change(async () => (await remove(`${path}/parts/${part}`, { ifMatch: lesson.version })) || get(path), '已移除。');

  const parts = createParts({ attach, detach, below: jobBox });

  /** Watches the job of the video that the lesson has now. */
  async function follow() {
    const video = (lesson.parts || {}).video;
    const wanted = (video && video.job) || null;
    if (watched && watched.id === wanted) return;
    if (watched) watched.control.abort();
    watched = wanted && { id: wanted, control: new AbortController() };
    job = null;
    drawJob();
    if (!wanted) return;
    const mine = watched;
    const show = (one) => { if (mine === watched) { job = one; drawJob(); drawActions(); } };
    try {
      const last = await watchJob(wanted, show, mine.control.signal);
      if (mine === watched && last.state === 'done' && lesson.state !== 'published') accept(await get(path, null, { signal: mine.control.signal }));
    } catch (error) {
      if (isCancelled(error) || mine !== watched) return;
      if (error.status === 404) {
        mine.forgotten = true;
        drawActions();
        return;
      }
      jobBox.hidden = false;
      jobBox.replaceChildren(problemBox(asProblem(error), () => { watched = null; follow(); }));
    }
  }

  function drawJob() {
    jobBox.hidden = job === null;
    if (!job) return;
    jobBox.dataset.state = job.state;
    const share = job.state === 'done' ? 100 : Math.round(job.progress || 0);
    jobBox.replaceChildren(
      h('p', { class: 'job-text' }, JOB_TEXT[job.state] || job.state, job.state === 'running' ? ` ${share}%` : ''),
      job.state === 'failed' ? problemBox({ code: job.error && job.error.code, detail: (job.error && job.error.message) || '请换一个视频文件再试。' })
        : job.state !== 'done' && h('progress', { max: 100, value: share, 'aria-label': '转码进度' }) || '');
  }

  /** Why publishing is not possible yet, or an empty string when it is. */
  function obstacle() {
    const video = (lesson.parts || {}).video;
    if (lesson.state === 'published') return '';
    if (!video) return '先上传微课视频，转码完成后就可以发布。';
    if (!video.job || (watched && watched.forgotten)) return '';
    if (!job) return '正在查看转码进度…';
    if (job.state === 'failed') return '转码失败了，请换一个视频文件。';
    return job.state === 'done' ? '' : '转码完成后就可以发布，可以离开本页，稍后再来。';
  }

  function drawActions() {
    const focused = document.activeElement && actions.contains(document.activeElement) && document.activeElement.dataset.testid;
    const published = lesson.state === 'published';
    const reason = obstacle();
    why.textContent = reason || (published ? '老师们已经可以找到这节课。' : '一切就绪，可以发布。');
    const button = (text, testid, kind, step, disabled) => h('button', {
      type: 'button', class: `button ${kind}`, 'data-testid': testid, disabled, 'aria-describedby': 'why', onclick: (event) => act(event.currentTarget, step),
    }, text);
    actions.replaceChildren(
      published ? button('撤回', 'curator-withdraw', '', withdraw, false) : button('发布', 'curator-publish', 'button-main', publish, reason !== ''),
      h('a', { class: 'button', href: `/#lesson/${encodeURIComponent(id)}`, 'data-testid': 'curator-preview' }, '预览'),
      lesson.state === 'draft' ? button('删除草稿', 'curator-delete', 'button-bad', erase, false) : '');
    const again = focused && actions.querySelector(`[data-testid="${focused}"]:not([disabled])`);
    if (again) again.focus({ preventScroll: true });
  }

  async function act(button, step) {
    button.disabled = true;
    trouble.replaceChildren();
    try {
      await step();
    } catch (error) {
      trouble.replaceChildren(problemBox(asProblem(error)));
      trouble.scrollIntoView({ block: 'nearest' });
    } finally {
      if (lesson) drawActions();
    }
  }

  const publish = () => change(() => post(`${path}/publish`, undefined, { ifMatch: lesson.version }), '已发布，老师们现在可以找到这节课。');

  async function withdraw() {
    if (!confirm('撤回后老师们将找不到这节课，确定撤回吗？')) return;
    await change(() => post(`${path}/withdraw`, undefined, { ifMatch: lesson.version }), '已撤回。');
  }

  async function erase() {
    if (!confirm('删除后不能恢复，确定删除这份草稿吗？')) return;
    await change(async () => {
      await remove(path, { ifMatch: lesson.version });
      lesson = null;
      deleted(id);
    });
  }

  load();
  return {
    id,
    close() {
      control.abort();
      if (watched) watched.control.abort();
      parts.stop();
      root.replaceChildren();
    },
  };
}
