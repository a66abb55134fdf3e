/** The fields of an offer. */
import { h, icon } from './dom.js';
import { choice, field, termOptions } from './fields.js';
import { weekPicker } from './week.js';

/** Fields over an offer, or over nothing for a new one; `value()` is what was filled in. */
export function offerFields(offer, desk) {
  const given = offer || { courses: [{ grades: [] }], hours: 4, partners: 1, times: [] };
  const urban = desk.schools.filter((one) => one.kind === 'urban');
  const school = choice('offer-school', urban.map((one) => [one.id, one.name]), given.school || (desk.school || {}).id, { 'data-testid': 'offer-school', disabled: Boolean(offer) });
  const hours = h('input', { id: 'offer-hours', type: 'number', min: 1, max: 1000, required: true, inputmode: 'numeric', value: given.hours, 'data-testid': 'offer-hours' });
  const partners = h('input', { id: 'offer-partners', type: 'number', min: 1, max: 100, required: true, inputmode: 'numeric', value: given.partners, 'data-testid': 'offer-partners' });
  const times = weekPicker('offer-time', given.times);
  const courses = given.courses.map((one) => createCourse(one, desk));
  const place = h('div', { class: 'courses' });

  function drop(course) {
    courses.splice(courses.indexOf(course), 1);
    draw();
  }
  function draw() {
    place.replaceChildren(...courses.map((one) => one.element(courses.length > 1 ? () => drop(one) : null)));
  }
  draw();

  return {
    fields: [
      urban.length > 1 && field('学校', school),
      h('fieldset', null, h('legend', null, '科目与年级'), place,
        h('button', { type: 'button', class: 'button', onclick: () => { courses.push(createCourse({ grades: [] }, desk)); draw(); } }, icon('plus'), '再加一科')),
      h('div', { class: 'form-two' }, field('每周一共几节', hours), field('最多与几所学校结对', partners)),
      times.element,
    ].filter(Boolean),
    value: () => ({
      school: school.value || given.school || desk.school.id,
      courses: courses.map((one) => one.value()), hours: Number(hours.value), partners: Number(partners.value), times: times.value(),
    }),
  };
}

let counted = 0;

function createCourse(course, desk) {
  counted += 1;
  const id = `course-${counted}`;
  const subject = choice(`${id}-subject`, termOptions(desk.taxonomy.subjects), course.subject, { 'data-testid': 'offer-subject' });
  const edition = choice(`${id}-edition`, [['', '不限'], ...termOptions(desk.taxonomy.editions)], course.edition);
  const teachers = h('input', { id: `${id}-teachers`, type: 'number', min: 1, max: 500, inputmode: 'numeric', value: course.teachers || '' });
  const boxes = desk.taxonomy.grades.map((grade) => {
    const box = h('input', { type: 'checkbox', value: grade.id, 'data-testid': `offer-grade-${grade.id}` });
    box.checked = (course.grades || []).includes(grade.id);
    return { box, element: h('label', { class: 'check' }, box, grade.name) };
  });
  return {
    element: (drop) => h('div', { class: 'course' },
      h('div', { class: 'form-three' }, field('科目', subject), field('教材版本', edition), field('教师人数', teachers)),
      h('div', { class: 'checks', role: 'group', 'aria-label': '年级' }, boxes.map((one) => one.element)),
      drop && h('button', { type: 'button', class: 'link link-bad', onclick: drop }, '去掉这一科')),
    value: () => ({
      subject: subject.value, edition: edition.value || undefined,
      grades: boxes.filter((one) => one.box.checked).map((one) => one.box.value),
      teachers: teachers.value ? Number(teachers.value) : undefined,
    }),
  };
}
