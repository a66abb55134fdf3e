/** All that is under way: the files that this page sends, and what the server makes of those it has. */
import { get, post } from './api.js';
import { h, icon, refill } from './dom.js';
import { megabytes, rate, wait } from './format.js';
import { asProblem, isCancelled, problemBox } from './notice.js';
import { cancel, pause, queue, queued, resume, secondsLeft } from './queue.js';

const LOOK_MS = 3000;
const LATEST = 30;
/** What the kinds of work are called; the first that a kind begins with counts. */
const KINDS = [['transcode', '转码'], ['upper', '转码高清'], ['courseware', '读取课件']];
const SENDING = { waiting: '等待上传', sending: '正在上传', saving: '正在保存', paused: '已暂停', failed: '上传中断' };
const MARKS = { waiting: 'clock', sending: 'upload', saving: 'upload', paused: 'pause', processing: 'clock', failed: 'alert', missing: 'close', ready: 'check' };
const JOB_STATES = { queued: 'waiting', running: 'processing', done: 'ready', cancelled: 'missing' };

/** Shows the work of this curator in `root` until it is closed. */
export function openWork(root) {
  const control = new AbortController();
  let timer = null;
  const sending = createLines('work-sending', '没有正在上传的文件。');
  const making = createLines('work-jobs', '没有处理过的文件。');
  const trouble = h('div');
  root.replaceChildren(h('div', { class: 'editor' }, h('h1', null, '上传与处理'),
    h('section', { class: 'card' }, h('h2', null, '上传'), sending.element),
    h('section', { class: 'card' }, h('h2', null, '处理'), h('p', { class: 'hint' }, '服务器按先后处理，可以关闭本页。'), trouble, making.element)));

  const drawSending = () => sending.update(queued().map((item) => ({
    key: `${item.lesson}/${item.part}`,
    name: item.file.name,
    where: h('a', { href: `#lesson/${encodeURIComponent(item.lesson)}` }, item.where),
    state: item.state,
    share: item.state === 'waiting' ? null : Math.floor((item.sent / item.file.size) * 100),
    text: [SENDING[item.state], `${megabytes(item.sent)} / ${megabytes(item.file.size)}`, ...figures(item)].join(' · '),
    problem: item.problem && item.problem.detail,
    steps: {
      暂停: ['sending', 'waiting'].includes(item.state) && (() => pause(item)),
      继续: ['paused', 'failed'].includes(item.state) && (() => resume(item)),
      取消: item.state !== 'saving' && (() => cancel(item)),
    },
  })));

  async function look() {
    clearTimeout(timer);
    try {
      const { items } = await get('/jobs', { limit: LATEST }, { signal: control.signal });
      making.update(items.map(jobLine));
    } catch (error) {
      if (control.signal.aborted || isCancelled(error)) return;
      refill(trouble, problemBox(asProblem(error)));
    }
    timer = setTimeout(look, LOOK_MS);
  }

  function jobLine(job) {
    const going = job.state === 'queued' || job.state === 'running';
    return {
      key: job.id,
      name: job.name || kindOf(job),
      state: JOB_STATES[job.state] || job.state,
      share: job.state === 'running' || job.state === 'paused' ? job.progress : null,
      text: jobText(job),
      problem: job.state !== 'done' && job.error && job.error.message,
      steps: {
        暂停: going && (() => act(job, 'pause')),
        继续: job.state === 'paused' && (() => act(job, 'resume')),
        重试: ['failed', 'cancelled'].includes(job.state) && (() => act(job, 'retry')),
        取消: (going || job.state === 'paused') && (() => act(job, 'cancel')),
      },
    };
  }

  async function act(job, step) {
    refill(trouble);
    try {
      await post(`/jobs/${encodeURIComponent(job.id)}/${step}`);
      await look();
    } catch (error) {
      refill(trouble, problemBox(asProblem(error)));
    }
  }

  queue.addEventListener('change', drawSending);
  drawSending();
  look();
  return {
    id: null,
    close() {
      control.abort();
      clearTimeout(timer);
      queue.removeEventListener('change', drawSending);
    },
  };
}

function kindOf({ kind }) {
  const found = KINDS.find(([start]) => kind.startsWith(start));
  return found ? found[1] : kind;
}

function jobText(job) {
  const kind = kindOf(job);
  switch (job.state) {
    case 'queued': return job.before > 0 ? `${kind}：排队中，前面还有 ${job.before} 个` : `${kind}：马上开始`;
    case 'running': return [`正在${kind} ${job.progress}%`, ...(job.remainingSeconds >= 0 ? [`还要${wait(job.remainingSeconds)}`] : [])].join(' · ');
    case 'paused': return `${kind}：已暂停`;
    case 'failed': return `${kind}：没有成功`;
    case 'cancelled': return `${kind}：已取消`;
    default: return `${kind}：完成`;
  }
}

/** Lines that stay the same elements while they change, so that nothing is replaced under the curator's finger. */
function createLines(testid, none) {
  const element = h('ul', { class: 'work-list', 'data-testid': testid });
  const lines = new Map();
  return {
    element,
    update(all) {
      for (const one of all) {
        if (!lines.has(one.key)) lines.set(one.key, createLine());
        lines.get(one.key).update(one);
      }
      for (const key of lines.keys()) if (!all.some((one) => one.key === key)) lines.delete(key);
      const wanted = all.map((one) => lines.get(one.key).element);
      if (wanted.length === 0) refill(element, h('li', { class: 'hint' }, none));
      else if (wanted.length !== element.children.length || wanted.some((one, index) => one !== element.children[index])) refill(element, wanted);
    },
  };
}

function createLine() {
  let shown = null;
  const mark = h('span', { class: 'part-mark', 'aria-hidden': 'true' });
  const name = h('p', { class: 'work-name' });
  const bar = h('progress', { max: 100 });
  const text = h('p', { class: 'hint' });
  const problem = h('p', { class: 'note note-bad' });
  const steps = h('div', { class: 'part-actions' });
  const element = h('li', { class: 'part', 'data-testid': 'work-row' }, mark, h('div', { class: 'part-body' }, name, bar, text, problem), steps);
  return {
    element,
    update(one) {
      const before = shown;
      shown = one;
      element.dataset.state = one.state;
      if (!before || before.state !== one.state) refill(mark, icon(MARKS[one.state]));
      if (!before) refill(name, one.name, one.where && ' · ', one.where);
      bar.hidden = one.share === null;
      bar.value = one.share || 0;
      bar.setAttribute('aria-label', `${one.name}的进度`);
      text.textContent = one.text;
      problem.textContent = one.problem || '';
      const labels = (line) => Object.keys(line.steps).filter((label) => line.steps[label]);
      if (before && labels(before).join() === labels(one).join()) return;
      refill(steps, labels(one).map((label) => h('button', { type: 'button', class: 'link', 'data-testid': `work-${label}`, 'aria-label': `${label} ${one.name}`, onclick: () => shown.steps[label]() }, label)));
    },
  };
}
