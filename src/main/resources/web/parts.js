/** The files of a lesson: choosing, sending with progress, attaching, taking away. */
import { h, icon } from './dom.js';
import { megabytes, PART_ORDER, partName } from './format.js';
import { asProblem, isCancelled, problemBox } from './notice.js';
import { upload } from './upload.js';

const ACCEPT = { video: 'video/*,.mkv,.flv,.avi,.wmv,.mov,.mp4,.mpg,.mpeg,.ts,.webm' };
const HINTS = { video: '横屏 16:9，建议 1080p；小学 10–15 分钟，中学 15–20 分钟，不超过 1 GB。' };
const sending = new Set();

addEventListener('beforeunload', (event) => {
  if (sending.size > 0) event.preventDefault();
});

/**
 * The list of parts; `attach(part, upload, file)` binds a stored upload to the lesson,
 * `detach(part)` removes a part; `below` is shown under the video. Rows under way survive `update(lesson)`.
 */
export function createParts({ attach, detach, below }) {
  const rows = PART_ORDER.map((part) => createRow(part, attach, detach));
  rows[0].element.append(below);
  return {
    element: h('ul', { class: 'files' }, rows.map((row) => row.element)),
    update: (lesson) => rows.forEach((row) => row.update((lesson.parts || {})[row.part])),
    stop: () => rows.forEach((row) => row.stop()),
  };
}

function createRow(part, attach, detach) {
  const main = part === 'video';
  let control = null;
  const state = h('p', { class: 'file-name' });
  const input = h('input', { type: 'file', class: 'quiet', accept: ACCEPT[part], 'aria-label': `选择${partName(part)}文件`, 'data-testid': main ? 'curator-file' : `curator-file-${part}`, onchange: chosen });
  const chooseText = h('span');
  const choose = h('label', { class: 'button file-choose' }, input, icon('upload'), chooseText);
  const take = h('button', { type: 'button', class: 'link link-bad', onclick: removed, hidden: true }, '移除');
  const bar = h('progress', { max: 100, value: 0, 'aria-label': `${partName(part)}上传进度`, 'data-testid': main ? 'curator-progress' : `curator-progress-${part}` });
  const percent = h('span', { class: 'file-percent' });
  const cancel = h('button', { type: 'button', class: 'link', onclick: () => control && control.abort() }, '取消');
  const sendingRow = h('div', { class: 'sending', hidden: true }, bar, percent, cancel);
  const trouble = h('div');
  const element = h('li', { class: main ? 'file file-main' : 'file' },
    h('div', { class: 'file-head' },
      h('div', { class: 'file-text' }, h('h3', null, partName(part)), state, HINTS[part] && h('p', { class: 'hint' }, HINTS[part])),
      h('div', { class: 'file-actions' }, take, choose)),
    sendingRow, trouble);

  function sent(loaded, total) {
    const share = total ? Math.floor((loaded / total) * 100) : 0;
    bar.value = share;
    percent.textContent = `${share}% · ${megabytes(loaded)} / ${megabytes(total)}`;
  }

  async function send(file) {
    control = new AbortController();
    sending.add(element);
    trouble.replaceChildren();
    sendingRow.hidden = false;
    choose.classList.add('off');
    input.disabled = true;
    sent(0, file.size);
    try {
      const stored = await upload(file, sent, control.signal);
      percent.textContent = '已传完，正在保存…';
      await attach(part, stored, file);
    } catch (error) {
      if (!isCancelled(error) && error.code !== 'cancelled') trouble.replaceChildren(problemBox(asProblem(error), () => send(file)));
    } finally {
      sending.delete(element);
      sendingRow.hidden = true;
      choose.classList.remove('off');
      input.disabled = false;
    }
  }

  function chosen() {
    const file = input.files[0];
    input.value = '';
    if (!file) return;
    if (file.size === 0) trouble.replaceChildren(problemBox({ code: 'upload-empty', detail: '这个文件是空的，请重新选择。' }));
    else send(file);
  }

  async function removed() {
    trouble.replaceChildren();
    try {
      await detach(part);
    } catch (error) {
      trouble.replaceChildren(problemBox(asProblem(error)));
    }
  }

  return {
    part,
    element,
    update(file) {
      state.textContent = file ? [file.name || '已上传', file.bytes && megabytes(file.bytes)].filter(Boolean).join(' · ') : '还没有文件';
      state.classList.toggle('file-has', Boolean(file));
      chooseText.textContent = file ? '更换文件' : '选择文件';
      take.hidden = !file;
    },
    stop: () => control && control.abort(),
  };
}
