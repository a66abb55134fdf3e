/** Marking the words that were found: the server says where, the page makes the elements. */
import { h } from './dom.js';

/**
 * The finds worth showing, by field: a character that stands alone says nothing, unless it is a word of the search.
 */
export function worthMarking(highlights, words) {
  const sought = words.normalize('NFKC').split(/\s+/);
  const worth = ({ text, ranges }) => ({
    text, ranges: ranges.filter(({ start, end }) => end - start > 1 || sought.includes(text.slice(start, end))),
  });
  return Object.fromEntries(Object.entries(highlights || {}).map(([field, finds]) =>
    [field, finds.map(worth).filter((one) => one.ranges.length > 0)]).filter(([, finds]) => finds.length > 0));
}

/**
 * The part of a field that the server marked, with what tells that something was left out before or after.
 * The server searches simplified characters of usual width; the field's own are shown wherever they
 * correspond one to one.
 */
function excerpt(field, { text }) {
  if (field.length === text.length) return { shown: field, before: '', after: '' };
  const usual = field.normalize('NFKC');
  const at = usual.indexOf(text);
  if (at < 0) return { shown: text, before: '', after: '' };
  const shown = usual.length === field.length ? field.slice(at, at + text.length) : text;
  return { shown, before: at > 0 ? '…' : '', after: at + text.length < usual.length ? '…' : '' };
}

/** A field as text and `mark` elements. */
export function marked(field, found) {
  if (!found) return [field];
  const { shown, before, after } = excerpt(field, found);
  const pieces = [before];
  let done = 0;
  for (const { start, end } of found.ranges) {
    pieces.push(shown.slice(done, start), h('mark', null, shown.slice(start, end)));
    done = end;
  }
  pieces.push(shown.slice(done), after);
  return pieces.filter(Boolean);
}

/** What was found in one of several values of a field. */
export const foundIn = (value, finds) => (finds || []).find((one) => one.text === value.normalize('NFKC'));
