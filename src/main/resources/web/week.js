/** Times of every week: reading them aloud, and choosing them from a grid of weekdays and periods. */
import { h, icon } from './dom.js';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const PERIODS = 10;
/** Periods that most schools have; evening study is shown on demand. */
const DAY_PERIODS = 8;

export const weekday = (number) => WEEKDAYS[number - 1] || '';
const short = (time) => time.slice(0, 5);

/** A list of times in words, those of one weekday together. */
export function timesText(times) {
  if (!times || times.length === 0) return '时间不限';
  const days = new Map();
  for (const one of times) {
    const words = one.period ? `第 ${one.period} 节` : `${short(one.from)}–${short(one.to)}`;
    days.set(one.weekday, [...(days.get(one.weekday) || []), words]);
  }
  return [...days].sort((a, b) => a[0] - b[0]).map(([day, words]) => `${weekday(day)} ${words.join('、')}`).join('；');
}

/** A picker over a list of times; `value()` is what is chosen. */
export function weekPicker(id, times) {
  const chosen = new Set(times.filter((one) => one.period).map((one) => `${one.weekday}.${one.period}`));
  const ranges = times.filter((one) => !one.period).map((one) => ({ weekday: one.weekday, from: short(one.from), to: short(one.to) }));
  const list = h('ul', { class: 'ranges' });
  const late = [...chosen].some((key) => Number(key.split('.')[1]) > DAY_PERIODS);
  const weekend = times.some((one) => one.weekday > 5);

  const box = (day, period) => {
    const key = `${day}.${period}`;
    const input = h('input', {
      type: 'checkbox', 'aria-label': `${weekday(day)}第 ${period} 节`, 'data-testid': `${id}-${day}-${period}`,
      onchange: () => (input.checked ? chosen.add(key) : chosen.delete(key)),
    });
    input.checked = chosen.has(key);
    return h('td', null, h('label', { class: 'slot' }, input));
  };
  const days = WEEKDAYS.slice(0, weekend ? 7 : 5);
  const grid = h('table', { class: 'slots' },
    h('caption', { class: 'quiet' }, '可以上课的节次'),
    h('thead', null, h('tr', null, h('td', null), days.map((day) => h('th', { scope: 'col' }, day)))),
    h('tbody', null, Array.from({ length: late ? PERIODS : DAY_PERIODS }, (_, index) =>
      h('tr', null, h('th', { scope: 'row' }, `第 ${index + 1} 节`), days.map((_, day) => box(day + 1, index + 1))))));

  const day = h('select', { 'aria-label': '星期' }, WEEKDAYS.map((name, index) => h('option', { value: index + 1 }, name)));
  const from = h('input', { type: 'time', 'aria-label': '从', value: '14:00' });
  const to = h('input', { type: 'time', 'aria-label': '到', value: '15:30' });
  function add() {
    if (!from.value || !to.value || from.value >= to.value) {
      to.setCustomValidity('结束时间要晚于开始时间。');
      to.reportValidity();
      to.setCustomValidity('');
      return;
    }
    ranges.push({ weekday: Number(day.value), from: from.value, to: to.value });
    draw();
  }
  function draw() {
    list.replaceChildren(...ranges.map((one, index) => h('li', { class: 'chip' }, `${weekday(one.weekday)} ${one.from}–${one.to}`,
      h('button', { type: 'button', class: 'chip-close', 'aria-label': `去掉${weekday(one.weekday)} ${one.from}–${one.to}`, onclick: () => { ranges.splice(index, 1); draw(); } }, icon('close')))));
  }
  draw();

  return {
    element: h('fieldset', { class: 'week' }, h('legend', null, '时间（不选就是什么时间都可以）'), grid,
      h('div', { class: 'range-row' }, h('span', null, '或按钟点：'), day, from, h('span', null, '到'), to,
        h('button', { type: 'button', class: 'button', onclick: add }, icon('plus'), '加上')), list),
    value: () => [
      ...[...chosen].map((key) => key.split('.').map(Number)).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([weekdayNumber, period]) => ({ weekday: weekdayNumber, period })),
      ...ranges,
    ],
  };
}
