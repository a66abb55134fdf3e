/** The terms of an agreement: reading them, showing what would change, and filling them in. */
import { h, icon } from './dom.js';
import { choice, field, termOptions } from './fields.js';
import { day } from './format.js';

const contact = (one) => (one ? `${one.name} ${one.phone}` : '未填');

/** Every term as `[key, name, text]`. */
function lines(terms, nameOf) {
  return [
    ['courses', '课程', terms.courses.map((one) => `${one.grade ? nameOf('grade', one.grade) : ''}${nameOf('subject', one.subject)}`).join('、')],
    ['weeklyHours', '每周', `${terms.weeklyHours} 节`],
    ['days', '期限', `${day(terms.from)} 至 ${day(terms.to)}`],
    ['urbanContact', '城镇校联系人', contact(terms.urbanContact)],
    ['ruralContact', '乡村校联系人', contact(terms.ruralContact)],
  ];
}

/** Terms as a list; those that differ from `before` are marked, with what held before. */
export function termsList(terms, nameOf, before) {
  const old = before && new Map(lines(before, nameOf).map(([key, , text]) => [key, text]));
  return h('dl', { class: 'terms' }, lines(terms, nameOf).map(([key, name, text]) => {
    const changed = old && old.get(key) !== text;
    return h('div', { class: changed ? 'terms-changed' : null, 'data-testid': changed ? `changed-${key}` : null },
      h('dt', null, name), h('dd', null, changed ? [h('ins', null, text), h('del', null, old.get(key))] : text));
  }));
}

let counted = 0;

/** Fields over terms; `value()` is what was filled in. */
export function termsFields(terms, desk) {
  const courses = terms.courses.map((one) => courseRow(one, desk));
  const place = h('div', { class: 'courses' });
  const hours = h('input', { id: 'terms-hours', type: 'number', min: 1, max: 1000, required: true, inputmode: 'numeric', value: terms.weeklyHours, 'data-testid': 'terms-hours' });
  const from = h('input', { id: 'terms-from', type: 'date', required: true, value: terms.from, 'data-testid': 'terms-from' });
  const to = h('input', { id: 'terms-to', type: 'date', required: true, value: terms.to, 'data-testid': 'terms-to' });
  const urban = contactFields('urban', '城镇校联系人', terms.urbanContact);
  const rural = contactFields('rural', '乡村校联系人', terms.ruralContact);

  function draw() {
    place.replaceChildren(...courses.map((row) => row.element(courses.length > 1 && (() => {
      courses.splice(courses.indexOf(row), 1);
      draw();
    }))));
  }
  draw();

  return {
    fields: [
      h('fieldset', null, h('legend', null, '课程'), place,
        h('button', { type: 'button', class: 'button', onclick: () => { courses.push(courseRow({}, desk)); draw(); } }, icon('plus'), '再加一门')),
      h('div', { class: 'form-three' }, field('每周几节', hours), field('从', from), field('到', to)),
      h('div', { class: 'form-two' }, urban.element, rural.element),
    ],
    value: () => ({
      courses: courses.map((one) => one.value()), weeklyHours: Number(hours.value), from: from.value, to: to.value,
      urbanContact: urban.value(), ruralContact: rural.value(),
    }),
  };
}

function courseRow(course, desk) {
  counted += 1;
  const subject = choice(`terms-subject-${counted}`, termOptions(desk.taxonomy.subjects), course.subject, { 'aria-label': '科目', 'data-testid': 'terms-subject' });
  const grade = choice(`terms-grade-${counted}`, [['', '不限年级'], ...termOptions(desk.taxonomy.grades)], course.grade, { 'aria-label': '年级' });
  return {
    element: (drop) => h('div', { class: 'course-row' }, subject, grade,
      drop && h('button', { type: 'button', class: 'link link-bad', onclick: drop }, '去掉')),
    value: () => ({ subject: subject.value, grade: grade.value || undefined }),
  };
}

function contactFields(id, label, given) {
  const name = h('input', { id: `${id}-name`, maxlength: 60, placeholder: '姓名', 'aria-label': `${label}姓名`, value: given ? given.name : '' });
  const phone = h('input', { id: `${id}-phone`, type: 'tel', placeholder: '电话', 'aria-label': `${label}电话`, value: given ? given.phone : '' });
  return {
    element: h('fieldset', { class: 'field' }, h('legend', null, label), name, phone),
    value: () => (name.value.trim() || phone.value.trim() ? { name: name.value.trim(), phone: phone.value.trim() } : undefined),
  };
}
