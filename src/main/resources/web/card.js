/** One search hit: what it is, who teaches it, what it costs. */
import { h } from './dom.js';
import { clock, kindName, mediaBadge, megabytes, partName } from './format.js';
import { foundIn, marked } from './marks.js';
import { postersWanted } from './memory.js';

const TONES = 4;

/** A still picture of the lesson, or a quiet tile with the subject's first character. */
export function poster(hit, subjectName) {
  const media = hit.media;
  const tile = () => h('span', { class: `tile tone-${toneOf(hit.subject || '')}`, 'aria-hidden': 'true' }, (subjectName || hit.title || '课').slice(0, 1));
  const frame = h('span', { class: 'poster' });
  if (media && media.poster && postersWanted()) {
    const image = h('img', { src: media.poster, alt: '', loading: 'lazy', decoding: 'async', width: 320, height: 180 });
    image.addEventListener('error', () => image.replaceWith(tile()));
    frame.append(image);
  } else {
    frame.append(tile());
  }
  if (media && media.durationSeconds) {
    frame.append(h('span', { class: 'poster-time' }, h('span', { class: 'quiet' }, '时长 '), clock(media.durationSeconds)));
  }
  return frame;
}

function toneOf(text) {
  let sum = 0;
  for (const character of text) sum += character.codePointAt(0);
  return sum % TONES;
}

function cost(label, rendition, main) {
  if (!rendition || !rendition.bytes) return null;
  const kind = kindName(rendition.kind);
  return h('div', { class: main ? 'cost cost-main' : 'cost' },
    h('dt', null, label), h('dd', null, megabytes(rendition.bytes), kind && h('span', { class: 'cost-kind' }, kind)));
}

/** The two sizes every hit states: the cheapest way to take it, and the one we would pick. */
export function costs(media) {
  if (!media || media.state !== 'playable') return null;
  return h('dl', { class: 'costs' }, cost('最省', media.smallest, false), cost('推荐', media.recommended, true));
}

export const pathText = (path) => (path || []).join(' › ');

function markedPath(path, found) {
  return (path || []).flatMap((title, index) => [index > 0 && ' › ', marked(title, foundIn(title, found))]);
}

/** Keywords that were found. */
function markedKeywords(keywords, found) {
  const named = (keywords || []).filter((word) => foundIn(word, found));
  return named.length > 0 && h('p', { class: 'hit-words' }, '关键词：', named.flatMap((word, index) => [index > 0 && '、', marked(word, foundIn(word, found))]));
}

/** The page of a file or the second of the film that says what was looked for; a page can be opened. */
function saidAt({ part, kind, place, text }, href) {
  const where = kind === 'page'
    ? h('a', { class: 'hit-page', href: `${href}/${part}/${place}` }, `${partName(part)}第 ${place} 页`)
    : h('b', null, clock(place));
  return h('p', { class: 'hit-about' }, where, `　${text}`);
}

/** `found` are the finds by field; `why` is the button that explains the hit and the list that it shows, if there is anything to explain. */
export function card(hit, { nameOf, href, found = {}, why }) {
  const trouble = mediaBadge(hit.media);
  const { title, description, keywords, path } = found;
  const place = ['edition', 'subject', 'grade', 'volume'].map((facet) => hit[facet] && nameOf(facet, hit[facet])).filter(Boolean).join(' ');
  return h('li', { class: 'hit', 'data-testid': 'lesson-card', 'data-lesson': hit.id },
    poster(hit, nameOf('subject', hit.subject)),
    h('div', { class: 'hit-text' },
      h('h3', null, h('a', { href, class: 'hit-link' }, marked(hit.title, title && title[0])),
        trouble && h('span', { class: `badge badge-${trouble.kind}` }, trouble.text)),
      h('p', { class: 'hit-path' }, place && h('b', null, place), markedPath(hit.path, path)),
      hit.description && h('p', { class: 'hit-about' }, marked(hit.description, description && description[0])),
      hit.said && hit.said.length > 0 && saidAt(hit.said[0], href),
      !title && !path && markedKeywords(hit.keywords, keywords),
      h('p', { class: 'hit-who' }, h('span', null, [hit.teacher, hit.schoolName].filter(Boolean).join(' · ')), why && why.button),
      why && why.list),
    costs(hit.media));
}
