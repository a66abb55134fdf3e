/** The joined classroom: the list of classes, and the seats in one of them. */
import { get } from './api.js';
import { schoolNames } from './desk.js';
import { byId, h, show } from './dom.js';
import { asProblem, problemBox } from './notice.js';
import { may, startSession } from './session.js';
import { openSessions } from './sessions.js';

/** Seats are loaded when they are taken: a room needs nothing of the lead's desk. */
const SEATS = {
  lead: async () => (await import('./lead.js')).openLead,
  room: async () => (await import('./room.js')).openRoom,
  assistant: async () => (await import('./assistant.js')).openAssistant,
};
const OVER = {
  ended: ['这节课已经下课', '谢谢参加。'],
  replaced: ['已在另一台设备上打开', '同一个座位只能有一处。'],
  forbidden: ['不能进入这节课', '请用参加这节课的学校的账号登录。'],
  refused: ['不能进入这节课', ''],
  protocol: ['连接被服务器关闭', '请刷新页面再进入。'],
};

let me = null;
let view = null;
let turn = 0;

function place() {
  const match = /^#(lead|room|assistant)\/([^/]+)(?:\/([^/]+))?$/.exec(location.hash);
  return match ? { seat: match[1], session: decodeURIComponent(match[2]), school: match[3] && decodeURIComponent(match[3]) } : null;
}

function over(reason, problem) {
  if (view) view.close();
  view = null;
  const [title, text] = OVER[reason] || OVER.protocol;
  byId('classroom').replaceChildren(h('div', { class: 'empty', 'data-testid': 'class-over', 'data-reason': reason },
    h('p', { class: 'empty-title' }, title), h('p', null, (problem && problem.detail) || text),
    h('div', { class: 'actions' }, reason === 'replaced' && h('button', { type: 'button', class: 'button button-main', 'data-testid': 'class-here', onclick: route }, '在这里打开'),
      h('a', { class: 'button', href: '/classroom#' }, '返回课堂列表'))));
}

async function route() {
  if (!me) return;
  turn += 1;
  const mine = turn;
  if (view) view.close();
  view = null;
  const root = byId('classroom');
  const where = place();
  if (!where) {
    view = openSessions(root, me);
    return;
  }
  root.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在打开…'));
  try {
    const [open, session] = await Promise.all([SEATS[where.seat](), get(`/sessions/${encodeURIComponent(where.session)}`)]);
    const nameOf = await schoolNames([session.lead, ...session.rooms]);
    if (mine !== turn) return;
    if (session.state === 'ended') over('ended');
    else view = open(root, { ...where, school: where.school || me.school, servers: session.servers, nameOf, over });
  } catch (error) {
    if (mine === turn) root.replaceChildren(problemBox(asProblem(error), route));
  }
}

addEventListener('hashchange', route);

startSession({
  here: 'classroom',
  enter(who) {
    me = who;
    show(byId('classroom'), true);
    if (may(me, 'READ_SESSION')) route();
    else byId('classroom').replaceChildren(h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, '您的账号不参加同步课堂'), h('a', { class: 'button', href: '/' }, '去找课')));
  },
  leave() {
    me = null;
    turn += 1;
    if (view) view.close();
    view = null;
    byId('classroom').replaceChildren();
    show(byId('classroom'), false);
  },
});
