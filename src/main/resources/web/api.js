/** The one way these pages talk to the server: tokens, refresh, timeouts and problems. */

const BASE = '/api/v1';
const STORE = 'keqiao.session';
const TIMEOUT_MS = 60_000;
const FRESH_MS = 60_000;

/** What went wrong, in the server's words when it had any. */
export class ApiProblem extends Error {
  constructor({ status = 0, code = 'unknown', title = '', detail = '', violations = [], ...more }) {
    super(detail || title || `请求失败（${status}）`);
    this.name = 'ApiProblem';
    Object.assign(this, more, { status, code, title, detail: this.message, violations });
  }
}

/** Emits `signed-out` with the problem that ended the session, if any. */
export const events = new EventTarget();

let tokens = JSON.parse(sessionStorage.getItem(STORE) || 'null');
let refreshing = null;

export const signedIn = () => tokens !== null;

function keep(answer) {
  tokens = answer && {
    access: answer.accessToken,
    refresh: answer.refreshToken || (tokens && tokens.refresh),
    until: Date.now() + (answer.expiresIn || 900) * 1000,
  };
  if (tokens) sessionStorage.setItem(STORE, JSON.stringify(tokens));
  else sessionStorage.removeItem(STORE);
}

function endSession(problem) {
  keep(null);
  events.dispatchEvent(new CustomEvent('signed-out', { detail: problem }));
}

export async function signIn(login, password) {
  const response = await exchange('POST', '/auth/token', { body: { login, password }, anonymous: true });
  keep(await answerOf(response));
}

/** What the sign-in form offers beside name and password. */
export const signInWays = async () => answerOf(await exchange('GET', '/sign-in', { anonymous: true }));

/** Leaves for the single sign-on, which comes back to this page. */
export function goToSingleSignOn() {
  location.assign(urlOf('/auth/oidc/start', { page: location.pathname }));
}

/** Takes the tokens of a single sign-on that this browser has just come back from. */
export async function finishSingleSignOn() {
  keep(await answerOf(await exchange('POST', '/auth/oidc/session', { anonymous: true })));
}

export async function signOut() {
  const refreshToken = tokens && tokens.refresh;
  endSession(null);
  if (!refreshToken) return;
  await exchange('POST', '/auth/revoke', { body: { refreshToken }, anonymous: true }).catch(() => {});
}

/** One refresh at a time; every waiter shares its outcome. */
function refresh() {
  refreshing ??= (async () => {
    const response = await exchange('POST', '/auth/refresh', { body: { refreshToken: tokens.refresh }, anonymous: true });
    keep(await answerOf(response));
  })().finally(() => { refreshing = null; });
  return refreshing;
}

async function refreshOrLeave() {
  try {
    await refresh();
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
      endSession(new ApiProblem({ status: 401, code: 'session-ended', detail: '登录已过期，请重新登录。' }));
    }
    throw problem;
  }
}

/** A token that is good for a while; empty when nobody is signed in. */
export async function accessToken() {
  if (tokens && tokens.until - Date.now() < FRESH_MS) await refreshOrLeave();
  return tokens ? tokens.access : '';
}

/** A usable Authorization value for requests that cannot go through `call`. */
export async function authorization() {
  const token = await accessToken();
  return token && `Bearer ${token}`;
}

function urlOf(path, query) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {})) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== '') params.append(name, one);
    }
  }
  const text = params.toString();
  return BASE + path + (text && `?${text}`);
}

/** The version that an entity tag names, or undefined where it names none. */
const versionOf = (tag) => (/^(?:W\/)?"(\d+)"$/.exec(tag || '') || [])[1];

