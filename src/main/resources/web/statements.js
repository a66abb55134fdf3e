/** What schools need and what they offer: lists of both, and the forms that state, change and withdraw. */
import { all, change, create, read, remove } from './api.js';
import { schoolNames } from './desk.js';
import { openForm } from './dialog.js';
import { h, icon } from './dom.js';
import { asProblem, isCancelled, note, problemBox } from './notice.js';
import { needFields } from './need.js';
import { offerFields } from './offer.js';
import { timesText } from './week.js';

const KINDS = {
  needs: {
    path: '/needs', school: 'rural', title: '需要的课', add: '提出需求', word: '需求', fields: needFields,
    about: '本校开不齐、开不足的课：写清科目、年级和每周节数，教育局据此安排结对。',
    none: '还没有提出需求。',
    line: (one, desk) => ({
      title: `${desk.nameOf('grade', one.grade)}${desk.nameOf('subject', one.subject)}`,
      facts: [`每周 ${one.hours} 节`, one.edition && desk.nameOf('edition', one.edition), timesText(one.times), one.lineKbps && `教室网速 ${one.lineKbps} kbit/s`],
    }),
  },
  offers: {
    path: '/offers', school: 'urban', title: '能提供的课', add: '提供课程', word: '供给', fields: offerFields,
    about: '本校能为乡村学校上的课：科目、年级、每周总节数，以及最多与几所学校结对。',
    none: '还没有提供课程。',
    line: (one, desk) => ({
      title: one.courses.map((course) => desk.nameOf('subject', course.subject)).join('、'),
      facts: [`每周共 ${one.hours} 节`, `最多结对 ${one.partners} 所`, timesText(one.times),
        ...one.courses.map((course) => `${desk.nameOf('subject', course.subject)}：${(course.grades || []).map((grade) => desk.nameOf('grade', grade)).join('、') || '各年级'}${course.teachers ? `，教师 ${course.teachers} 人` : ''}`)],
    }),
  },
};

export function openStatements(root, desk) {
  const control = new AbortController();
  const kinds = Object.keys(KINDS).filter((kind) => !desk.school || KINDS[kind].school === desk.school.kind);
  root.replaceChildren(h('div', { class: kinds.length > 1 ? 'two-lists' : '' }, kinds.map((kind) => createList(KINDS[kind], desk, control.signal))));
  return { close: () => control.abort() };
}

function createList(kind, desk, signal) {
  let items = [];
  let nameOfSchool = (id) => id;
  const testid = kind.path.slice(1);
  const list = h('ul', { class: 'rows', 'data-testid': testid });
  const foot = h('div', { class: 'foot' });
  const mayAdd = desk.may('EDIT_NEED');
  const element = h('section', { class: 'card' },
    h('div', { class: 'card-head' }, h('h2', null, kind.title),
      mayAdd && h('button', { type: 'button', class: 'button button-main', 'data-testid': `${testid}-add`, onclick: () => openEdit(null) }, icon('plus'), kind.add)),
    h('p', { class: 'hint' }, kind.about), list, foot);

  function row(one) {
    const { title, facts } = kind.line(one, desk);
    const mine = desk.speaksFor('EDIT_NEED', one.school);
    return h('li', { class: 'row', 'data-testid': `${testid}-row`, 'data-id': one.id },
      h('div', { class: 'row-body' },
        !desk.school && h('p', { class: 'row-school' }, nameOfSchool(one.school)),
        h('p', { class: 'row-title' }, title),
        h('p', { class: 'row-facts' }, facts.filter(Boolean).map((fact) => h('span', null, fact)))),
      mine && h('div', { class: 'row-actions' },
        h('button', { type: 'button', class: 'link', 'aria-label': `修改${title}`, 'data-testid': `${testid}-edit`, onclick: (event) => guarded(event, () => openEdit(one)) }, '修改'),
        h('button', { type: 'button', class: 'link link-bad', 'aria-label': `撤回${title}`, 'data-testid': `${testid}-withdraw`, onclick: (event) => guarded(event, () => withdraw(one, title)) }, '撤回')));
  }

  function draw() {
    list.replaceChildren(...items.map(row));
    foot.replaceChildren();
    if (items.length === 0) foot.append(h('p', { class: 'hint' }, kind.none));
  }

  async function guarded(event, step) {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await step();
    } catch (error) {
      note(asProblem(error).detail, 'bad');
    } finally {
      button.disabled = false;
    }
  }

  /** Opens the form over what stands there now, so that nobody's change is lost. */
  async function openEdit(one) {
    const found = one && await read(`${kind.path}/${encodeURIComponent(one.id)}`);
    const form = kind.fields(found ? found.value : null, desk);
    openForm({
      title: one ? `修改${kind.word}` : kind.add, testid: `${testid}-form`, fields: form.fields, action: one ? '保存' : kind.add,
      async submit() {
        const facts = form.value();
        const saved = one
          ? await change(`${kind.path}/${encodeURIComponent(one.id)}`, facts, found.version)
          : await create(kind.path, facts);
        await keep(saved.value);
        note(one ? '已保存。' : '已提交，教育局做结对方案时会看到。');
      },
    });
  }

  async function withdraw(one, title) {
    const path = `${kind.path}/${encodeURIComponent(one.id)}`;
    const { version } = await read(path);
    openForm({
      title: `撤回${kind.word}`, testid: `${testid}-withdraw-form`, action: '撤回', quiet: true,
      fields: [h('p', null, `撤回“${title}”以后，新的结对方案不再考虑它；已经签订的协议不受影响。`)],
      async submit() {
        await remove(path, { ifMatch: version });
        items = items.filter((other) => other.id !== one.id);
        draw();
        note('已撤回。');
      },
    });
  }

  /** The index follows the record by a moment, so the list is kept true from here. */
  async function keep(saved) {
    const known = items.some((one) => one.id === saved.id);
    items = known ? items.map((one) => (one.id === saved.id ? saved : one)) : [saved, ...items];
    nameOfSchool = await schoolNames(items.map((one) => one.school));
    draw();
  }

  async function load() {
    foot.replaceChildren(h('p', { class: 'hint', role: 'status' }, '正在读取…'));
    try {
      items = await all(kind.path, desk.place, { signal });
      if (!desk.school) nameOfSchool = await schoolNames(items.map((one) => one.school));
      draw();
    } catch (error) {
      if (!isCancelled(error)) foot.replaceChildren(problemBox(asProblem(error), load));
    }
  }

  load();
  return element;
}
