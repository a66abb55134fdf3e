/** One agreement: its terms, what waits for a signature, and all that has happened to it. */
import { act, get, read } from './api.js';
import { agreementState } from './agreements.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h, icon, refill } from './dom.js';
import { choice, field } from './fields.js';
import { day } from './format.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { binds, openTerms, SIDES, sidesOf, waitsFor } from './signing.js';
import { termsFields, termsList } from './terms.js';

const STALE = [409, 412];
const STEPS = {
  propose: '提出协议', sign: '签署', accept: '双方签齐，协议成立', decline: '谢绝', lapse: '逾期未签，自动失效', begin: '到期开始执行',
  suspend: '暂停', resume: '恢复', end: '提前结束', finish: '期满结束', amend: '提出修改', 'sign-amendment': '签署修改',
  'accept-amendment': '双方签齐，修改生效', 'decline-amendment': '谢绝修改', remind: '提醒续签',
};

export function openAgreement(root, desk, [id]) {
  const path = `/agreements/${encodeURIComponent(id)}`;
  const control = new AbortController();
  let agreement = null;
  let version = null;
  let nameOf = (one) => one;
  const body = h('div', { class: 'stack' });
  root.replaceChildren(h('a', { class: 'link back', href: '#agreements' }, icon('back'), '全部协议'), body);

  async function load() {
    try {
      const found = await read(path, { signal: control.signal });
      nameOf = await schoolNames([found.value.urban, found.value.rural]);
      accept(found);
    } catch (error) {
      if (!isCancelled(error)) refill(body, problemBox(asProblem(error), error.status === 404 ? null : load));
    }
  }

  function accept(found) {
    agreement = found.value;
    version = found.version;
    draw();
  }

  /** Does a step against the version that is shown; when that is no more the newest, shows the newest and says so. */
  async function step(name, facts, done) {
    try {
      accept(await act(`${path}/${name}`, facts, version));
      note(done);
      return true;
    } catch (error) {
      if (!STALE.includes(error.status)) throw error;
      accept(await read(path));
      throw Object.assign(error, { detail: `${error.detail} 页面已换成最新内容，请看过后再办。` });
    }
  }

  function draw() {
    const open = openTerms(agreement);
    refill(body,
      h('header', { class: 'editor-head' },
        h('h2', { class: 'big', 'data-testid': 'agreement-title' }, `${nameOf(agreement.urban)} — ${nameOf(agreement.rural)}`),
        h('span', { class: `badge badge-${agreement.state}`, 'data-testid': 'agreement-state', 'data-state': agreement.state }, agreementState(agreement.state)),
        agreement.renewalDue && h('span', { class: 'badge badge-submitted' }, '快到期，可续签')),
      open && signingCard(open),
      (agreement.state !== 'proposed') && h('section', { class: 'card' }, h('h2', null, binds(agreement) ? '现行条款' : '条款'), termsList(agreement.current.terms, desk.nameOf), signatures(agreement.current)),
      actions(),
      h('section', { class: 'card' }, h('h2', null, '经过'), history()),
      agreement.earlier.length > 0 && h('details', { class: 'card fold' }, h('summary', null, `以前的条款（${agreement.earlier.length}）`),
        agreement.earlier.map((one) => h('div', { class: 'earlier' }, h('h3', null, `第 ${one.number} 版`), termsList(one.terms, desk.nameOf), signatures(one)))));
    explain();
  }

  function signatures(terms) {
    return h('ul', { class: 'signatures' }, Object.entries(SIDES).map(([side, name]) => {
      const found = terms.signatures.find((one) => one.side === side);
      return h('li', { class: found ? 'signed' : 'unsigned', 'data-testid': `signature-${side}` }, icon(found ? 'check' : 'clock'),
        h('span', null, `${name} ${nameOf(agreement[side])}：`, found ? `${day(found.at)} 已签` : '还没有签'));
    }));
  }

  function signingCard(open) {
    const amendment = agreement.state !== 'proposed';
    const waiting = waitsFor(agreement, desk);
    const sides = sidesOf(agreement, desk);
    return h('section', { class: 'card next', 'data-testid': 'signing' },
      h('h2', null, amendment ? '待签的修改' : '待签的协议'),
      termsList(open.terms, desk.nameOf, amendment ? agreement.current.terms : null),
      signatures(open),
      h('p', { class: 'hint hash' }, '条款指纹 ', h('code', { title: open.hash }, open.hash.slice(0, 16)), '：签的就是这一版，条款改一个字指纹就不同。'),
      sides.length > 0 && h('div', { class: 'actions' },
        waiting.map((side) => h('button', { type: 'button', class: 'button button-main', 'data-testid': `sign-${side}`, onclick: () => sign(open, side) }, icon('check'), sides.length > 1 ? `代${SIDES[side]}签署` : '签署')),
        h('button', { type: 'button', class: 'button button-bad', 'data-testid': 'decline', onclick: () => decline(open, sides) }, amendment ? '不同意修改' : '谢绝')),
      sides.length === 0 && h('p', { class: 'hint' }, '由两所学校的管理员签署。'));
  }

  function sign(open, side) {
    const agreed = h('input', { type: 'checkbox', required: true, 'data-testid': 'sign-agree' });
    openForm({
      title: '签署', testid: 'sign-form', action: '确认签署',
      fields: [termsList(open.terms, desk.nameOf), h('label', { class: 'check sign-check' }, agreed, `我代表${nameOf(agreement[side])}同意以上条款`)],
      submit: () => step('accept', { side, hash: open.hash }, '已签署。'),
    });
  }

  function decline(open, sides) {
    const side = choice('decline-side', sides.map((one) => [one, nameOf(agreement[one])]));
    openForm({
      title: agreement.state === 'proposed' ? '谢绝协议' : '不同意修改', testid: 'decline-form', action: '确认', quiet: true,
      fields: [h('p', null, agreement.state === 'proposed' ? '谢绝以后，这份协议就此结束，需要时可以重新发起。' : '现行条款继续有效。'), sides.length > 1 && field('代表', side)].filter(Boolean),
      submit: () => step('decline', { side: side.value, hash: open.hash }, '已回复。'),
    });
  }

  function actions() {
    const sides = sidesOf(agreement, desk);
    const maySuspend = desk.may('SUSPEND_AGREEMENT');
    const buttons = [
      binds(agreement) && !agreement.amendment && sides.length > 0 && button('amend', agreement.renewalDue ? '续签或修改条款' : '提出修改', '', () => amend(sides)),
      agreement.state === 'active' && maySuspend && button('suspend', '暂停', '', () => because('suspend', '暂停协议', '暂停期间不计课时。')),
      agreement.state === 'suspended' && maySuspend && button('resume', '恢复', 'button-main', () => because('resume', '恢复协议', '从现在起继续上课。')),
      binds(agreement) && maySuspend && button('end', '提前结束', 'button-bad', () => because('end', '提前结束协议', '结束以后不能恢复，只能重新结对。')),
    ].filter(Boolean);
    return buttons.length > 0 && h('div', { class: 'actions' }, buttons);
  }

  const button = (name, text, kind, onclick) => h('button', { type: 'button', class: `button ${kind}`, 'data-testid': `agreement-${name}`, onclick }, text);

  function amend(sides) {
    const form = termsFields(agreement.current.terms, desk);
    const side = choice('amend-side', sides.map((one) => [one, nameOf(agreement[one])]));
    openForm({
      title: '提出修改', testid: 'amend-form', action: '发给对方',
      fields: [h('p', { class: 'hint' }, '双方都签了才生效，在那以前按现行条款执行。续签就是把结束日期往后改。'), ...form.fields, sides.length > 1 && field('代表', side)].filter(Boolean),
      submit: () => step('amendments', { side: side.value, terms: form.value() }, '已提出，请双方签署。'),
    });
  }

  function because(name, title, about) {
    const reason = h('textarea', { id: 'reason', rows: 3, maxlength: 500, required: name !== 'resume', 'data-testid': 'reason' });
    openForm({
      title, testid: `${name}-form`, action: title, quiet: name === 'end',
      fields: [h('p', null, about), field('原因（双方都看得到）', reason)],
      submit: () => step(name, { reason: reason.value.trim() || undefined }, '已办理。'),
    });
  }

  function history() {
    return h('ol', { class: 'timeline', 'data-testid': 'agreement-history' }, [...agreement.history].reverse().map((one) => h('li', null,
      h('time', { datetime: one.at }, `${day(one.at)} ${new Date(one.at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`),
      h('span', null, `${one.side ? `${nameOf(agreement[one.side])}：` : ''}${STEPS[one.step] || one.step}`, one.reason && h('q', null, one.reason)))));
  }

  /** Why a plan has paired these two, for who may read plans. */
  async function explain() {
    if (!agreement.plan || !desk.may('PLAN_PAIRING')) return;
    try {
      const pairs = await get(`/pairing/plans/${encodeURIComponent(agreement.plan)}/pairs`, { limit: 100 }, { signal: control.signal });
      const pair = pairs.items.find((one) => one.rural === agreement.rural && one.urban === agreement.urban);
      if (pair && pair.why.length > 0) {
        body.append(h('section', { class: 'card' }, h('h2', null, '为什么结成这一对'), h('ul', { class: 'why-pair' }, pair.why.map((one) => h('li', null, one.sentence)))));
      }
    } catch { /* the agreement stands without it */ }
  }

  load();
  return { close: () => control.abort() };
}