async function exchange(method, path, { query, body, type, accept, ifMatch, signal, anonymous, endless } = {}) {
  const headers = { Accept: accept || 'application/json, application/problem+json', 'Accept-Language': 'zh-CN' };
  if (tokens && !anonymous) headers.Authorization = `Bearer ${tokens.access}`;
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  if (body !== undefined) headers['Content-Type'] = type || 'application/json';

  const control = new AbortController();
  const cancel = () => control.abort();
  if (signal && signal.aborted) cancel();
  if (signal) signal.addEventListener('abort', cancel, { once: true });
  let late = false;
  const timer = setTimeout(() => { late = true; cancel(); }, TIMEOUT_MS);
  try {
    const response = await fetch(urlOf(path, query), {
      method, headers, signal: control.signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (endless) return response;
    const text = await response.text();
    return { ok: response.ok, status: response.status, text, version: versionOf(response.headers.get('ETag')) };
  } catch (error) {
    if (signal && signal.aborted) throw error;
    throw offline(late);
  } finally {
    clearTimeout(timer);
    if (signal && !endless) signal.removeEventListener('abort', cancel);
  }
}

export function offline(late) {
  if (late) return new ApiProblem({ code: 'timeout', detail: '服务器很久没有回应，线路可能太慢，请重试。' });
  const detail = navigator.onLine ? '连接不上服务器，请检查网络后重试。' : '网络已断开，接通后请重试。';
  return new ApiProblem({ code: 'network', detail });
}

/** Reads a problem out of an unsuccessful answer, whatever its body is. */
export function problemOf(status, text) {
  let body = {};
  try {
    body = JSON.parse(text) || {};
  } catch { /* a proxy's page: the status has to do */ }
  const usual = { 403: '没有权限做这件事。', 404: '没有找到。', 429: '请求太频繁，请稍后再试。', 503: '服务暂时不可用，请稍后再试。' };
  return new ApiProblem({ ...body, status, detail: body.detail || body.title || usual[status] || `服务器出错了（${status}）。` });
}

async function answerOf({ ok, status, text }) {
  if (!ok) throw problemOf(status, text);
  return text ? JSON.parse(text) : null;
}

/** Sends with the session's token; renews it once when it has expired. */
async function authorised(method, path, options) {
  const used = tokens && tokens.access;
  const response = await exchange(method, path, options);
  if (response.status !== 401 || !tokens) return response;
  const text = options.endless ? await response.text() : response.text;
  const problem = problemOf(401, text);
  if (problem.code !== 'token-expired') {
    endSession(problem);
    throw problem;
  }
  if (tokens && tokens.access === used) await refreshOrLeave();
  return exchange(method, path, options);
}

async function call(method, path, options = {}) {
  return answerOf(await authorised(method, path, options));
}

export const get = (path, query, options) => call('GET', path, { ...options, query });
export const post = (path, body, options) => call('POST', path, { ...options, body });
export const put = (path, body, options) => call('PUT', path, { ...options, body });
export const remove = (path, options) => call('DELETE', path, options);
export const patch = (path, body, options) =>
  call('PATCH', path, { ...options, body, type: 'application/merge-patch+json' });

/** As `get`, `post` and `patch`, and answers `{value, version}`: the version is what a later change has to name. */
async function versioned(method, path, options = {}) {
  const response = await authorised(method, path, options);
  return { value: await answerOf(response), version: response.version };
}

export const read = (path, options) => versioned('GET', path, options);
export const create = (path, body) => versioned('POST', path, { body });
export const act = (path, body, ifMatch) => versioned('POST', path, { body, ifMatch });
export const change = (path, body, ifMatch) =>
  versioned('PATCH', path, { body, ifMatch, type: 'application/merge-patch+json' });

/** Everything of a list that comes in pages, up to `most` of them. */
export async function all(path, query, { signal, most = 1000 } = {}) {
  const items = [];
  for (let cursor; items.length < most;) {
    const page = await get(path, { ...query, limit: 100, cursor }, { signal });
    items.push(...page.items);
    if (!page.next) break;
    cursor = page.next;
  }
  return items;
}

/** An open event stream; the caller reads its body. */
export async function stream(path, signal) {
  const response = await authorised('GET', path, { accept: 'text/event-stream', endless: true, signal });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response.body;
}

const kept = new Map();

/** Reference data: asked for once per page view; a failure is forgotten. */
export function getOnce(path, query) {
  const key = urlOf(path, query);
  if (!kept.has(key)) {
    const answer = get(path, query);
    kept.set(key, answer);
    answer.catch(() => kept.delete(key));
  }
  return kept.get(key);
}
events.addEventListener('signed-out', () => kept.clear());
