/** Finding lessons: the state in the address bar, the query, and the list of hits. */
import { get, getOnce } from './api.js';
import { card } from './card.js';
import { demandForm } from './demand.js';
import { h, icon, refill } from './dom.js';
import { chip, createFacets, FACETS } from './facets.js';
import { names } from './format.js';
import { ASK, guidance } from './ladder.js';
import { worthMarking } from './marks.js';
import { postersWanted, rememberPosters } from './memory.js';
import { asProblem, isCancelled, problemBox } from './notice.js';
import { createSearchBox } from './searchbox.js';
import { createPicker, pathTo, treeOf } from './tree.js';
import { createWhy, reasonsOf } from './why.js';

const PAGE = 20;
const SORTS = { relevance: '最相关', newest: '最新发布' };

/** The search that an address describes. */
export function readState(search) {
  const params = new URLSearchParams(search);
  const filters = {};
  for (const facet of Object.keys(FACETS)) {
    const values = [...new Set(params.getAll(facet).filter(Boolean))];
    if (values.length) filters[facet] = values;
  }
  return {
    q: params.get('q') || '', filters,
    textbook: params.get('textbook') || '', node: params.get('node') || '',
    sort: params.get('sort') in SORTS ? params.get('sort') : 'relevance',
  };
}

/** The address of a search; what is not set does not appear. */
export function writeState({ q, filters, textbook, node, sort }) {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  for (const facet of Object.keys(FACETS)) for (const value of filters[facet] || []) params.append(facet, value);
  if (textbook) params.set('textbook', textbook);
  if (node) params.set('node', node);
  if (sort !== 'relevance') params.set('sort', sort);
  const text = params.toString();
  return text && `?${text}`;
}

