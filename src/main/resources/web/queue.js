/** The files that this page sends: one after the other, whichever lesson the curator looks at meanwhile. */
import { events, get, put } from './api.js';
import { forgetSending, rememberSending } from './memory.js';
import { asProblem, isCancelled } from './notice.js';
import { upload } from './upload.js';

const STALE = 412;
const MOST_TRIES = 5;
/** How much a fresh measurement of the speed counts against what was known. */
const FRESH = 0.3;
const MEASURE_MS = 1000;

/** Emits `change` after every change of an item, and `attached` with the lesson that has a file more. */
export const queue = new EventTarget();
let items = [];

const tell = (name, detail) => queue.dispatchEvent(new CustomEvent(name, { detail }));

export const queued = () => items;
export const itemOf = (lesson, part) => items.find((one) => one.lesson === lesson && one.part === part) || null;

addEventListener('beforeunload', (event) => {
  if (items.some((one) => one.state === 'sending' || one.state === 'waiting')) event.preventDefault();
});
events.addEventListener('signed-out', () => items.slice().forEach(drop));

/** Sends a file and makes it the part of a lesson, in place of what was being sent for it; `where` says in words where it goes. */
export function send(lesson, part, file, where) {
  const before = itemOf(lesson, part);
  if (before) drop(before);
  items.push({ lesson, part, file, where, state: 'waiting', sent: 0, speed: 0, problem: null, control: null });
  next();
}

/** Keeps an item from being sent until `resume`; what the server has of it stays there. */
export function pause(item) {
  item.state = 'paused';
  if (item.control) item.control.abort();
  next();
}

/** Sends an item that was paused or has failed, from where the server has it. */
export function resume(item) {
  item.state = 'waiting';
  item.problem = null;
  next();
}

function drop(item) {
  items = items.filter((one) => one !== item);
  if (item.control) item.control.abort();
  next();
}

/** Gives an item up for good; what the server has of it expires there. */
export function cancel(item) {
  forgetSending(item.lesson, item.part);
  drop(item);
}

/** Seconds until an item is sent, as far as they can be told. */
export const secondsLeft = (item) => (item.speed > 0 ? (item.file.size - item.sent) / item.speed : null);

function next() {
  tell('change');
  if (items.some((one) => one.state === 'sending' || one.state === 'saving')) return;
  const item = items.find((one) => one.state === 'waiting');
  if (item) start(item);
}

async function start(item) {
  const control = new AbortController();
  item.control = control;
  item.state = 'sending';
  item.speed = 0;
  tell('change');
  try {
    const stored = await upload(item.file, measuring(item), control.signal);
    item.state = 'saving';
    tell('change');
    const lesson = await attach(item, stored);
    items = items.filter((one) => one !== item);
    forgetSending(item.lesson, item.part);
    tell('attached', { lesson, part: item.part });
  } catch (error) {
    if (item.control === control && !isCancelled(error) && error.code !== 'cancelled') {
      item.state = 'failed';
      item.problem = asProblem(error);
    }
  } finally {
    if (item.control === control) item.control = null;
    next();
  }
}

/** Notes how much is sent, and how fast, once a second. */
function measuring(item) {
  let since = performance.now();
  let base = null;
  return (sent) => {
    base ??= sent;
    const now = performance.now();
    item.sent = sent;
    if (now - since < MEASURE_MS) return;
    const fresh = ((sent - base) * 1000) / (now - since);
    item.speed = item.speed ? item.speed * (1 - FRESH) + fresh * FRESH : fresh;
    since = now;
    base = sent;
    rememberSending(item.lesson, item.part, item.file, sent);
    tell('change');
  };
}

/** Binds a stored upload to its lesson as that is now: the file was chosen for the part, whoever changed the rest meanwhile. */
async function attach({ lesson, part, file }, stored) {
  const path = `/lessons/${encodeURIComponent(lesson)}`;
  for (let tries = 1; ; tries += 1) {
    const { version } = await get(path);
    try {
      return await put(`${path}/parts/${part}`, { uploadId: stored.id, name: file.name }, { ifMatch: version });
    } catch (error) {
      if (error.status !== STALE || tries === MOST_TRIES) throw error;
    }
  }
}
