/** Plans of who is paired with whom: what each comes to, why each pair, and who is left without one. */
import { act, all, create, read } from './api.js';
import { openForm } from './dialog.js';
import { h, icon } from './dom.js';
import { field } from './fields.js';
import { day } from './format.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';

const COMPONENTS = { subject: '科目', edition: '版本', periods: '时间', line: '网速', distance: '距离', balance: '均衡', partnership: '已有合作', fit: '合适' };
const ORIGINS = { matched: '自动', pinned: '指定', standing: '已有协议' };

export function openPlans(root, desk, [id]) {
  const control = new AbortController();
  const body = h('div', { class: 'stack' });
  root.replaceChildren(body);
  const fail = (again) => (error) => {
    if (!isCancelled(error)) body.replaceChildren(problemBox(asProblem(error), again));
  };

  async function list() {
    body.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    const plans = await all('/pairing/plans', { region: desk.region }, { signal: control.signal, most: 200 });
    const make = async (event) => {
      const button = event.currentTarget;
      button.disabled = true;
      try {
        const made = await create('/pairing/plans', { region: desk.region });
        location.hash = `#plans/${encodeURIComponent(made.value.id)}`;
      } catch (error) {
        note(asProblem(error).detail, 'bad');
        button.disabled = false;
      }
    };
    body.replaceChildren(h('section', { class: 'card' },
      h('div', { class: 'card-head' }, h('h2', null, '结对方案'),
        desk.region && h('button', { type: 'button', class: 'button button-main', 'data-testid': 'plan-make', onclick: make }, icon('plus'), '生成方案')),
      h('p', { class: 'hint' }, '按需求、供给和距离自动配对，先让尽可能多的乡村学校有伙伴，再求总体最合适；可以看每一对的理由。'),
      h('ul', { class: 'rows', 'data-testid': 'plans' }, plans.map((one) => h('li', { class: 'row' }, h('div', { class: 'row-body' },
        h('p', { class: 'row-title' }, h('a', { class: 'row-link', href: `#plans/${encodeURIComponent(one.id)}` }, `${day(one.at)} 的方案`), state(one)),
        h('p', { class: 'row-facts' }, h('span', null, covered(one))))))),
      plans.length === 0 && h('p', { class: 'hint' }, '还没有方案。')));
  }

  async function show() {
    body.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    const path = `/pairing/plans/${encodeURIComponent(id)}`;
    const [plan, pairs, left] = await Promise.all([
      read(path, { signal: control.signal }), all(`${path}/pairs`, null, { signal: control.signal }), all(`${path}/uncovered`, null, { signal: control.signal }),
    ]);
    const { value, version } = plan;
    body.replaceChildren(
      h('a', { class: 'link back', href: '#plans' }, icon('back'), '全部方案'),
      h('header', { class: 'editor-head' }, h('h2', { class: 'big' }, `${day(value.at)} 的方案`), state(value),
        value.state === 'draft' && h('button', { type: 'button', class: 'button button-main', 'data-testid': 'plan-issue', onclick: () => issue(path, version) }, '下达为协议草案')),
      h('p', { 'data-testid': 'plan-covered' }, covered(value)),
      left.length > 0 && h('section', { class: 'card' }, h('h2', null, `还没有伙伴的学校（${left.length}）`),
        h('ul', { class: 'rows', 'data-testid': 'plan-uncovered' }, left.map((one) => h('li', { class: 'row' }, h('div', { class: 'row-body' },
          h('p', { class: 'row-title' }, one.ruralName || one.rural), h('p', { class: 'row-facts' }, one.sentence)))))),
      h('section', { class: 'card' }, h('h2', null, `配对（${pairs.length}）`), h('ul', { class: 'rows', 'data-testid': 'plan-pairs' }, pairs.map(pairRow))));
  }

  const pairRow = (one) => h('li', { class: 'row' }, h('div', { class: 'row-body' },
    h('p', { class: 'row-title' }, `${one.ruralName || one.rural} ← ${one.urbanName || one.urban}`, h('span', { class: 'badge' }, ORIGINS[one.origin])),
    h('p', { class: 'row-facts' }, h('span', null, one.courses.map((course) => `${course.grade ? desk.nameOf('grade', course.grade) : ''}${desk.nameOf('subject', course.subject)}`).join('、')), h('span', null, `每周 ${one.hours} 节`)),
    h('details', null, h('summary', null, '为什么'), h('ul', { class: 'why-pair' }, one.why.map((why) => h('li', null, h('b', null, COMPONENTS[why.component] || why.component), why.sentence))))));

  function issue(path, version) {
    const from = h('input', { id: 'issue-from', type: 'date', required: true });
    const to = h('input', { id: 'issue-to', type: 'date', required: true });
    openForm({
      title: '下达方案', testid: 'issue-form', action: '下达',
      fields: [h('p', null, '每一对学校会收到一份待签的协议。方案只能下达一次。'), h('div', { class: 'form-two' }, field('从', from), field('到', to))],
      async submit() {
        await act(`${path}/issue`, { from: from.value, to: to.value }, version);
        note('已下达，等学校签署。');
        await show();
      },
    });
  }

  const open = id ? show : list;
  open().catch(fail(() => open().catch(fail(null))));
  return { close: () => control.abort() };
}

const covered = (plan) => `${plan.rural} 所乡村学校中，${plan.covered} 所有了伙伴。`;
const state = (plan) => h('span', { class: `badge badge-${plan.state === 'issued' ? 'published' : 'draft'}` }, plan.state === 'issued' ? '已下达' : '草案');
