/** What agreements promised and what was delivered, week by week; confirming and disputing. */
import { act, all, get, post, read } from './api.js';
import { addDays, dayOf, mondayOf, spanText } from './days.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h } from './dom.js';
import { choice, field } from './fields.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { WAY_NAMES } from './ways.js';

const OUTCOMES = { delivered: '按时上完', partial: '只上了一部分', 'made-up': '已补课', missed: '没有上' };
const STATES = { open: '进行中', counted: '待确认', confirmed: '已确认', disputed: '有异议', settled: '已裁定' };
const CAUSES = { 'cancelled-by-urban': '城镇校取消', 'cancelled-by-rural': '乡村校取消', cancelled: '已取消', 'not-held': '没有开课', 'lead-absent': '主讲未到', 'room-absent': '教室未到', 'line-lost': '网络中断' };
const DISPUTED_AS = ['delivered', 'partial', 'missed'];
const WEEKS = 8;
const STALE = [409, 412];

export function openHours(root, desk) {
  const control = new AbortController();
  const body = h('div', { class: 'stack' });
  root.replaceChildren(body);

  async function load() {
    body.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    try {
      const agreements = (await all('/agreements', desk.place, { signal: control.signal })).filter((one) => ['active', 'suspended', 'ended'].includes(one.state));
      const nameOf = await schoolNames(agreements.flatMap((one) => [one.urban, one.rural]));
      body.replaceChildren(...agreements.map((one) => agreementCard(one, nameOf)));
      if (agreements.length === 0) body.append(h('p', { class: 'hint' }, '还没有开始执行的协议。'));
    } catch (error) {
      if (!isCancelled(error)) body.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  /** For which sides she may speak. */
  const sidesOf = (one) => ['urban', 'rural'].filter((side) => desk.speaksFor('CONFIRM_HOURS', one[side]));

  function agreementCard(one, nameOf) {
    const place = h('div', null, h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    const path = `/agreements/${encodeURIComponent(one.id)}`;
    const from = addDays(mondayOf(dayOf(Date.now())), -7 * (WEEKS - 1));

    async function show() {
      try {
        const [ledger, hours] = await Promise.all([
          get(`${path}/ledger`, { from }, { signal: control.signal }),
          all('/hours', { agreement: one.id }, { signal: control.signal, most: 300 }),
        ]);
        draw(ledger, hours);
      } catch (error) {
        if (!isCancelled(error)) place.replaceChildren(problemBox(asProblem(error), show));
      }
    }

    function draw(ledger, hours) {
      const { promised, sums, owed } = ledger.total;
      place.replaceChildren(
        h('p', { class: 'ledger-total', 'data-testid': 'ledger-total' }, `近 ${WEEKS} 周：应上 ${promised} 节，已上 ${sums.delivered.all} 节，补课 ${sums.madeUp} 节，欠 ${owed} 节`),
        h('ul', { class: 'ledger-weeks' }, [...ledger.weeks].reverse().map((week) => weekRow(week, hours.filter((hour) => hour.week === week.week)))));
    }

    function weekRow(week, hours) {
      const sides = sidesOf(one);
      const done = week.sums.delivered.all + week.sums.madeUp;
      const waits = week.waiting > 0 && sides.length > 0;
      return h('li', { class: 'ledger-week', 'data-testid': 'ledger-week', 'data-week': week.week },
        h('div', { class: 'ledger-head' },
          h('b', null, week.week.replace(/^(\d+)-W0?(\d+)$/, '$1 年第 $2 周')),
          h('span', null, `应上 ${week.promised}，已上 ${done}${week.owed ? `，欠 ${week.owed}` : ''}`),
          h('meter', { min: 0, max: Math.max(week.promised, 1), value: Math.min(done, Math.max(week.promised, 1)), 'aria-label': '完成情况' }),
          waits && sides.map((side) => h('button', { type: 'button', class: 'button button-main', 'data-testid': `confirm-week-${side}`, onclick: (event) => guarded(event, () => confirmWeek(week, side)) }, sides.length > 1 ? `代${nameOf(one[side])}确认本周` : '确认本周'))),
        hours.length > 0 && h('ul', { class: 'rows' }, hours.map(hourRow)));
    }

    function hourRow(hour) {
      const { verdict } = hour;
      const text = verdict ? [OUTCOMES[verdict.outcome], verdict.way && WAY_NAMES[verdict.way], verdict.minutes > 0 && `${verdict.minutes} 分钟`, verdict.cause && CAUSES[verdict.cause]].filter(Boolean).join(' · ') : '还在上课';
      const said = (hour.confirmations || []).map((each) => each.side);
      const sides = sidesOf(one).filter((side) => !said.includes(side));
      const open = ['counted', 'disputed'].includes(hour.state);
      return h('li', { class: 'row', 'data-testid': 'hour-row', 'data-id': hour.id, 'data-state': hour.state },
        h('div', { class: 'row-body' },
          h('p', { class: 'row-title' }, spanText(hour.begins, hour.ends), h('span', { class: `badge badge-${hour.state === 'confirmed' ? 'published' : hour.state === 'disputed' ? 'failed' : ''}` }, STATES[hour.state])),
          h('p', { class: 'row-facts' }, h('span', null, `${hour.grade ? desk.nameOf('grade', hour.grade) : ''}${hour.subject ? desk.nameOf('subject', hour.subject) : ''}`), h('span', null, text), hour.state === 'counted' && said.length > 0 && h('span', null, '对方或本校已确认一方'))),
        open && sides.length > 0 && h('div', { class: 'row-actions' },
          sides.map((side) => h('button', { type: 'button', class: 'link', 'data-testid': 'hour-confirm', onclick: (event) => guarded(event, () => step(hour, 'confirm', { side, hash: hour.hash }, '已确认。')) }, sides.length > 1 ? `代${nameOf(one[side])}确认` : '确认')),
          h('button', { type: 'button', class: 'link link-bad', 'data-testid': 'hour-dispute', onclick: () => dispute(hour, sides[0]) }, '有异议')));
    }

    async function confirmWeek(week, side) {
      await post(`${path}/weeks/${week.week}/confirm`, { side, hash: week.hash });
      note('已确认本周。');
      await show();
    }

    /** Against what is there now; other figures are shown before anything is said of them. */
    async function step(hour, name, facts, done) {
      const address = `/hours/${encodeURIComponent(hour.id)}`;
      const { version } = await read(address);
      try {
        await act(`${address}/${name}`, facts, version);
        note(done);
      } catch (error) {
        if (!STALE.includes(error.status)) throw error;
        note(`${error.detail} 已换成最新数字，请看过后再办。`, 'bad');
      }
      await show();
    }

    function dispute(hour, side) {
      const outcome = choice('dispute-outcome', DISPUTED_AS.map((name) => [name, OUTCOMES[name]]), 'partial', { 'data-testid': 'dispute-outcome' });
      const minutes = h('input', { id: 'dispute-minutes', type: 'number', min: 1, max: 600, value: 20, 'data-testid': 'dispute-minutes' });
      const reason = h('textarea', { id: 'dispute-reason', rows: 3, maxlength: 500, required: true, 'data-testid': 'dispute-reason' });
      openForm({
        title: '对这节课有异议', testid: 'dispute-form', action: '提出异议', quiet: true,
        fields: [h('p', null, '说明实际情况，对方同意就改，不同意由教育局裁定。'), h('div', { class: 'form-two' }, field('应当算作', outcome), field('实际分钟数', minutes)), field('理由', reason)],
        submit: () => step(hour, 'dispute', {
          side, hash: hour.hash, reason: reason.value.trim(),
          proposal: { outcome: outcome.value, ...(outcome.value !== 'missed' && { way: (hour.verdict && hour.verdict.way) || 'video', minutes: Number(minutes.value) }) },
        }, '已提出，等对方或教育局处理。'),
      });
    }

    show();
    return h('section', { class: 'card', 'data-testid': 'ledger', 'data-id': one.id }, h('h2', null, `${nameOf(one.urban)} — ${nameOf(one.rural)}`), place);
  }

  async function guarded(event, step) {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await step();
    } catch (error) {
      note(asProblem(error).detail, 'bad');
      button.disabled = false;
    }
  }

  load();
  return { close: () => control.abort() };
}
