/** Choosing a place in the textbooks: a list of books, then the chapters of one. */
import { get, getOnce } from './api.js';
import { countsOf } from './counts.js';
import { h, icon } from './dom.js';
import { names } from './format.js';
import { asProblem, problemBox } from './notice.js';

const PAGE = 100;
const MANY = 30;
let shelf = null;

/** Every textbook, following the cursor; asked for once. */
function allTextbooks() {
  shelf ??= (async () => {
    const books = [];
    let cursor;
    do {
      const page = await get('/textbooks', { limit: PAGE, cursor });
      books.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return books;
  })();
  shelf.catch(() => { shelf = null; });
  return shelf;
}

export const treeOf = (textbook) => getOnce(`/textbooks/${encodeURIComponent(textbook)}/tree`);

/** The titles from the top of the tree down to a node, or null when the tree does not have it. */
export function pathTo(nodes, id) {
  for (const node of nodes || []) {
    if (node.id === id) return [node.title];
    const below = pathTo(node.children, id);
    if (below) return [node.title, ...below];
  }
  return null;
}

function taught(book, profile) {
  const subjects = (profile && profile.subjects) || [];
  return Boolean(profile && book.grade === profile.grade && subjects.includes(book.subject)
    && (!profile.edition || profile.edition === book.edition));
}

function bookLabel(book, nameOf) {
  const edition = nameOf('edition', book.edition);
  return edition && !book.title.includes(edition) ? `${book.title}（${edition}）` : book.title;
}

/** Options in groups by stage and subject, the teacher's own books first. */
function bookOptions(books, nameOf, profile) {
  const groups = new Map();
  for (const book of books) {
    const label = taught(book, profile) ? '我任教的' : `${nameOf('stage', book.stage)} · ${nameOf('subject', book.subject)}`;
    if (!groups.has(label)) groups.set(label, []);
    groups.get(label).push(h('option', { value: book.id }, bookLabel(book, nameOf)));
  }
  const mine = groups.get('我任教的');
  groups.delete('我任教的');
  return [...(mine ? [['我任教的', mine]] : []), ...groups]
    .map(([label, options]) => h('optgroup', { label }, options));
}

/**
 * A picker: `chosen({textbook, book, node, path})` after every choice.
 * Set it from outside with `set(textbook, node)`. With `counted`, chapters say how many lessons they have.
 */
export function createPicker({ testid, label, profile, chosen, counted = false }) {
  const field = `${testid}-field`;
  const select = h('select', { id: field, 'data-testid': testid });
  const filter = h('input', { type: 'search', class: 'picker-filter', placeholder: '输入教材名筛选，如：三年级 数学', 'aria-label': '筛选教材', hidden: true });
  const chapters = h('div', { class: 'chapters' });
  const element = h('div', { class: 'picker' }, h('label', { for: field }, label), filter, select, chapters);
  const open = new Set();
  let books = [];
  let nameOf = names(null);
  let state = { textbook: '', node: '' };
  let loaded = null;
  let counts = new Map();

  function fillSelect() {
    const words = filter.value.trim().split(/\s+/).filter(Boolean);
    const fits = (book) => book.id === state.textbook || words.every((word) => bookLabel(book, nameOf).includes(word));
    select.replaceChildren(h('option', { value: '' }, '请选择教材…'), ...bookOptions(books.filter(fits), nameOf, profile));
    select.value = state.textbook;
  }

  function load() {
    loaded ??= Promise.all([allTextbooks(), getOnce('/taxonomy')]).then(([all, taxonomy]) => {
      books = all;
      nameOf = names(taxonomy);
      filter.hidden = books.length < MANY;
      fillSelect();
    }).catch((error) => {
      loaded = null;
      chapters.replaceChildren(problemBox(asProblem(error), () => { chapters.replaceChildren(); showChapters(); }));
      throw error;
    });
    return loaded;
  }

  function tell(tree) {
    chosen({ ...state, book: books.find((one) => one.id === state.textbook) || null, path: (tree && pathTo(tree.chapters, state.node)) || [] });
  }

  function count(node) {
    const lessons = counts.get(node.id);
    return lessons === undefined ? null : h('span', { class: 'node-count' },
      h('span', { class: 'quiet' }, ','), String(lessons), h('span', { class: 'quiet' }, ' 课'));
  }

  function branch(nodes, tree, depth) {
    return h('ul', { class: depth ? 'branch' : 'branch branch-top' }, nodes.map((node) => {
      const children = node.children || [];
      const expanded = open.has(node.id);
      const body = h('li');
      const row = h('div', { class: 'node-row' },
        children.length > 0
          ? h('button', {
            type: 'button', class: 'node-fold', 'aria-expanded': String(expanded), 'aria-label': `${expanded ? '收起' : '展开'} ${node.title}`,
            'data-testid': `fold-${node.id}`,
            onclick: () => { if (!open.delete(node.id)) open.add(node.id); draw(tree); },
          }, icon('chevron'))
          : h('span', { class: 'node-leaf' }),
        h('button', {
          type: 'button', class: 'node', 'aria-pressed': String(state.node === node.id), 'data-testid': `node-${node.id}`,
          onclick: () => {
            state.node = state.node === node.id ? '' : node.id;
            if (children.length) open.add(node.id);
            draw(tree);
            tell(tree);
          },
        }, h('span', { class: 'node-title' }, node.title, node.page ? h('span', { class: 'node-page' }, `第 ${node.page} 页`) : null), count(node)));
      body.append(row);
      if (expanded && children.length) body.append(branch(children, tree, depth + 1));
      return body;
    }));
  }

  function draw(tree) {
    const focused = document.activeElement && chapters.contains(document.activeElement) && document.activeElement.dataset.testid;
    chapters.replaceChildren(branch(tree.chapters || [], tree, 0));
    if (focused) {
      const again = [...chapters.querySelectorAll('button')].find((one) => one.dataset.testid === focused);
      if (again) again.focus({ preventScroll: true });
    }
  }

  /** Opens every node above the chosen one. */
  function reveal(nodes) {
    for (const node of nodes || []) {
      if (pathTo(node.children, state.node)) {
        open.add(node.id);
        reveal(node.children);
      }
    }
  }

  async function showChapters() {
    const wanted = state.textbook;
    if (!wanted) {
      chapters.replaceChildren();
      return null;
    }
    chapters.replaceChildren(h('p', { class: 'hint' }, '正在载入目录…'));
    try {
      const tree = await treeOf(wanted);
      if (state.textbook !== wanted) return null;
      reveal(tree.chapters);
      counts = new Map();
      draw(tree);
      scrollToChosen();
      if (counted) showCounts(tree);
      return tree;
    } catch (error) {
      chapters.replaceChildren(problemBox(asProblem(error), showChapters));
      return null;
    }
  }

  /** Only the list of chapters scrolls, never the page. */
  function scrollToChosen() {
    const chosenNode = chapters.querySelector('[aria-pressed=true]');
    if (chosenNode) chapters.scrollTop += chosenNode.getBoundingClientRect().top - chapters.getBoundingClientRect().top - chapters.clientHeight / 3;
  }

  async function showCounts(tree) {
    const known = await countsOf(tree.id);
    if (state.textbook !== tree.id || known.size === 0) return;
    counts = known;
    draw(tree);
  }

  select.addEventListener('change', async () => {
    state = { textbook: select.value, node: '' };
    open.clear();
    const tree = showChapters();
    tell(null);
    await tree;
  });
  filter.addEventListener('input', fillSelect);

  return {
    element,
    load,
    /** Shows a choice made elsewhere, without telling about it. */
    async set(textbook = '', node = '') {
      const same = state.textbook === textbook && state.node === node && chapters.firstChild;
      state = { textbook, node };
      if (same) return;
      await load().then(() => { select.value = textbook; return showChapters(); }).catch(() => {});
    },
  };
}
