/**
 * Sending one file so that nothing is sent twice: ask first, then piece by piece (tus 1.0.0), and
 * go on where it was after a broken line, a closed page or a restart of the server.
 */
import { ApiProblem, authorization, offline, post, problemOf } from './api.js';

const STORE = 'keqiao.uploads';
const VERSION = '1.0.0';
const PIECE = 32 * 2 ** 20;
const HASHED_UP_TO = 256 * 2 ** 20;
const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000, 30_000];
const SILENCE_MS = 60_000;

/**
 * Uploads a file and answers the stored upload.
 * `progress(sent, total)` is called while bytes leave; aborting `signal` stops it, and a later call
 * with the same file goes on from there.
 */
export async function upload(file, progress, signal) {
  const key = await keyOf(file);
  const known = notes()[key];
  if (known) {
    const resumed = await resume(key, known, file, progress, signal);
    if (resumed) return resumed;
  }
  const about = { name: file.name, bytes: file.size, type: file.type || undefined };
  const answer = await post('/uploads/preflight', { ...about, sha256: await hashOf(file) }, { signal });
  if (answer.outcome === 'stored') {
    progress(file.size, file.size);
    return answer.upload;
  }
  return sendAll(key, await create(key, file, signal), 0, file, progress, signal);
}

async function create(key, file, signal) {
  const reply = await request('POST', '/api/v1/uploads', {
    headers: {
      Authorization: await authorization(),
      'Upload-Length': file.size,
      'Upload-Metadata': `filename ${base64(file.name)}${file.type ? `,filetype ${base64(file.type)}` : ''}`,
    },
    signal,
  });
  if (reply.status !== 201) throw problemOf(reply.status, reply.text);
  const address = new URL(reply.header('Location'), location.href).href;
  write({ ...notes(), [key]: address });
  return address;
}

/** Goes on with what was begun; nothing when the server knows of it no more. */
async function resume(key, address, file, progress, signal) {
  const offset = await offsetOf(address, signal);
  if (offset === null) {
    forget(key);
    return null;
  }
  return sendAll(key, address, offset, file, progress, signal);
}

/** Where to go on, once the server answers; nothing when it knows of the upload no more. */
async function offsetOf(address, signal) {
  for (let failures = 0; ; failures += 1) {
    try {
      const reply = await request('HEAD', address, { signal });
      if (reply.status === 200) return Number(reply.header('Upload-Offset'));
      if (reply.status < 500 && reply.status !== 409) return null;
      throw problemOf(reply.status, reply.text);
    } catch (problem) {
      await pauseAfter(problem, failures, signal);
    }
  }
}

async function sendAll(key, address, from, file, progress, signal) {
  let offset = from;
  let failures = 0;
  progress(offset, file.size);
  while (offset < file.size) {
    try {
      const end = Math.min(file.size, offset + PIECE);
      const reply = await request('PATCH', address, {
        headers: { 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream' },
        body: file.slice(offset, end),
        sent: (bytes) => progress(Math.min(file.size, offset + bytes), file.size),
        signal,
      });
      if (reply.status !== 204) throw problemOf(reply.status, reply.text);
      offset = Number(reply.header('Upload-Offset'));
      failures = 0;
    } catch (problem) {
      await pauseAfter(problem, failures, signal);
      failures += 1;
      const safe = await offsetOf(address, signal);
      if (safe === null) {
        forget(key);
        throw problem;
      }
      if (safe > offset) failures = 0;
      offset = safe;
      progress(offset, file.size);
    }
  }
  forget(key);
  return stored(address, signal);
}

async function stored(address, signal) {
  const headers = { Authorization: await authorization() };
  const reply = await request('GET', address.split('?')[0], { headers, signal });
  if (reply.status !== 200) throw problemOf(reply.status, reply.text);
  return JSON.parse(reply.text);
}

/** Waits before another attempt, longer each time; what will not get better is thrown on. */
async function pauseAfter(problem, failures, signal) {
  const passing = problem.status === 0 || problem.status >= 500 || [409, 423, 429].includes(problem.status);
  if (!passing || problem.code === 'cancelled' || problem.code === 'upload-damaged') throw problem;
  if (failures >= PAUSES_MS.length) throw problem;
  await new Promise((resolve, reject) => {
    const done = () => { clearTimeout(timer); removeEventListener('online', done); resolve(); };
    const timer = setTimeout(done, PAUSES_MS[failures]);
    addEventListener('online', done);
    if (signal) signal.addEventListener('abort', () => { done(); reject(cancelled()); }, { once: true });
  });
}

const cancelled = () => new ApiProblem({ code: 'cancelled', detail: '已取消上传。' });

/** One request; `sent(bytes)` hears how far its body is. A line that is silent for a minute is given up. */
function request(method, address, { headers = {}, body, sent, signal }) {
  return new Promise((resolve, reject) => {
    if (signal && signal.aborted) {
      reject(cancelled());
      return;
    }
    const xhr = new XMLHttpRequest();
    let silence = 0;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => { reject(offline(true)); xhr.abort(); }, SILENCE_MS);
    };
    const stop = () => xhr.abort();
    const end = (settle, outcome) => {
      clearTimeout(silence);
      if (signal) signal.removeEventListener('abort', stop);
      settle(outcome);
    };
    xhr.open(method, address);
    for (const [name, value] of Object.entries({ 'Tus-Resumable': VERSION, 'Accept-Language': 'zh-CN', ...headers })) {
      xhr.setRequestHeader(name, value);
    }
    xhr.upload.onprogress = (event) => { heard(); if (sent) sent(event.loaded); };
    // All is sent: storing a large file takes the server a while, and it is silent meanwhile.
    xhr.upload.onload = () => clearTimeout(silence);
    xhr.onload = () => end(resolve, { status: xhr.status, text: xhr.responseText, header: (name) => xhr.getResponseHeader(name) });
    xhr.onerror = () => end(reject, offline(false));
    xhr.onabort = () => end(reject, cancelled());
    if (signal) signal.addEventListener('abort', stop, { once: true });
    if (body) heard();
    xhr.send(body);
  });
}

/** Hash of a file that is small enough to be read at once; larger ones are sent without. */
async function hashOf(file) {
  if (file.size > HASHED_UP_TO || !globalThis.crypto || !crypto.subtle) return undefined;
  try {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** What tells a file of one account from all others, without reading it. */
async function keyOf(file) {
  const [, claims = ''] = (await authorization()).split('.');
  const account = claims && JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).sub;
  return [account, file.name, file.type, file.size, file.lastModified].join('|');
}

function notes() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) || {};
  } catch {
    return {};
  }
}

function forget(key) {
  const rest = notes();
  delete rest[key];
  write(rest);
}

/** A full or forbidden store costs the way back after the page is closed, and nothing else. */
function write(all) {
  try {
    localStorage.setItem(STORE, JSON.stringify(all));
  } catch { /* the upload goes on without */ }
}
