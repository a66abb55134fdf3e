/** The week of a school: its periods and what is booked in them; booking, moving on a week, and the calendar's address. */
import { all, get, post, read, remove } from './api.js';
import { openBooking } from './booking.js';
import { addDays, dayOf, dayText, hourOf, mondayOf, spanText } from './days.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h, icon } from './dom.js';
import { field } from './fields.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';

const KINDS = { 'make-up': '调休上课', free: '', holiday: '放假', break: '假期' };
const STATES = { booked: '', cancelled: '已取消', ended: '已上完' };
const PARITY = { odd: '单周', even: '双周' };

export function openTimetable(root, desk) {
  const control = new AbortController();
  let monday = mondayOf(dayOf(Date.now()));
  const title = h('h2', { 'data-testid': 'week-title', role: 'status' });
  const body = h('div');
  const school = desk.school;
  /** What was done from here: the index follows the record by a moment. */
  const fresh = new Map();
  const move = (days) => () => {
    monday = days ? addDays(monday, days) : mondayOf(dayOf(Date.now()));
    load();
  };
  const button = (text, testid, onclick, kind = '') => h('button', { type: 'button', class: `button ${kind}`, 'data-testid': testid, onclick }, text);
  root.replaceChildren(h('section', { class: 'card' },
    h('div', { class: 'card-head' }, title,
      h('div', { class: 'actions' }, button('上一周', 'week-before', move(-7)), button('本周', 'week-now', move(0)), button('下一周', 'week-after', move(7)),
        school && desk.may('BOOK_CLASSROOM') && button('约课', 'book', () => book(null), 'button-main'),
        school && button('订阅日历', 'calendar', subscribe))),
    body));

  async function load() {
    const mine = monday;
    const sunday = addDays(monday, 6);
    title.textContent = `${dayText(monday)} — ${dayText(sunday)}`;
    try {
      const [days, found] = await Promise.all([
        school ? get(`/schools/${encodeURIComponent(school.id)}/days`, { from: monday, to: sunday }, { signal: control.signal }) : { items: [] },
        all('/bookings', { ...desk.place, from: monday, to: sunday }, { signal: control.signal }),
      ]);
      const bookings = [...found.filter((one) => !fresh.has(one.id)), ...[...fresh.values()].filter((one) => mondayOf(dayOf(one.begins)) === mine)];
      const nameOf = await schoolNames(bookings.flatMap((one) => [one.lead.school, ...one.rooms.map((room) => room.school)]));
      if (mine === monday) draw(days.items, bookings.filter((one) => one.state !== 'cancelled'), nameOf);
    } catch (error) {
      if (!isCancelled(error)) body.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  function draw(days, bookings, nameOf) {
    if (days.length && days[0].week) title.textContent = `第 ${days[0].week} 周（${PARITY[days[0].parity] || ''}） ${title.textContent}`;
    const shown = days.filter((one) => one.weekday < 6 || one.periods.length || bookings.some((booking) => dayOf(booking.begins) === one.date));
    const columns = shown.length ? shown : [...new Set(bookings.map((one) => dayOf(one.begins)))].map((date) => ({ date, kind: 'lessons', periods: [] }));
    body.replaceChildren(columns.length
      ? h('div', { class: 'week-days', 'data-testid': 'week' }, columns.map((one) => dayColumn(one, bookings.filter((booking) => dayOf(booking.begins) === one.date), nameOf)))
      : h('p', { class: 'hint' }, '这一周没有约好的课。'));
  }

  /** Periods in order, each with what is booked in it; what lies between the bells stands for itself. */
  function dayColumn(one, bookings, nameOf) {
    const within = (booking, period) => booking.begins < period.ends && period.begins < booking.ends;
    const loose = bookings.filter((booking) => !one.periods.some((period) => within(booking, period)));
    const rows = [
      ...one.periods.map((period) => ({ at: period.begins, element: h('li', { class: 'period' },
        h('span', { class: 'period-name' }, `第 ${period.number} 节`, h('small', null, hourOf(period.begins))),
        bookings.filter((booking) => within(booking, period)).map((booking) => card(booking, nameOf)),
        school && desk.may('BOOK_CLASSROOM') && !bookings.some((booking) => within(booking, period)) && Date.parse(period.begins) > Date.now()
          && h('button', { type: 'button', class: 'period-free', 'aria-label': `约${dayText(one.date)}第 ${period.number} 节`, 'data-testid': `free-${one.date}-${period.number}`, onclick: () => book({ date: one.date, period: period.number }) }, icon('plus')))})),
      ...loose.map((booking) => ({ at: booking.begins, element: h('li', { class: 'period' }, card(booking, nameOf)) })),
    ].sort((a, b) => a.at.localeCompare(b.at));
    return h('section', { class: `week-day ${one.date === dayOf(Date.now()) ? 'week-today' : ''}` },
      h('h3', null, dayText(one.date), KINDS[one.kind] && h('span', { class: 'hint' }, ` ${one.name || KINDS[one.kind]}`)),
      h('ul', null, rows.map((row) => row.element)));
  }

  function card(booking, nameOf) {
    const others = [booking.lead.school, ...booking.rooms.map((one) => one.school)].filter((id) => !school || id !== school.id);
    return h('button', { type: 'button', class: `booked booked-${booking.state}`, 'data-testid': 'booking', 'data-id': booking.id, onclick: () => open(booking, nameOf) },
      h('b', null, `${desk.nameOf('grade', booking.grade)}${desk.nameOf('subject', booking.subject)}`),
      h('span', null, `${hourOf(booking.begins)}–${hourOf(booking.ends)}`),
      h('span', null, [...new Set(others)].map(nameOf).join('、')), STATES[booking.state] && h('span', null, STATES[booking.state]));
  }

  function open(booking, nameOf) {
    const begun = Date.parse(booking.begins) < Date.now();
    const reason = h('input', { id: 'cancel-reason', maxlength: 500, 'data-testid': 'cancel-reason' });
    const may = booking.state === 'booked' && desk.may('BOOK_CLASSROOM');
    openForm({
      title: `${desk.nameOf('grade', booking.grade)}${desk.nameOf('subject', booking.subject)}`, testid: 'booking-form', action: may ? (begun ? '现在下课，空出时间' : '取消这节课') : '知道了', quiet: may,
      fields: [
        h('dl', { class: 'terms' }, line('时间', spanText(booking.begins, booking.ends)), line('主讲学校', nameOf(booking.lead.school)), line('听课学校', booking.rooms.map((one) => nameOf(one.school)).join('、'))),
        may && !begun && field('取消的原因', reason),
      ].filter(Boolean),
      async submit() {
        if (!may) return;
        const path = `/bookings/${encodeURIComponent(booking.id)}`;
        const { version } = await read(path);
        if (begun) {
          fresh.set(booking.id, await post(`${path}/stop`, undefined, { ifMatch: version }));
        } else {
          await remove(path, { ifMatch: version, query: { reason: reason.value.trim() } });
          fresh.set(booking.id, { ...booking, state: 'cancelled' });
        }
        note(begun ? '已空出余下的时间。' : '已取消。');
        await load();
      },
    });
  }

  const book = (at) => openBooking(desk, at, async (made) => {
    note(`已约好：${spanText(made.begins, made.ends)}`);
    fresh.set(made.id, made);
    monday = mondayOf(dayOf(made.begins));
    await load();
  }).catch((error) => note(asProblem(error).detail, 'bad'));

  async function subscribe() {
    try {
      const feed = await post('/me/calendar-feeds', { of: 'school', whose: school.id });
      const address = new URL(feed.url, location.href).href;
      const shown = h('input', { readonly: true, value: address, 'aria-label': '订阅地址', 'data-testid': 'calendar-url', onfocus: () => shown.select() });
      openForm({
        title: '订阅日历', testid: 'calendar-form', action: '复制地址',
        fields: [h('p', null, '把这个地址加到手机或电脑的日历里，约课会自动更新。谁有地址谁就能看，只显示这一次。'), shown],
        async submit() {
          shown.select();
          await navigator.clipboard.writeText(address).catch(() => {});
          note('地址已复制。');
        },
      });
    } catch (error) {
      note(asProblem(error).detail, 'bad');
    }
  }

  load();
  return { close: () => control.abort() };
}

const line = (name, text) => h('div', null, h('dt', null, name), h('dd', null, text));
