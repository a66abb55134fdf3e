/** What everybody looks at: the film, a page or the live picture, and over it lines and the pointer; as large as its place allows. */
import { createBoard } from './board.js';
import { h } from './dom.js';
import { createFilm } from './film.js';
import { createLeaves } from './leaves.js';

const FILM_RATIO = 16 / 9;

export function createPicture(changed) {
  const film = createFilm(changed);
  const leaves = createLeaves(() => {
    fit();
    changed();
  });
  const board = createBoard();
  const blank = h('p', { class: 'picture-blank', 'data-testid': 'picture-blank' });
  const frame = h('div', { class: 'picture' }, film.element, leaves.element, blank, board.canvas, board.dot);
  const element = h('div', { class: 'picture-place' }, frame);
  let view = null;

  function fit() {
    const { width, height } = element.getBoundingClientRect();
    const ratio = view === 'pages' ? leaves.ratio() : FILM_RATIO;
    const wide = Math.min(width, height * ratio);
    frame.style.width = `${Math.floor(wide)}px`;
    frame.style.height = `${Math.floor(wide / ratio)}px`;
  }
  const watching = new ResizeObserver(fit);
  watching.observe(element);

  return {
    element,
    frame,
    film,
    leaves,
    board,
    /** Shows what a state says, as of the server's `now`; answers how far the film is off, in seconds, or null. */
    show(state, now) {
      const next = state && state.lesson ? state.view : 'nothing';
      if (next !== view) {
        view = next;
        film.element.hidden = view !== 'video';
        if (view !== 'pages') leaves.hide();
        blank.hidden = view !== 'nothing';
        fit();
      }
      if (!state || !state.lesson) return null;
      film.open(state.lesson, state, now);
      if (view !== 'pages') return film.obey(state, now);
      film.rest();
      const at = `${state.lesson}/${state.part}/${state.page}`;
      if (leaves.element.dataset.at !== at || leaves.element.hidden) {
        leaves.element.dataset.at = at;
        leaves.show(state.lesson, state.part, state.page);
      }
      return null;
    },
    say(text) {
      blank.textContent = text;
    },
    destroy() {
      watching.disconnect();
      film.destroy();
    },
  };
}
