/** Agreements of a school: what waits for its signature first, and proposing a new one. */
import { all, create } from './api.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h, icon } from './dom.js';
import { choice, field } from './fields.js';
import { day } from './format.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { waitsFor } from './signing.js';
import { termsFields } from './terms.js';

const STATES = {
  proposed: '待签署', accepted: '已签署', active: '进行中', suspended: '已暂停', ended: '已结束', declined: '已谢绝', expired: '已过期',
};
export const agreementState = (state) => STATES[state] || state;
const OVER = ['ended', 'declined', 'expired'];
const TERM_DAYS = 140;

export function openAgreements(root, desk) {
  const control = new AbortController();
  const body = h('div', { class: 'stack' });
  const mayPropose = desk.may('PROPOSE_AGREEMENT');
  root.replaceChildren(h('section', { class: 'card' },
    h('div', { class: 'card-head' }, h('h2', null, '结对协议'),
      mayPropose && h('button', { type: 'button', class: 'button', 'data-testid': 'agreement-propose', onclick: propose }, icon('plus'), '发起结对')),
    body));

  function row(one, nameOf) {
    const mine = desk.school && desk.school.id;
    const title = mine ? nameOf(mine === one.urban ? one.rural : one.urban) : `${nameOf(one.urban)} — ${nameOf(one.rural)}`;
    const terms = (one.amendment || one.current).terms;
    const courses = one.current.terms.courses.map((course) => `${course.grade ? desk.nameOf('grade', course.grade) : ''}${desk.nameOf('subject', course.subject)}`).join('、');
    return h('li', { class: 'row', 'data-testid': 'agreement-row', 'data-id': one.id },
      h('div', { class: 'row-body' },
        h('p', { class: 'row-title' }, h('a', { href: `#agreement/${encodeURIComponent(one.id)}`, class: 'row-link' }, title),
          h('span', { class: `badge badge-${one.state}` }, agreementState(one.state)),
          one.amendment && h('span', { class: 'badge badge-submitted' }, '有修改待签'),
          one.renewalDue && h('span', { class: 'badge badge-submitted' }, '快到期，可续签')),
        h('p', { class: 'row-facts' }, h('span', null, courses), h('span', null, `每周 ${terms.weeklyHours} 节`), h('span', null, `${day(terms.from)} 至 ${day(terms.to)}`))));
  }

  function draw(items, nameOf) {
    const waiting = items.filter((one) => waitsFor(one, desk).length > 0);
    const others = items.filter((one) => !waiting.includes(one));
    const groups = [
      ['等您签字', waiting, 'agreements-waiting'],
      ['在办与进行中', others.filter((one) => !OVER.includes(one.state)), 'agreements-open'],
      ['已经结束', others.filter((one) => OVER.includes(one.state)), 'agreements-over'],
    ].filter(([, group]) => group.length > 0);
    body.replaceChildren(...groups.map(([title, group, testid]) => h('section', { class: testid === 'agreements-waiting' ? 'waiting' : null },
      h('h3', null, `${title}（${group.length}）`), h('ul', { class: 'rows', 'data-testid': testid }, group.map((one) => row(one, nameOf))))));
    if (groups.length === 0) body.append(h('p', { class: 'hint' }, '还没有结对协议。教育局的结对方案下达以后，会出现在这里。'));
  }

  async function load() {
    body.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    try {
      const items = await all('/agreements', desk.place, { signal: control.signal });
      draw(items, await schoolNames(items.flatMap((one) => [one.urban, one.rural])));
    } catch (error) {
      if (!isCancelled(error)) body.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  async function propose() {
    const own = desk.school;
    const sides = ['urban', 'rural'].map((kind) => [kind, kind === 'urban' ? '城镇学校' : '乡村学校']);
    const lists = await Promise.all(sides.map(async ([kind]) => (own && own.kind === kind ? [own] : all('/schools', { kind }, { most: 500 }))));
    const selects = sides.map(([kind, name], index) => field(name, choice(`propose-${kind}`, lists[index].map((one) => [one.id, one.name]), null, { 'data-testid': `propose-${kind}` })));
    const today = new Date();
    const later = new Date(today.getTime() + TERM_DAYS * 86_400_000);
    const form = termsFields({ courses: [{}], weeklyHours: 2, from: isoDay(today), to: isoDay(later) }, desk);
    openForm({
      title: '发起结对', testid: 'propose-form', action: '发出', fields: [h('div', { class: 'form-two' }, selects), ...form.fields],
      async submit() {
        const [urban, rural] = selects.map((one) => one.querySelector('select').value);
        const { value } = await create('/agreements', { urban, rural, terms: form.value() });
        note('已发出，双方签字后生效。');
        location.hash = `#agreement/${encodeURIComponent(value.id)}`;
      },
    });
  }

  load();
  return { close: () => control.abort() };
}

const isoDay = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
