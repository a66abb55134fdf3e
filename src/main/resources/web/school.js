/** The desk of a school, or of a bureau: what it needs and offers, its agreements, timetable and hours. */
import { byId, h, show } from './dom.js';
import { deskOf } from './desk.js';
import { asProblem, problemBox } from './notice.js';
import { openAgreement } from './agreement.js';
import { openAgreements } from './agreements.js';
import { may, startSession } from './session.js';
import { openStatements } from './statements.js';

/** The views, the way to each, and who sees it. Seldom used ones are loaded when they are opened. */
const VIEWS = [
  { name: 'agreements', text: '结对协议', needs: 'READ_AGREEMENT', open: openAgreements },
  { name: 'needs', text: '需求与供给', needs: 'READ_NEED', open: openStatements },
  { name: 'timetable', text: '课表', needs: 'READ_TIMETABLE', open: async (...given) => (await import('./timetable.js')).openTimetable(...given) },
  { name: 'hours', text: '课时', needs: 'READ_HOURS', open: async (...given) => (await import('./hours.js')).openHours(...given) },
  { name: 'plans', text: '结对方案', needs: 'PLAN_PAIRING', open: async (...given) => (await import('./plans.js')).openPlans(...given) },
];
const PARTS = { agreement: openAgreement };

function createDesk(root, me) {
  let desk = null;
  let view = null;
  let turn = 0;
  const tabs = h('nav', { class: 'tabs', 'aria-label': '本页内容' });
  const whose = h('div', { class: 'whose' });
  const main = h('div', { class: 'desk-view', tabindex: -1 });
  root.replaceChildren(h('div', { class: 'school' }, h('div', { class: 'school-top' }, whose, tabs), main));

  const address = () => {
    const [name, ...rest] = location.hash.slice(1).split('/').map(decodeURIComponent);
    return { name: name || 'agreements', rest };
  };

  function drawTop(name) {
    const current = PARTS[name] ? `${name}s` : name;
    tabs.replaceChildren(...VIEWS.filter((one) => desk.may(one.needs)).map((one) =>
      h('a', { href: `#${one.name}`, 'aria-current': one.name === current ? 'page' : null, 'data-testid': `tab-${one.name}` }, one.text)));
    if (!desk.wide) {
      whose.replaceChildren(h('h1', null, desk.school.name));
      return;
    }
    const select = h('select', { 'aria-label': '学校', 'data-testid': 'desk-school', onchange: () => choose(select.value) },
      h('option', { value: '' }, '所辖全部学校'), desk.schools.map((one) => h('option', { value: one.id }, one.name)));
    select.value = desk.school ? desk.school.id : '';
    whose.replaceChildren(select);
  }

  async function choose(school) {
    history.replaceState(null, '', `${location.pathname}${school && `?${new URLSearchParams({ school })}`}${location.hash}`);
    desk = await deskOf(me, school);
    route();
  }

  async function route(event) {
    turn += 1;
    const mine = turn;
    if (view) view.close();
    view = null;
    const { name, rest } = address();
    const found = VIEWS.find((one) => one.name === name && desk.may(one.needs));
    drawTop(name);
    scrollTo(0, 0);
    const opened = await (PARTS[name] || (found || VIEWS[0]).open)(main, desk, rest);
    if (mine === turn) view = opened;
    else opened.close();
    if (event) main.focus({ preventScroll: true });
  }

  async function begin() {
    main.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在打开…'));
    try {
      desk = await deskOf(me, new URLSearchParams(location.search).get('school'));
      addEventListener('hashchange', route);
      await route();
    } catch (error) {
      main.replaceChildren(problemBox(asProblem(error), begin));
    }
  }

  begin();
  return {
    close() {
      turn += 1;
      removeEventListener('hashchange', route);
      if (view) view.close();
      root.replaceChildren();
    },
  };
}

let open = null;

startSession({
  here: 'school',
  enter(me) {
    show(byId('school'), true);
    if (may(me, 'READ_AGREEMENT')) open = createDesk(byId('school'), me);
    else byId('school').replaceChildren(h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, '您的账号不管理学校'), h('p', null, '结对帮扶由学校管理员和教育局办理。'), h('a', { class: 'button', href: '/' }, '去找课')));
  },
  leave() {
    if (open) open.close();
    open = null;
    byId('school').replaceChildren();
    show(byId('school'), false);
  },
});
