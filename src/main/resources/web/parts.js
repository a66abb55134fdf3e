/** The checklist of a lesson: each part with its file, how far that is, and what is missing or off. */
import { post } from './api.js';
import { h, icon, refill } from './dom.js';
import { megabytes, rate, wait } from './format.js';
import { forgetSending, sendingOf } from './memory.js';
import { asProblem, note, problemBox } from './notice.js';
import { cancel, itemOf, pause, queue, resume, secondsLeft, send } from './queue.js';

const FILMS = 'video/*,.mkv,.flv,.avi,.wmv,.mov,.mp4,.mpg,.mpeg,.ts,.webm';
const PAPERS = '.pdf,.ppt,.pptx,.doc,.docx,.xls,.xlsx,.odp,.odt,.ods,.txt,.zip,image/*,audio/*';
const MARKS = { missing: 'dot', waiting: 'clock', sending: 'upload', saving: 'upload', paused: 'pause', processing: 'clock', ready: 'check', failed: 'alert' };
/** Findings that the state of a row says already. */
const SAID = /-(missing|processing)$/;
const TEXTS = { waiting: '等待上传', saving: '已传完，正在保存…', paused: '已暂停', failed: '上传中断' };
/** What to do with the work on a file that is stopped. */
const AGAIN = { paused: ['继续处理', 'resume'], failed: ['重试', 'retry'] };

/**
 * The rows of one lesson; `detach(part)` takes a file out of it, `changed()` hears of work that goes on,
 * `several(files)` places files that were dropped together,
 * `where(part)` says in words which part of which lesson that is.
 * `update(bundle, allowed)` shows what the server says; `allowed` says whether files may be put in and taken out.
 */
export function createChecklist(lesson, { detach, several, changed, where }) {
  const list = h('ul', { class: 'parts-list' });
  const rows = new Map();
  const redraw = () => rows.forEach((row) => row.draw());
  queue.addEventListener('change', redraw);

  return {
    element: list,
    update(bundle, allowed) {
      for (const part of bundle.parts) {
        if (!rows.has(part.part)) {
          rows.set(part.part, createRow(lesson, part.part, { detach, several, changed, where }));
          list.append(rows.get(part.part).element);
        }
        rows.get(part.part).update(part, allowed);
      }
    },
    /** Asks for a file for a part, as its button does. */
    choose: (part) => rows.get(part).choose(),
    close: () => queue.removeEventListener('change', redraw),
  };
}

