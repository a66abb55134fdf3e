/** Following a job: live by server-sent events, by asking when the stream does not hold. */
import { get, stream } from './api.js';

const POLL_MS = 3000;
const SILENCE_MS = 45_000;

const ended = (job) => job.state === 'done' || job.state === 'failed';

/** Calls `changed(job)` at every change and answers the job when it has ended. */
export async function watchJob(id, changed, signal) {
  const path = `/jobs/${encodeURIComponent(id)}`;
  let last = await get(path, null, { signal });
  changed(last);
  if (ended(last)) return last;
  try {
    await follow(`${path}/events`, signal, (job) => {
      last = job;
      changed(job);
      return ended(job);
    });
  } catch (error) {
    if (signal.aborted) throw error;
  }
  while (!ended(last)) {
    await pause(POLL_MS, signal);
    try {
      last = await get(path, null, { signal });
      changed(last);
    } catch (error) {
      if (signal.aborted || (error.status >= 400 && error.status < 500)) throw error;
    }
  }
  return last;
}

/** Reads the stream until `take` says that this was the last event, the stream ends or falls silent. */
async function follow(path, signal, take) {
  const control = new AbortController();
  const stop = () => control.abort();
  signal.addEventListener('abort', stop, { once: true });
  let silence = setTimeout(stop, SILENCE_MS);
  try {
    const reader = (await stream(path, control.signal)).getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      text = (text + decoder.decode(value, { stream: true })).replace(/\r\n?/g, '\n');
      const blocks = text.split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const data = dataOf(block);
        if (data && take(JSON.parse(data))) return;
      }
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    control.abort();
  }
}

/** The data of one event; empty for comments and for other events than `job`. */
function dataOf(block) {
  const lines = block.split('\n');
  const event = lines.find((line) => line.startsWith('event:'));
  if (event && event.slice(6).trim() !== 'job') return '';
  return lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim()).join('\n');
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(new DOMException('', 'AbortError')); }, { once: true });
  });
}
