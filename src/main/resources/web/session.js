/** Who is using the page: the sign-in form, the header's name and the way out. */
import * as api from './api.js';
import { byId, h, icon, show } from './dom.js';
import { asProblem, problemBox } from './notice.js';
import { passwordForm } from './password.js';

/** The address after a single sign-on ends so; where one was before is kept in the browser. */
const BACK = '#single-sign-on';
const LEFT = 'keqiao.left';

export const may = (me, permission) => (me.permissions || []).includes(permission);
export const curates = (me) => may(me, 'EDIT_LESSON');

/** The pages, and who sees the way to each. */
const PAGES = [
  { name: 'teacher', href: '/', text: '找课', seen: () => true },
  { name: 'curator', href: '/curator', text: '我的课程', seen: curates },
  { name: 'school', href: '/school', text: '结对帮扶', seen: (me) => may(me, 'READ_AGREEMENT') },
  { name: 'classroom', href: '/classroom', text: '同步课堂', seen: (me) => may(me, 'READ_SESSION') },
];

/**
 * Shows the sign-in form until somebody is signed in, then calls `enter(me)`;
 * when the session ends, calls `leave()` and shows the form again.
 */
export function startSession({ here, enter, leave }) {
  byId('skip').addEventListener('click', () => byId('main').focus());
  api.events.addEventListener('signed-out', (event) => {
    leave();
    header(null, here);
    askIn(event.detail);
  });
  const begin = async (typed = '') => {
    const gate = byId('gate');
    try {
      const me = await api.get('/me');
      if (me.mustChangePassword) {
        gate.replaceChildren(passwordForm({ me, typed, done: begin }));
        show(gate, true);
        return;
      }
      show(gate, false);
      header(me, here);
      enter(me);
    } catch (error) {
      if (!api.signedIn()) return;
      gate.replaceChildren(problemBox(asProblem(error), () => begin(typed)));
      show(gate, true);
    }
  };
  function askIn(problem) {
    byId('gate').replaceChildren(signInForm(begin, problem));
    show(byId('gate'), true);
    const field = byId('gate').querySelector('input');
    if (matchMedia('(hover: hover)').matches) field.focus();
  }
  const comeBack = async () => {
    history.replaceState(null, '', location.pathname + (sessionStorage.getItem(LEFT) || ''));
    sessionStorage.removeItem(LEFT);
    try {
      await api.finishSingleSignOn();
    } catch (error) {
      askIn(asProblem(error));
      return;
    }
    await begin();
  };
  header(null, here);
  if (location.hash === BACK) comeBack();
  else if (api.signedIn()) begin();
  else askIn(null);
}

function header(me, here) {
  byId('nav').replaceChildren(...PAGES.filter((page) => me && page.seen(me)).map((page) =>
    h('a', { href: page.href, 'aria-current': here === page.name ? 'page' : null }, page.text)));
  byId('user').replaceChildren(...(me ? [
    h('span', { class: 'user-name', 'data-testid': 'user-name' }, me.name || me.login),
    h('button', { type: 'button', class: 'link', 'data-testid': 'sign-out', onclick: () => api.signOut() }, '退出'),
  ] : []));
}

/** Offers the single sign-on where there is one; the form is of use without it. */
async function offerSingleSignOn(place) {
  const { singleSignOn } = await api.signInWays();
  if (!singleSignOn) return;
  const leave = () => {
    sessionStorage.setItem(LEFT, location.search + location.hash);
    api.goToSingleSignOn();
  };
  place.replaceChildren(h('button', { type: 'button', class: 'button button-wide', 'data-testid': 'single-sign-on', onclick: leave }, `用${singleSignOn}登录`));
}

function signInForm(done, problem) {
  const trouble = h('div', null, problem && problemBox(problem));
  const login = h('input', { id: 'login', name: 'username', autocomplete: 'username', required: true, autocapitalize: 'none', spellcheck: 'false', 'data-testid': 'login-name' });
  const password = h('input', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: true, 'data-testid': 'login-password' });
  const button = h('button', { class: 'button button-main button-wide', 'data-testid': 'login-submit' }, '登录');

  const other = h('div');
  offerSingleSignOn(other).catch(() => {});

  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = '正在登录…';
    trouble.replaceChildren();
    try {
      await api.signIn(login.value.trim(), password.value);
      await done(password.value);
    } catch (error) {
      trouble.replaceChildren(problemBox(asProblem(error)));
      password.select();
    } finally {
      button.disabled = false;
      button.textContent = '登录';
    }
  };

  return h('div', { class: 'gate' },
    h('div', { class: 'gate-side' },
      h('img', { src: '/web/bridge.svg', alt: '', width: 480, height: 220 }),
      h('p', { class: 'gate-lead' }, '把好课送到每一间乡村课堂'),
      h('ul', { class: 'gate-points' },
        h('li', null, icon('search'), '翻到课本哪一页，就找哪一课'),
        h('li', null, icon('file'), '播放之前，先看清要用多少流量'),
        h('li', null, icon('play'), '网再慢，也能听得见、看得清'))),
    h('form', { class: 'card gate-form', onsubmit: submit },
      h('h1', null, '登录课桥'),
      trouble,
      h('label', { for: 'login' }, '账号'), login,
      h('label', { for: 'password' }, '密码'), password,
      button, other,
      h('p', { class: 'hint' }, '账号由学校或教育局管理员开通。')));
}
