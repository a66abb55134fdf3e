/** The fields of a need. */
import { h } from './dom.js';
import { choice, field, termOptions } from './fields.js';
import { weekPicker } from './week.js';

const ROOMS = [['classroom', '普通教室'], ['multimedia', '多媒体教室'], ['recording', '录播教室'], ['computer', '计算机教室'], ['laboratory', '实验室'], ['library', '图书室']];

/** Fields over a need, or over nothing for a new one; `value()` is what was filled in. */
export function needFields(need, desk) {
  const given = need || { hours: 1, times: [], edition: (desk.me.profile || {}).edition };
  const rural = desk.schools.filter((one) => one.kind === 'rural');
  const school = choice('need-school', rural.map((one) => [one.id, one.name]), given.school || (desk.school || {}).id, { 'data-testid': 'need-school', disabled: Boolean(need) });
  const subject = choice('need-subject', termOptions(desk.taxonomy.subjects), given.subject, { 'data-testid': 'need-subject' });
  const grade = choice('need-grade', termOptions(desk.taxonomy.grades), given.grade, { 'data-testid': 'need-grade' });
  const edition = choice('need-edition', [['', '不限'], ...termOptions(desk.taxonomy.editions)], given.edition);
  const hours = h('input', { id: 'need-hours', type: 'number', min: 1, max: 40, required: true, inputmode: 'numeric', value: given.hours, 'data-testid': 'need-hours' });
  const line = h('input', { id: 'need-line', type: 'number', min: 0, step: 1, inputmode: 'numeric', value: given.lineKbps === undefined ? '' : given.lineKbps, placeholder: '不填就用学校的网速' });
  const room = choice('need-room', [['', '未定'], ...ROOMS], given.room);
  const times = weekPicker('need-time', given.times);
  return {
    fields: [
      rural.length > 1 && field('学校', school),
      h('div', { class: 'form-two' }, field('科目', subject), field('年级', grade), field('教材版本', edition), field('每周几节', hours)),
      times.element,
      h('div', { class: 'form-two' }, field('在哪种教室上', room), field('教室网速（kbit/s）', line)),
    ].filter(Boolean),
    value() {
      const blank = need ? null : undefined;
      return {
        school: school.value || given.school || desk.school.id,
        subject: subject.value, grade: grade.value, edition: edition.value || blank,
        hours: Number(hours.value), times: times.value(), room: room.value || blank,
        lineKbps: line.value === '' ? blank : Number(line.value),
      };
    },
  };
}
