/** The files of a lesson beside its film: what each costs, its pages to look at, and fetching it. */
import { get } from './api.js';
import { h, icon } from './dom.js';
import { kilobytes, megabytes, PART_ORDER, partName } from './format.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';

const FILM = 'video';

/** The card of materials; `open(part, page)` shows one at once. */
export function createMaterial(lesson, path, signal) {
  const has = lesson.parts || {};
  const order = [...PART_ORDER, ...Object.keys(has).filter((part) => !PART_ORDER.includes(part))];
  const missing = order.filter((part) => !has[part]).map(partName);
  const rows = order.filter((part) => has[part]).map((part) => createRow(part, has[part], `${path}/parts/${part}`, signal));
  return {
    element: h('section', { class: 'card', 'data-testid': 'lesson-parts' },
      h('h2', null, '课程材料'),
      h('ul', { class: 'parts' }, rows.map((row) => row.element)),
      missing.length > 0 && h('p', { class: 'hint' }, `未提供：${missing.join('、')}`)),
    open: (part, page) => rows.filter((row) => row.part === part).forEach((row) => row.open(page)),
  };
}

function createRow(part, file, path, signal) {
  const read = () => get(path, null, { signal });
  const panel = h('div', { class: 'leaves', id: `leaves-${part}`, hidden: true });
  const look = h('button', {
    type: 'button', class: 'link', 'aria-expanded': 'false', 'aria-controls': panel.id,
    'aria-label': `预览${partName(part)}`, 'data-testid': `look-${part}`, onclick: toggle,
  }, '预览');
  const take = h('button', {
    type: 'button', class: 'link', 'aria-label': `下载${partName(part)}，${megabytes(file.bytes)}`,
    'data-testid': `fetch-${part}`, onclick: download,
  }, `下载 ${megabytes(file.bytes)}`);
  let shown = null;

  async function download() {
    try {
      const { download: url, error } = await read();
      if (url) h('a', { href: url, download: file.name }).click();
      else note(error ? error.message : '这份材料不能下载。', 'bad');
    } catch (error) {
      if (!isCancelled(error)) note(asProblem(error).detail, 'bad');
    }
  }

  async function show() {
    panel.hidden = false;
    look.setAttribute('aria-expanded', 'true');
    if (shown) return shown;
    panel.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在打开…'));
    try {
      shown = await read();
      panel.replaceChildren(...inside(shown, partName(part)));
      if (shown.state === 'processing') shown = null;
    } catch (error) {
      if (!isCancelled(error)) panel.replaceChildren(problemBox(asProblem(error), show));
    }
    return shown;
  }

  function toggle() {
    if (panel.hidden) {
      show();
      return;
    }
    panel.hidden = true;
    look.setAttribute('aria-expanded', 'false');
  }

  return {
    part,
    element: h('li', null, icon('file'),
      h('div', null,
        h('span', { class: 'part-kind' }, partName(part)),
        h('span', { class: 'part-file' }, file.name || partName(part)),
        part === FILM ? h('span', { class: 'part-size' }, megabytes(file.bytes)) : h('p', { class: 'part-do' }, look, take),
        panel)),
    async open(page) {
      const view = await show();
      const index = view ? view.previews.findIndex((one) => one.page === page) : -1;
      if (index >= 0) showLeaf(view.previews, index, partName(part));
    },
  };
}

/** What there is to see of a part. */
function inside(view, name) {
  if (view.error) return [h('p', { class: 'hint' }, view.error.message)];
  if (view.state === 'processing') return [h('p', { class: 'hint' }, '正在处理，请稍后再看；现在就可以下载。')];
  const { previews, entries } = view;
  const small = previews.reduce((sum, one) => sum + one.small.bytes, 0);
  const about = [view.pages && `共 ${view.pages} 页`, previews.length > 0 && `小图 ${kilobytes(small)}`].filter(Boolean).join(' · ');
  const nothing = previews.length === 0 && entries.length === 0 && view.findings.length === 0;
  return [
    about && h('p', { class: 'hint' }, about),
    ...view.findings.map((finding) => h('p', { class: 'hint' }, finding.message)),
    nothing && h('p', { class: 'hint' }, '这种文件不能在网页里预览，请下载查看。'),
    previews.length > 0 && h('ol', { class: 'leaf-list' }, previews.map((one, index) => leaf(one, () => showLeaf(previews, index, name), name))),
    entries.length > 0 && h('ul', { class: 'entries' }, entries.map((entry) => h('li', null, h('span', null, entry.name), h('span', { class: 'part-size' }, kilobytes(entry.bytes))))),
  ].filter(Boolean);
}

function leaf({ page, small }, onclick, name) {
  return h('li', null, h('button', { type: 'button', class: 'leaf', onclick, 'data-testid': `leaf-${page}`, 'aria-label': `${name}第 ${page} 页` },
    h('img', { src: small.url, alt: '', loading: 'lazy', decoding: 'async', width: small.width, height: small.height }),
    h('span', null, page)));
}

/** One page as large as the screen allows, and the way to its neighbours. */
function showLeaf(previews, first, name) {
  let index = first;
  const picture = h('img', { alt: '', 'data-testid': 'leaf-open' });
  const title = h('p', { class: 'leaf-title', role: 'status', 'data-testid': 'leaf-title' });
  const before = h('button', { type: 'button', class: 'button', onclick: () => turn(-1) }, '上一页');
  const after = h('button', { type: 'button', class: 'button', onclick: () => turn(1), 'data-testid': 'leaf-next' }, '下一页');
  const close = h('button', { type: 'button', class: 'button', onclick: () => dialog.close(), 'data-testid': 'leaf-close' }, '关闭');
  const dialog = h('dialog', { class: 'leaf-dialog', 'aria-label': name, onclose: () => dialog.remove(), onkeydown: key },
    picture, h('div', { class: 'leaf-bar' }, before, title, after, close));

  function turn(step) {
    index = Math.min(Math.max(index + step, 0), previews.length - 1);
    const { page, large } = previews[index];
    picture.src = large.url;
    picture.alt = `${name}第 ${page} 页`;
    picture.width = large.width;
    picture.height = large.height;
    title.textContent = `第 ${page} 页 · ${kilobytes(large.bytes)}`;
    before.disabled = index === 0;
    after.disabled = index === previews.length - 1;
  }

  function key(event) {
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') turn(-1);
    if (event.key === 'ArrowRight' || event.key === 'PageDown') turn(1);
  }

  turn(0);
  document.body.append(dialog);
  dialog.showModal();
}
