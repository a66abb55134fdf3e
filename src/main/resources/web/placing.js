/** Several files chosen or dropped at once: which part each of them is, asked only where its name does not tell. */
import { h } from './dom.js';
import { megabytes } from './format.js';
import { itemOf, send } from './queue.js';

const FILM = /\.(mp4|mkv|flv|avi|wmv|mov|mpe?g|ts|webm|m4v|3gp)$/i;
/** What file names say; the first that fits counts. */
const WORDS = [
  ['exercises', /作业|练习|习题|试卷|检测|exercise/i],
  ['tasks', /任务单|导学案|学案|task/i],
  ['plan', /教学设计|实验设计|教案|备课|plan/i],
  ['slides', /课件|幻灯|slide|\.(pptx?|odp|key)$/i],
];

/** The part that a file most likely is, or an empty text. */
function guess(file) {
  if (file.type.startsWith('video/') || FILM.test(file.name)) return 'video';
  const found = WORDS.find(([, words]) => words.test(file.name));
  return found ? found[0] : '';
}

/** Sends files for the parts of a lesson; `root` shows those whose place has to be asked for. */
export function createPlacing(lesson, root, where) {
  let bundle = null;
  let unplaced = [];

  const isFree = (name) => {
    const part = bundle.parts.find((one) => one.part === name);
    return Boolean(part) && !part.file && !itemOf(lesson, name);
  };

  function place(files) {
    const asked = [];
    for (const file of files) {
      const name = guess(file);
      if (file.size > 0 && name && isFree(name)) put(name, file);
      else asked.push(file);
    }
    unplaced = [...unplaced, ...asked];
    draw();
    const first = root.querySelector('select');
    if (first) first.focus();
  }

  const put = (name, file) => send(lesson, name, file, where(bundle.parts.find((one) => one.part === name)));

  function draw() {
    root.hidden = unplaced.length === 0;
    root.replaceChildren(...(root.hidden ? [] : [
      h('p', { class: 'placing-title' }, '这些文件是哪一份材料？'),
      h('ul', null, unplaced.map(row)),
    ]));
  }

  function row(file) {
    const guessed = guess(file);
    const select = h('select', { 'aria-label': `${file.name} 是`, 'data-testid': 'placing-part' },
      h('option', { value: '' }, '请选择…'),
      bundle.parts.map((part) => h('option', { value: part.part }, part.file ? `${part.title}（更换）` : part.title)));
    if (bundle.parts.some((part) => part.part === guessed)) select.value = guessed;
    const done = () => {
      unplaced = unplaced.filter((one) => one !== file);
      draw();
    };
    const empty = file.size === 0;
    return h('li', { class: 'placing-row' },
      h('span', { class: 'placing-name' }, `${file.name} · ${megabytes(file.size)}`),
      empty ? h('span', { class: 'note note-bad' }, '文件是空的') : select,
      !empty && h('button', { type: 'button', class: 'button', 'data-testid': 'placing-send', onclick: () => { if (select.value) { put(select.value, file); done(); } else select.focus(); } }, '上传'),
      h('button', { type: 'button', class: 'link', 'aria-label': `不传 ${file.name}`, onclick: done }, '不传'));
  }

  return { place, update: (fresh) => { bundle = fresh; } };
}
