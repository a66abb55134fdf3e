/** The facet sidebar and the chips of what is selected. */
import { h, icon } from './dom.js';
import { inOrder, names } from './format.js';

export const FACETS = { media: '视频', stage: '学段', subject: '学科', edition: '版本', grade: '年级', volume: '册次', section: '栏目' };
const SHORT = 8;
const MEDIA_NAMES = { video: '可播放' };
/** Offered even when nothing matches, so that the groups below stay under the pointer. */
const ALWAYS = { media: ['video'] };

/** Remembers names, open groups and long lists from one answer to the next. */
export function createFacets({ toggle }) {
  const known = new Map();
  const closed = new Set();
  let taxonomy = null;
  const long = new Set();
  const nameOf = (facet, value) => (facet === 'media' && MEDIA_NAMES[value]) || known.get(`${facet}/${value}`) || names(taxonomy)(facet, value);

  function learn(facets) {
    for (const [facet, values] of Object.entries(facets || {})) {
      for (const one of values) if (one.name) known.set(`${facet}/${one.value}`, one.name);
    }
  }

  /** Values to offer: what the server counted, and every selected value even when nothing matches it. */
  function offered(facet, values, selected) {
    const counted = values.filter((one) => one.count > 0 || selected.includes(one.value));
    const missing = [...selected, ...(ALWAYS[facet] || [])].filter((value, index, all) =>
      all.indexOf(value) === index && !counted.some((one) => one.value === value));
    return inOrder(taxonomy, facet, [...counted, ...missing.map((value) => ({ value, count: 0 }))]);
  }

  function option(facet, one, selected) {
    const box = h('input', { type: 'checkbox', onchange: () => toggle(facet, one.value) });
    box.checked = selected.includes(one.value);
    return h('li', null, h('label', { class: 'facet', 'data-testid': `facet-${facet}-${one.value}` },
      box, h('span', { class: 'facet-name' }, nameOf(facet, one.value)),
      h('span', { class: 'facet-count' }, h('span', { class: 'quiet' }, ','), String(one.count), h('span', { class: 'quiet' }, ' 课'))));
  }

  function group(facet, facets, selected, again) {
    const values = offered(facet, (facets && facets[facet]) || [], selected);
    if (values.length === 0) return null;
    const shown = long.has(facet) ? values : values.filter((one, index) => index < SHORT || selected.includes(one.value));
    const details = h('details', { open: !closed.has(facet), class: 'facet-group' },
      h('summary', null, icon('chevron'), FACETS[facet], selected.length > 0 && h('span', { class: 'dot' }, String(selected.length))),
      h('ul', null, shown.map((one) => option(facet, one, selected))),
      shown.length < values.length && h('button', {
        type: 'button', class: 'link facet-more', onclick: () => { long.add(facet); again(); },
      }, `展开全部 ${values.length} 项`));
    details.addEventListener('toggle', () => (details.open ? closed.delete(facet) : closed.add(facet)));
    return details;
  }

  return {
    learn,
    learnOrder(terms) { taxonomy = terms; },
    groups: (facets, filters, again) =>
      Object.keys(FACETS).map((facet) => group(facet, facets, filters[facet] || [], again)),
    chips: (filters) => Object.keys(FACETS).flatMap((facet) => (filters[facet] || []).map((value) =>
      chip(`${facet}-${value}`, FACETS[facet], nameOf(facet, value), () => toggle(facet, value)))),
  };
}

export function chip(id, facet, name, drop) {
  return h('button', { type: 'button', class: 'chip', 'data-testid': `chip-${id}`, 'aria-label': `取消${facet}：${name}`, onclick: drop },
    h('span', { class: 'chip-facet' }, facet), h('span', { class: 'chip-name' }, name), icon('close'));
}
