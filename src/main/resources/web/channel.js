/**
 * The line to a session: joins, tells the time, and when it breaks comes back by itself at what was missed.
 * Everything that the server sends is an event of its type; `away`, `back` and `over` tell of the line.
 */
import { accessToken, get } from './api.js';
import { createOutbox } from './outbox.js';
import { createServerTime, localNow } from './servertime.js';

const PROTOCOL = 'keqiao.v1';
const PAUSES_MS = [200, 400, 800, 1500, 3000];
const JOIN_MS = 5000;
const TICK_MS = 500;
const PING_MS = 2000;
const FIRST_PINGS = 5;
const QUIET_MS = 5000;
const TOKEN_MS = 20_000;
const ASK_AFTER = 3;
const GOING_AWAY = 1001;
const TOKEN_BAD = 4401;
const REPLACED = 4409;
/** So soon after a break the newer connection of the seat is one of our own that was given up, ms. */
const GHOST_MS = 10_000;
/** Closed for good, and what to tell. */
const OVER = { 4403: 'forbidden', 4409: 'replaced', 4410: 'ended', 1008: 'protocol' };

/**
 * Opens it. `servers` are origins to try in turn; without them it is the one of this page.
 * @returns send (as it comes), keep (until it is durable), now (the server's ms), close
 */
export function openChannel({ session, seat, school, servers }) {
  const events = new EventTarget();
  const time = createServerTime();
  const outbox = createOutbox();
  let socket = null;
  let joined = false;
  let away = false;
  let closed = false;
  let seen = null;
  let tries = 0;
  let turn = 0;
  let timer = 0;
  let began = 0;
  let pinged = 0;
  let pings = 0;
  let unanswered = 0;
  let presented = '';
  let renewed = 0;
  let backAt = -Infinity;

  const tell = (type, detail) => events.dispatchEvent(new CustomEvent(type, { detail }));

  function address() {
    const all = servers && servers.length ? servers : [location.origin];
    const base = new URL(all[turn % all.length]);
    base.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    base.pathname = `/api/v1/sessions/${encodeURIComponent(session)}/channel`;
    const query = { seat, ...(school && { school }), ...(seen !== null && { seen: String(seen) }) };
    base.search = new URLSearchParams(query);
    return base.href;
  }

  async function connect() {
    clearTimeout(timer);
    if (closed || socket) return;
    began = localNow();
    try {
      presented = await accessToken();
    } catch {
      lost(0);
      return;
    }
    if (closed || socket) return;
    renewed = localNow();
    const mine = new WebSocket(address(), [PROTOCOL, `bearer.${presented}`]);
    socket = mine;
    began = localNow();
    mine.onmessage = (event) => { if (mine === socket) receive(JSON.parse(event.data)); };
    mine.onclose = (event) => { if (mine === socket) lost(event.code); };
  }

  /** The line is gone, as the browser says or as its silence does. */
  function lost(code) {
    const was = socket;
    socket = null;
    if (was) {
      was.onclose = null;
      was.onmessage = null;
      was.close();
    }
    if (closed) return;
    const ghost = code === REPLACED && localNow() - backAt < GHOST_MS;
    if (OVER[code] && !ghost) {
      end(OVER[code]);
      return;
    }
    if (joined) {
      away = true;
      tell('away', { code });
    } else {
      tries += 1;
    }
    joined = false;
    if (code === TOKEN_BAD) renewByAsking();
    if (code !== GOING_AWAY && tries > 0) turn += 1;
    // Why it was refused is not told to a page; a question over HTTP is.
    if (tries > 0 && tries % ASK_AFTER === 1) ask();
    const pause = code === GOING_AWAY ? 0 : PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] * (0.75 + Math.random() / 2);
    if (code === GOING_AWAY) turn += 1;
    clearTimeout(timer);
    timer = setTimeout(connect, pause);
  }

  async function ask() {
    try {
      const { state } = await get(`/sessions/${encodeURIComponent(session)}`);
      if (state === 'ended') end('ended');
    } catch (problem) {
      if ([403, 404].includes(problem.status)) end('refused', problem);
    }
  }

  /** Any question renews a token that the server finds too old. */
  const renewByAsking = () => get('/me').catch(() => {});

  function end(reason, problem) {
    if (closed) return;
    close();
    tell('over', { reason, problem });
  }

  function receive(message) {
    unanswered = 0;
    if (message.seq !== undefined) seen = Math.max(seen === null ? 0 : seen, message.seq);
    switch (message.type) {
      case 'welcome': welcome(message); break;
      case 'pong': time.heard(message.sent, message.now); break;
      case 'kept': outbox.answered(message.ref, { kept: true }); break;
      case 'refused':
        if (message.ref) outbox.answered(message.ref, { refused: message });
        tell('refused', message);
        break;
      default: tell(message.type, message);
    }
  }

  function welcome(message) {
    const first = !joined;
    joined = true;
    tries = 0;
    if (first) {
      if (away) backAt = localNow();
      away = false;
      time.forget();
      pings = 0;
      pinged = 0;
    }
    time.told(message.now);
    tell('welcome', message);
    if (!first) return;
    tell('back');
    outbox.waiting().forEach(push);
  }

  function push(message) {
    if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  /** Asks for the time, notices silence, and shows a new token before the old one is none. */
  function tick() {
    const now = localNow();
    if (socket && !joined && now - began > JOIN_MS) {
      lost(0);
    } else if (joined && unanswered && now - unanswered > QUIET_MS) {
      lost(0);
    } else if (joined && (pings < FIRST_PINGS || now - pinged > PING_MS)) {
      pings += 1;
      pinged = now;
      unanswered = unanswered || now;
      push({ type: 'ping', sent: Math.round(now) });
    }
    if (joined && now - renewed > TOKEN_MS) {
      renewed = now;
      renew();
    }
  }

  async function renew() {
    const fresh = await accessToken().catch(() => presented);
    if (fresh === presented || !joined) return;
    presented = fresh;
    push({ type: 'token', accessToken: fresh });
  }

  const online = () => {
    if (!socket) connect();
  };
  const offline = () => {
    if (socket) lost(0);
  };

  const ticking = setInterval(tick, TICK_MS);
  addEventListener('online', online);
  addEventListener('offline', offline);
  connect();

  function close() {
    closed = true;
    clearTimeout(timer);
    clearInterval(ticking);
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    if (socket) socket.close(1000);
    socket = null;
    outbox.abandon();
  }

  return {
    on: (type, hear) => events.addEventListener(type, (event) => hear(event.detail)),
    /** Sends what is worth nothing later; lost when the line is away. */
    send: (message) => { if (joined) push(message); },
    /** Sends what must arrive; the promise tells what became of it and never fails. */
    keep(message) {
      const { sent, done } = outbox.add(message);
      if (joined) push(sent);
      return done;
    },
    now: time.now,
    lag: time.lag,
    joined: () => joined,
    close,
  };
}
