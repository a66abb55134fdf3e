/** The classes that somebody leads or takes part in, and the way into each. */
import { all } from './api.js';
import { schoolNames } from './desk.js';
import { h } from './dom.js';
import { day } from './format.js';
import { asProblem, isCancelled, problemBox } from './notice.js';
import { may } from './session.js';

const STATES = { planned: '未开始', open: '正在上课', ended: '已结束' };
const MOST = 100;

export function openSessions(root, me) {
  const control = new AbortController();
  const body = h('div', { class: 'stack' }, h('p', { class: 'hint', role: 'status' }, '正在读取…'));
  root.replaceChildren(h('div', { class: 'sessions' }, h('h1', null, '同步课堂'), body));
  const leads = (one) => one.teacher === me.id || (may(me, 'LEAD_SESSION') && !me.school);
  const enter = (href, text, testid, main) => h('a', { class: `button ${main ? 'button-main' : ''}`, href, 'data-testid': testid }, text);

  function ways(one) {
    const id = encodeURIComponent(one.id);
    const mine = one.rooms.filter((school) => school === me.school);
    return [
      leads(one) && one.kind === 'joined' && enter(`#lead/${id}`, '去上课', 'enter-lead', true),
      ...mine.flatMap((school) => [
        enter(`#room/${id}/${encodeURIComponent(school)}`, '教室大屏', 'enter-room', !leads(one)),
        enter(`#assistant/${id}/${encodeURIComponent(school)}`, '课堂助手', 'enter-assistant'),
        one.kind === 'make-up' && enter(`#lead/${id}`, '放补课', 'enter-lead'),
      ]),
    ].filter(Boolean);
  }

  function row(one, nameOf) {
    const over = one.state === 'ended';
    return h('li', { class: 'row', 'data-testid': 'session-row', 'data-id': one.id },
      h('div', { class: 'row-body' },
        h('p', { class: 'row-title' }, nameOf(one.lead), h('span', { class: `badge ${one.state === 'open' ? 'badge-published' : ''}` }, STATES[one.state]), one.kind === 'make-up' && h('span', { class: 'badge' }, '补课')),
        h('p', { class: 'row-facts' }, h('span', null, `${one.rooms.length} 个教室：${one.rooms.map(nameOf).join('、')}`), h('span', null, day(one.createdAt)))),
      !over && h('div', { class: 'row-actions' }, ways(one)));
  }

  async function load() {
    try {
      const items = await all('/sessions', me.school ? { school: me.school } : null, { signal: control.signal, most: MOST });
      const nameOf = await schoolNames(items.flatMap((one) => [one.lead, ...one.rooms]));
      const groups = [
        ['正在上课', items.filter((one) => one.state === 'open')],
        ['准备上课', items.filter((one) => one.state === 'planned')],
        ['已结束', items.filter((one) => one.state === 'ended').slice(0, 20)],
      ].filter(([, group]) => group.length > 0);
      body.replaceChildren(...groups.map(([name, group]) => h('section', { class: 'card' }, h('h2', null, name), h('ul', { class: 'rows' }, group.map((one) => row(one, nameOf))))));
      if (groups.length === 0) body.append(h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, '还没有同步课堂'), h('p', null, '在“结对帮扶”的课表里约好课，到时候从这里进入。')));
    } catch (error) {
      if (!isCancelled(error)) body.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  load();
  return { close: () => control.abort() };
}