function createRow(lesson, name, { detach, several, changed, where }) {
  let part = null;
  let allowed = { put: false, remove: false };
  const drawn = new Map();

  const mark = h('span', { class: 'part-mark', 'aria-hidden': 'true' });
  const title = h('h3');
  const text = h('p', { class: 'part-text' });
  const look = h('a', { class: 'part-look', 'data-testid': `look-${name}` });
  const notes = h('ul', { class: 'notes' });
  const input = h('input', { type: 'file', class: 'quiet', accept: name === 'video' ? FILMS : PAPERS, 'data-testid': `file-${name}`, onchange: chosen });
  const chooseText = h('span');
  const choose = h('label', { class: 'button file-choose' }, input, icon('upload'), chooseText);
  const again = h('button', { type: 'button', class: 'button', 'data-testid': `again-${name}`, onclick: begun });
  const take = h('button', { type: 'button', class: 'link link-bad', 'data-testid': `remove-${name}`, onclick: removed }, '移除');
  const bar = h('progress', { max: 100, 'data-testid': `progress-${name}` });
  const figures = h('span', { class: 'part-figures' });
  const steer = h('span', { class: 'part-steer' });
  const moving = h('div', { class: 'part-moving' }, bar, figures, steer);
  const trouble = h('div');
  const element = h('li', { class: 'part', 'data-testid': `part-${name}`, ondragover: over, ondragleave: left, ondrop: dropped },
    mark, h('div', { class: 'part-body' }, title, text, moving, notes, trouble), look, h('div', { class: 'part-actions' }, take, again, choose));

  function draw() {
    const item = itemOf(lesson, name);
    const rest = item ? null : sendingOf(lesson, name);
    const state = item ? item.state : part.state;
    element.dataset.state = state;
    refill(mark, icon(MARKS[state]));
    drawTitle();
    text.textContent = fileText(item, rest);
    chooseText.textContent = rest ? '接着传' : part.file ? '更换' : '选择文件';
    choose.classList.toggle('button-main', Boolean(rest));
    choose.hidden = !allowed.put || Boolean(item);
    again.hidden = !allowed.put || Boolean(item) || !AGAIN[part.state] || !part.file.job;
    if (!again.hidden) [again.textContent] = AGAIN[part.state];
    take.hidden = !allowed.remove || Boolean(item) || !part.file;
    drawLook(item);
    drawMoving(item, state);
    drawNotes(item, rest);
  }

  function drawLook(item) {
    look.hidden = Boolean(item) || !part.picture;
    if (look.hidden) return;
    look.href = `/#lesson/${encodeURIComponent(lesson)}${name === 'video' ? '' : `/${name}/1`}`;
    look.setAttribute('aria-label', `查看${part.title}`);
    once(look, part.picture, () => [h('img', { src: part.picture, alt: '', width: 96, height: 54, decoding: 'async' })]);
  }

  /** Draws again only what has changed, so that nothing is replaced under the curator's finger. */
  function once(element, key, children) {
    if (drawn.get(element) === key) return;
    drawn.set(element, key);
    refill(element, children());
  }

  function drawTitle() {
    once(title, `${part.title} ${part.required}`, () => [part.title, !part.required && h('span', { class: 'part-optional' }, '可选')]);
    input.setAttribute('aria-label', `选择${part.title}的文件`);
    take.setAttribute('aria-label', `移除${part.title}`);
  }

  function fileText(item, rest) {
    const file = item ? item.file : rest || part.file;
    if (!file) return part.required ? '还没有文件' : '没有文件，可以不传';
    return [file.name, megabytes(file.size ?? file.bytes), !item && part.pages && `共 ${part.pages} 页`].filter(Boolean).join(' · ');
  }

  function drawMoving(item, state) {
    moving.hidden = !item && part.state !== 'processing';
    if (moving.hidden) return;
    const share = item ? Math.floor((item.sent / item.file.size) * 100) : part.progress || 0;
    bar.value = share;
    bar.setAttribute('aria-label', item ? `${part.title}的上传进度` : `${part.title}的处理进度`);
    figures.textContent = item ? [TEXTS[state], ...sendingFigures(item, share)].filter(Boolean).join(' · ')
      : part.before > 0 ? `等待处理，前面还有 ${part.before} 个` : `正在处理 ${share}%`;
    once(steer, item ? state : '', () => (item && state !== 'saving' ? [
      state === 'paused' ? step('继续', 'resume', resume) : state !== 'failed' && step('暂停', 'pause', pause),
      step('取消', 'cancel', cancel),
    ] : []));
  }

  function sendingFigures(item, share) {
    const left = secondsLeft(item);
    return item.state === 'waiting' && item.sent === 0 ? [] : [
      `${share}%`, `${megabytes(item.sent)} / ${megabytes(item.file.size)}`,
      ...(item.state === 'sending' && left !== null ? [rate(item.speed), `还要${wait(left)}`] : []),
    ];
  }

  const step = (label, id, act) => h('button', { type: 'button', class: 'link', 'data-testid': `${id}-${name}`, 'aria-label': `${label}上传${part.title}`, onclick: () => act(itemOf(lesson, name)) }, label);

  function drawNotes(item, rest) {
    const findings = item ? [] : part.findings.filter((one) => !SAID.test(one.code));
    once(notes, JSON.stringify([rest, findings]), () => [
      rest && h('li', { class: 'note note-rest', 'data-testid': `rest-${name}` },
        `上次传到 ${Math.floor((rest.sent / rest.size) * 100)}%。再选一次这个文件，就从那里接着传。 `,
        h('button', { type: 'button', class: 'link', 'data-testid': `forget-${name}`, onclick: () => { forgetSending(lesson, name); draw(); } }, '不传了')),
      findings.map((one) => h('li', { class: one.blocking ? 'note note-bad' : 'note', 'data-testid': `finding-${name}`, 'data-code': one.code }, one.message))]);
    const problem = item && item.problem;
    once(trouble, problem ? problem.detail : '', () => [problem && problemBox(problem, () => resume(itemOf(lesson, name)))]);
  }

  /** Shows a problem that is no item's. */
  function complain(problem) {
    drawn.set(trouble, null);
    refill(trouble, problemBox(problem));
  }

  function accept(file) {
    const rest = sendingOf(lesson, name);
    if (file.size === 0) {
      complain({ code: 'upload-empty', detail: '这个文件是空的，请重新选择。' });
      return;
    }
    if (rest && (rest.name !== file.name || rest.size !== file.size)) note(`这不是上次的“${rest.name}”，从头开始上传。`);
    send(lesson, name, file, where(part));
  }

  function chosen() {
    const file = input.files[0];
    input.value = '';
    if (file) accept(file);
  }

  async function removed() {
    try {
      await detach(name);
    } catch (error) {
      complain(asProblem(error));
    }
  }

  async function begun() {
    try {
      await post(`/jobs/${encodeURIComponent(part.file.job)}/${AGAIN[part.state][1]}`);
      changed();
    } catch (error) {
      complain(asProblem(error));
    }
  }

  function over(event) {
    if (!allowed.put || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    element.classList.add('part-over');
  }

  function left() {
    element.classList.remove('part-over');
  }

  function dropped(event) {
    left();
    if (!allowed.put) return;
    event.preventDefault();
    event.stopPropagation();
    const files = [...event.dataTransfer.files];
    if (files.length === 1) accept(files[0]);
    else if (files.length > 1) several(files);
  }

  return {
    element,
    draw,
    choose: () => input.click(),
    update(fresh, may) {
      part = fresh;
      allowed = may;
      draw();
    },
  };
}
