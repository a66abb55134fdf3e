/** Booking a lesson between two schools; when somebody or something is taken, the nearest free times are one press away. */
import { all, get, post } from './api.js';
import { addDays, dayOf, hourOf, momentOf, spanText } from './days.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h } from './dom.js';
import { choice, field, termOptions } from './fields.js';

const IN_THE_WAY = { teacher: '老师', assistant: '助教', room: '教室', class: '班级', line: '网络线路' };
const LESSON_MINUTES = 40;

/** Opens the form, at a period of this desk's school when one is given; `done(booking)` when it is booked. */
export async function openBooking(desk, at, done) {
  const agreements = (await all('/agreements', desk.place)).filter((one) => ['accepted', 'active'].includes(one.state));
  const nameOf = await schoolNames(agreements.flatMap((one) => [one.urban, one.rural]));
  if (agreements.length === 0) {
    openForm({ title: '约课', testid: 'book-form', action: '知道了', fields: [h('p', null, '约课要先有签好的结对协议。')], submit() {} });
    return;
  }
  const agreement = choice('book-agreement', agreements.map((one) => [one.id, `${nameOf(one.urban)} — ${nameOf(one.rural)}`]), null, { 'data-testid': 'book-agreement' });
  const subject = choice('book-subject', termOptions(desk.taxonomy.subjects), null, { 'data-testid': 'book-subject' });
  const grade = choice('book-grade', termOptions(desk.taxonomy.grades), null, { 'data-testid': 'book-grade' });
  const teacher = choice('book-teacher', [], null, { 'data-testid': 'book-teacher' });
  const lead = choice('book-lead', [], null, { 'data-testid': 'book-lead' });
  const room = choice('book-room', [], null, { 'data-testid': 'book-room' });
  const date = h('input', { id: 'book-date', type: 'date', required: true, min: dayOf(Date.now()), value: (at && at.date) || addDays(dayOf(Date.now()), 1), 'data-testid': 'book-date', onchange: bells });
  const period = choice('book-period', [], null, { 'data-testid': 'book-period' });
  let chosen = null;

  const fill = (select, options) => {
    const before = select.value;
    select.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)));
    if (options.some(([value]) => value === before)) select.value = before;
  };
  const current = () => agreements.find((one) => one.id === agreement.value);

  /** What can be chosen depends on the agreement: its courses, the rooms of both sides, the teachers of the urban one. */
  async function follow() {
    const one = current();
    const [course] = one.current.terms.courses;
    subject.value = course.subject;
    if (course.grade) grade.value = course.grade;
    const [rooms, accounts, earlier] = await Promise.all([
      get(`/agreements/${encodeURIComponent(one.id)}/rooms`),
      desk.may('READ_ACCOUNT') ? all('/accounts', { school: one.urban, role: 'teacher' }).catch(() => []) : [],
      all('/bookings', { agreement: one.id }, { most: 100 }).catch(() => []),
    ]);
    const of = (school) => rooms.items.filter((each) => each.school === school).map((each) => [each.id, each.name]);
    fill(lead, of(one.urban));
    fill(room, of(one.rural));
    const known = new Map(accounts.map((each) => [each.id, each.name]));
    for (const each of earlier) if (!known.has(each.teacher)) known.set(each.teacher, '上次的主讲老师');
    if (desk.me.school === one.urban && !known.has(desk.me.id)) known.set(desk.me.id, desk.me.name);
    fill(teacher, [...known]);
  }

  /** The bells of this desk's school on the day. */
  async function bells() {
    if (!date.value) return;
    const school = desk.school.id;
    const { items } = await get(`/schools/${encodeURIComponent(school)}/days`, { from: date.value, to: date.value });
    const periods = items.length ? items[0].periods : [];
    fill(period, periods.map((one) => [String(one.number), `第 ${one.number} 节 ${hourOf(one.begins)}–${hourOf(one.ends)}`]));
    if (at && at.period && at.date === date.value) period.value = String(at.period);
  }

  agreement.addEventListener('change', () => follow().catch(() => {}));
  await Promise.all([follow(), bells()]);

  function draft() {
    const when = chosen || (period.value
      ? { period: { school: desk.school.id, date: date.value, period: Number(period.value) } }
      : { begins: momentOf(date.value, '10:00'), ends: new Date(Date.parse(momentOf(date.value, '10:00')) + LESSON_MINUTES * 60_000).toISOString() });
    return {
      agreement: agreement.value, teacher: teacher.value, subject: subject.value, grade: grade.value,
      lead: { room: lead.value }, rooms: [{ room: room.value }], ...when,
    };
  }

  function conflict(problem) {
    const what = (problem.conflicts || []).map((one) => h('li', null, `${IN_THE_WAY[one.of] || one.of}在 ${spanText(one.begins, one.ends)} 已被占用`));
    const free = (problem.nearest || []).map((one, index) => h('button', {
      type: 'button', class: 'button button-main', 'data-testid': `nearest-${index + 1}`,
      onclick: () => {
        chosen = { begins: one.begins, ends: one.ends };
        form.submit();
      },
    }, spanText(one.begins, one.ends)));
    return h('div', { class: 'nearest', 'data-testid': 'nearest' },
      what.length > 0 && h('ul', { class: 'in-the-way' }, what),
      free.length > 0 ? [h('p', null, '最近的空闲时间，点一下就约：'), h('div', { class: 'actions' }, free)] : h('p', null, '近期没有双方都空闲的时间。'));
  }

  const form = openForm({
    title: '约课', testid: 'book-form', action: '约这节课',
    fields: [
      field('结对协议', agreement),
      h('div', { class: 'form-two' }, field('科目', subject), field('年级', grade), field('主讲老师', teacher), field('主讲教室', lead), field('听课教室', room), field('日期', date)),
      field('节次（本校作息）', period),
    ],
    async submit(opened) {
      try {
        await done(await post('/bookings', draft()));
        return true;
      } catch (error) {
        chosen = null;
        if (error.code !== 'booking-conflict') throw error;
        opened.fail(error, conflict(error));
        return false;
      }
    },
  });
}
