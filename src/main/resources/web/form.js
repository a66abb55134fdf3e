/** The facts of a lesson as a form: for a new one and for changing one. */
import { h } from './dom.js';
import { choice, field } from './fields.js';
import { asProblem, problemBox } from './notice.js';
import { createPicker } from './tree.js';

const LICENCE = 'CC-BY-NC-SA-4.0';
const CLASSES = { subject: '学科课程', experiment: '实验教学', special: '特殊教育' };
const INHERITED = ['stage', 'subject', 'edition', 'grade', 'volume'];

const splitWords = (text) => text.split(/[、,;\uff0c\uff1b\s]+/).map((word) => word.trim()).filter(Boolean);

/** A form over `lesson` (null: a new one); `save(facts)` gets what was typed and may fail with a problem. */
export function lessonForm({ lesson, taxonomy, profile, save }) {
  const given = lesson || { lessonClass: 'subject', section: 'course', keywords: [] };
  const name = lesson ? 'edit' : 'curator';
  let place = null;
  let loaded = !lesson;

  const title = h('input', { id: `${name}-title`, required: true, maxlength: 200, value: given.title || '', 'data-testid': `${name}-title` });
  const description = h('textarea', { id: `${name}-about`, rows: 3, maxlength: 4000, 'data-testid': `${name}-description` });
  description.value = given.description || '';
  const teacher = h('input', { id: `${name}-teacher`, maxlength: 100, value: given.teacher || '', 'data-testid': `${name}-teacher` });
  const keywords = h('input', { id: `${name}-words`, value: (given.keywords || []).join('、'), placeholder: '用顿号或空格隔开', 'data-testid': `${name}-keywords` });
  const kind = choice(`${name}-kind`, Object.entries(CLASSES), given.lessonClass);
  const section = choice(`${name}-section`, ((taxonomy && taxonomy.sections) || [{ id: 'course', name: '课程教学' }]).map((one) => [one.id, one.name]), given.section);
  const placeText = h('p', { class: 'hint', 'data-testid': `${name}-node` }, given.path && given.path.length ? `章节：${given.path.join(' › ')}` : '选好教材后，再点一下所在的章节。');
  const picker = createPicker({
    testid: `${name}-textbook`, label: '教材与章节', profile,
    chosen(choiceMade) {
      place = choiceMade;
      placeText.textContent = choiceMade.path.length ? `章节：${choiceMade.path.join(' › ')}` : '选好教材后，再点一下所在的章节。';
    },
  });
  const trouble = h('div');
  const button = h('button', { class: 'button button-main', 'data-testid': lesson ? 'edit-save' : 'curator-create' }, lesson ? '保存修改' : '创建课程');

  function facts() {
    const typed = {
      title: title.value.trim(), description: description.value.trim(), teacher: teacher.value.trim(),
      keywords: splitWords(keywords.value), lessonClass: kind.value, section: section.value,
    };
    for (const name of ['description', 'teacher']) if (!typed[name]) typed[name] = lesson ? null : undefined;
    if (!lesson) Object.assign(typed, { licence: LICENCE, languages: ['zh-CN'] });
    if (place && place.node) typed.node = place.node;
    if (place && place.textbook) typed.textbook = place.textbook;
    if (place && place.book && !place.node) for (const facet of INHERITED) typed[facet] = place.book[facet];
    if (lesson && place && !place.node) typed.node = null;
    return typed;
  }

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    trouble.replaceChildren();
    try {
      await save(facts());
    } catch (error) {
      const problem = asProblem(error);
      trouble.replaceChildren(problemBox(problem));
      trouble.scrollIntoView({ block: 'nearest' });
    } finally {
      button.disabled = false;
    }
  }

  if (!lesson) picker.load().catch(() => {});
  return {
    element: h('form', { class: 'form', onsubmit: submit },
      field('课题', title), field('简介', description),
      picker.element, placeText,
      h('div', { class: 'form-two' }, field('讲授教师', teacher), field('关键词', keywords), field('课程类型', kind), field('栏目', section)),
      h('p', { class: 'hint' }, `许可：${given.licence || LICENCE}（署名-非商业性使用-相同方式共享）`),
      trouble, h('div', { class: 'actions' }, button)),
    focus: () => title.focus(),
    /** An edit form asks for the textbooks only when it is opened. */
    opened() {
      if (loaded) return;
      loaded = true;
      picker.set(given.textbook || '', given.node || '');
    },
  };
}
