/** The teacher's page: which view the address asks for. */
import { byId, show } from './dom.js';
import { openLesson } from './lesson.js';
import { createSearch } from './search.js';
import { startSession } from './session.js';

let search = null;
let lesson = null;
let scrolled = 0;

/** The lesson that the address names, and the page of one of its files when it names one. */
const lessonInAddress = () => {
  const match = /^#lesson\/([^/]+)(?:\/([a-z]+)\/(\d+))?$/.exec(location.hash);
  if (!match) return { id: null, leaf: null };
  return { id: decodeURIComponent(match[1]), leaf: match[2] ? { part: match[2], page: Number(match[3]) } : null };
};

function route() {
  if (!search) return;
  const { id, leaf } = lessonInAddress();
  if (id && lesson && lesson.id === id) return;
  if (lesson) lesson.close();
  const leaving = lesson !== null;
  if (id && !leaving) scrolled = scrollY;
  lesson = null;
  show(byId('lesson'), id !== null);
  show(byId('search'), id === null);
  if (id) {
    scrollTo(0, 0);
    lesson = openLesson(byId('lesson'), id, { back, leaf });
    byId('main').focus({ preventScroll: true });
    return;
  }
  document.title = '课桥 · 找课';
  const same = !search.show(location.search);
  if (leaving && same) scrollTo(0, scrolled);
}

/** Back to the results: by history when we came from them, else to the search of this address. */
function back() {
  if (history.state && history.state.inside) {
    history.back();
    return;
  }
  history.pushState(null, '', location.pathname + location.search);
  route();
}

function go(address) {
  const url = location.pathname + address;
  if (url !== location.pathname + location.search || location.hash) history.pushState(null, '', url);
  route();
}

/** Steps inside the page need no reload; from a hit among the results, going back finds them as they were. */
function onClick(event) {
  const link = event.target.closest('a.hit-link, a.hit-page, a.inside, a.brand, .nav a[href="/"]');
  if (!search || !link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({ inside: link.matches('.hit-link, .hit-page') && !lesson }, '', link.href);
  route();
}

addEventListener('popstate', route);
document.addEventListener('click', onClick);

startSession({
  here: 'teacher',
  enter(me) {
    history.scrollRestoration = 'manual';
    search = createSearch(byId('search'), me, go);
    route();
  },
  leave() {
    if (lesson) lesson.close();
    if (search) search.stop();
    lesson = null;
    search = null;
    show(byId('search'), false);
    show(byId('lesson'), false);
    byId('search').replaceChildren();
    byId('lesson').replaceChildren();
  },
});