/** The search view; `go(search)` is asked to change the address, `show(search)` follows it. */
export function createSearch(root, me, go) {
  let state = readState('');
  let shown = null;
  let next = null;
  let latest = null;
  let reasons = new Map();
  let counted = null;
  let running = null;
  let nameOf = names(null);

  const change = (part) => go(writeState({ ...state, ...part }));
  const facets = createFacets({
    toggle(facet, value) {
      const before = state.filters[facet] || [];
      const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
      change({ filters: { ...state.filters, [facet]: after } });
    },
  });
  const picker = createPicker({
    testid: 'textbook-select', label: '教材', profile: me.profile, counted: true,
    chosen: ({ textbook, node }) => change({ textbook, node }),
  });

  const box = createSearchBox((q) => change({ q }));
  const total = h('p', { class: 'total', role: 'status', 'data-testid': 'search-total' });
  const mine = h('div', { class: 'taught' });
  const sort = h('select', { 'aria-label': '排序', 'data-testid': 'search-sort', onchange: () => change({ sort: sort.value }) },
    Object.entries(SORTS).map(([value, text]) => h('option', { value }, text)));
  const posters = h('input', { type: 'checkbox', onchange: () => { rememberPosters(posters.checked); if (latest) again(); } });
  posters.checked = postersWanted();
  const chips = h('div', { class: 'chips' });
  const list = h('ol', { class: 'hits' });
  const foot = h('div', { class: 'foot' });
  const trouble = h('div', { class: 'trouble-row' });
  const guide = h('div', { class: 'guide' });
  const groups = h('div', { class: 'facets' });
  const books = h('details', { class: 'facet-group books' },
    h('summary', { 'data-testid': 'browse-textbooks' }, icon('chevron'), '按教材目录'), picker.element);
  books.addEventListener('toggle', () => { if (books.open) picker.set(state.textbook, state.node); });
  const seeResults = h('button', { type: 'button', class: 'button button-main side-done', onclick: () => { filterButton.click(); filterButton.focus(); } }, '查看结果');
  const side = h('aside', { class: 'side', 'aria-label': '筛选' }, books, groups, seeResults);
  const filterButton = h('button', {
    type: 'button', class: 'button filter-button', 'aria-expanded': 'false', 'data-testid': 'filters-toggle',
    onclick: () => filterButton.setAttribute('aria-expanded', String(side.classList.toggle('side-open'))),
  }, icon('filter'), h('span', null, '筛选'));

  root.replaceChildren(
    h('div', { class: 'search-top' }, h('div', { class: 'search-top-in' }, h('h1', { class: 'quiet' }, '找课'), box.element)),
    h('div', { class: 'columns' }, side,
      h('section', { class: 'results', 'aria-label': '搜索结果' },
        h('div', { class: 'toolbar' }, total, mine, filterButton,
          h('label', { class: 'check' }, posters, '显示封面'), sort),
        chips, trouble, guide, list, foot)));

  getOnce('/taxonomy').then((taxonomy) => { nameOf = names(taxonomy); facets.learnOrder(taxonomy); if (latest) again(); }).catch(() => {});

  const hrefOf = (hit) => `${location.pathname}${writeState(state)}#lesson/${encodeURIComponent(hit.id)}`;
  const rows = (items) => items.map((hit) => card(hit, { nameOf, href: hrefOf(hit), found: worthMarking(hit.highlights, state.q), why: whyOf(hit) }));
  const selectedCount = () => Object.values(state.filters).flat().length + (state.textbook || state.node ? 1 : 0);

  /** Only words have to be explained, and only a hit of the words themselves or of a part of them. */
  function whyOf(hit) {
    return state.q && latest.rung !== 'node' ? createWhy(hit, () => reasons.get(hit.id)(hit.id)) : null;
  }

  function learnReasons(items, cursor, signal) {
    const question = { ...query(cursor), explain: true };
    const ofPage = reasonsOf(() => get('/lessons', question, { signal }));
    for (const hit of items) reasons.set(hit.id, ofPage);
  }

  function again() {
    refill(list, rows(latest.items));
    refill(guide, guidance(latest, state.node, (q) => location.pathname + writeState({ ...state, q })));
    drawTotal();
    drawSide();
  }

  function drawSide() {
    refill(groups, facets.groups(counted, state.filters, drawSide));
    drawChips();
  }

  function drawChips() {
    const place = h('span');
    const one = facets.chips(state.filters);
    if (state.textbook || state.node) one.push(place);
    refill(chips, one, one.length > 0 && h('button', {
      type: 'button', class: 'link', 'data-testid': 'clear-filters', onclick: () => change({ filters: {}, textbook: '', node: '' }),
    }, '全部清除'));
    const count = selectedCount();
    filterButton.lastChild.textContent = count ? `筛选（${count}）` : '筛选';
    if (state.textbook) namePlace(place);
    else if (state.node) place.replaceWith(chip('node', '章节', state.node, () => change({ node: '' })));
  }

  async function namePlace(place) {
    const { textbook, node } = state;
    const label = (book, section) => chip('textbook', '教材', section ? `${book} › ${section}` : book, () => change({ textbook: '', node: '' }));
    try {
      const tree = await treeOf(textbook);
      const path = node && pathTo(tree.chapters, node);
      place.replaceWith(label(tree.title || textbook, path && path[path.length - 1]));
    } catch {
      place.replaceWith(label(textbook, node));
    }
  }

  /** The filters for what the teacher teaches, as her profile says; a field that it does not name is left open. */
  function taughtFilters() {
    const { edition, grade, subjects = [] } = me.profile || {};
    return Object.fromEntries(Object.entries({ edition: [edition], grade: [grade], subject: subjects })
      .map(([facet, values]) => [facet, values.filter(Boolean)]).filter(([, values]) => values.length));
  }

  function drawTotal() {
    const filters = taughtFilters();
    const taught = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => nameOf(facet, value))).join(' ');
    const offer = taught && latest.total > 0 && !latest.rung && selectedCount() === 0;
    refill(total, h('b', null, String(latest.total)), ' 课');
    refill(mine, offer && h('button', { type: 'button', class: 'button', 'data-testid': 'taught-only', onclick: () => change({ filters }) }, `只看我任教的：${taught}`));
  }

  function query(cursor) {
    return { q: state.q, ...state.filters, textbook: state.textbook, node: state.node, sort: state.sort, limit: PAGE, cursor };
  }

  function emptyNote() {
    const narrowed = selectedCount() > 0;
    return h('div', { class: 'empty', 'data-testid': 'search-empty' },
      h('p', { class: 'empty-title' }, '没有找到这样的课'),
      h('p', null, narrowed ? '可以取消上面的一两个条件，或者换个说法再找。' : '换个说法，或按教材目录找。'),
      narrowed
        ? h('button', { type: 'button', class: 'button', onclick: () => change({ filters: {}, textbook: '', node: '' }) }, '清除全部条件')
        : h('button', { type: 'button', class: 'button', 'data-testid': 'empty-browse', onclick: browse }, '按教材目录找'),
      latest.rung === ASK && (state.q || state.node) && demandForm(state));
  }

  function browse() {
    if (!side.classList.contains('side-open')) filterButton.click();
    books.open = true;
    books.firstChild.focus();
  }

  function drawFoot() {
    foot.replaceChildren();
    if (latest.items.length === 0) foot.append(emptyNote());
    else if (next) {
      foot.append(h('button', { type: 'button', class: 'button', 'data-testid': 'load-more', onclick: more }, '载入更多'));
    }
  }

  async function run() {
    shown = writeState(state);
    if (running) running.abort();
    const control = new AbortController();
    running = control;
    root.setAttribute('aria-busy', 'true');
    trouble.replaceChildren();
    try {
      const answer = await get('/lessons', query(), { signal: control.signal });
      if (control.signal.aborted) return;
      latest = answer;
      counted = answer.facets;
      next = answer.next;
      facets.learn(answer.facets);
      reasons = new Map();
      learnReasons(answer.items, undefined, control.signal);
      seeResults.textContent = `查看 ${answer.total} 课`;
      again();
      drawFoot();
    } catch (error) {
      if (isCancelled(error) || control.signal.aborted) return;
      latest = null;
      trouble.replaceChildren(problemBox(asProblem(error), run));
      total.textContent = '';
      mine.replaceChildren();
      guide.replaceChildren();
      list.replaceChildren();
      foot.replaceChildren();
    } finally {
      if (running === control) root.removeAttribute('aria-busy');
    }
  }

  async function more(event) {
    const button = event.currentTarget;
    const control = running;
    button.disabled = true;
    button.textContent = '正在载入…';
    try {
      const cursor = next;
      const answer = await get('/lessons', query(cursor), { signal: control.signal });
      if (control !== running) return;
      learnReasons(answer.items, cursor, control.signal);
      const first = list.children.length;
      latest.items.push(...answer.items);
      next = answer.next;
      list.append(...rows(answer.items));
      drawFoot();
      const link = list.children[first] && list.children[first].querySelector('a');
      if (link) link.focus({ preventScroll: true });
    } catch (error) {
      if (isCancelled(error)) return;
      foot.replaceChildren(problemBox(asProblem(error), () => { drawFoot(); foot.querySelector('button').click(); }));
    }
  }

  return {
    /** Follows the address; asks the server, and answers true, only when the search really changed. */
    show(search) {
      state = readState(search);
      const key = writeState(state);
      box.set(state.q, shown !== key);
      sort.value = state.sort;
      if (state.textbook) books.open = true;
      if (books.open) picker.set(state.textbook, state.node);
      if (shown === key) return false;
      if (!latest) total.textContent = '正在找课…';
      if (!side.classList.contains('side-open')) scrollTo(0, 0);
      drawSide();
      run();
      return true;
    },
    stop() { if (running) running.abort(); },
  };
}
