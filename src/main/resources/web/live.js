/** Live picture and sound: a teacher's camera to the platform, and from there to the rooms. */
import * as api from './api.js';

const PIECE_MS = 200;
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];
const ACK_MS = 500;
const BEHIND_S = 1.5;
const KEEP_S = 20;
const FALLING = ['video', 'low', 'lite', 'audio'];
const SKIPS_BEFORE_FALLING = 4;
const FINAL = [1000, 4403, 4409, 4410];
const RECORDED = ['video/webm;codecs=h264,opus', 'video/webm;codecs=vp8,opus', 'video/webm', 'audio/webm;codecs=opus'];

const pause = (attempt) => PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];

async function open(path) {
  const token = (await api.authorization()).replace(/^Bearer /, '');
  const url = new URL(`/api/v1${path}`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, ['keqiao.v1', `bearer.${token}`]);
  socket.binaryType = 'arraybuffer';
  return socket;
}

async function camera() {
  const audio = { echoCancellation: true, noiseSuppression: true };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: { width: 640, height: 360, frameRate: 15 } });
  } catch (refused) {
    return navigator.mediaDevices.getUserMedia({ audio });
  }
}

/**
 * Sends the teacher's picture and sound until `stop()`; sound alone without a camera.
 * `video` shows her herself and may be null. See `state.state`: starting, live, reconnecting, ended, refused.
 */
export async function startSource(video, sessionId, { stream, onstate = () => {} } = {}) {
  const media = stream || await camera();
  const source = { state: { state: 'starting' }, stop: () => {} };
  let socket = null;
  let recorder = null;
  let attempt = 0;
  let over = false;
  const tell = (state, more = {}) => { source.state = { state, ...more }; onstate(source.state); };
  if (video) {
    video.srcObject = media;
    video.muted = true;
    video.play().catch(() => {});
  }

  function record() {
    const picture = media.getVideoTracks().length > 0;
    const type = RECORDED.find((one) => one.startsWith(picture ? 'video' : 'audio') && MediaRecorder.isTypeSupported(one));
    recorder = new MediaRecorder(media, {
      mimeType: type, videoBitsPerSecond: 700_000, audioBitsPerSecond: 48_000, videoKeyFrameIntervalDuration: 1_000,
    });
    const to = socket;
    recorder.ondataavailable = async (event) => {
      if (event.data.size && to.readyState === WebSocket.OPEN) to.send(await event.data.arrayBuffer());
    };
    recorder.start(PIECE_MS);
  }

  async function connect() {
    const query = new URLSearchParams({
      container: 'webm', picture: media.getVideoTracks().length > 0, sound: media.getAudioTracks().length > 0,
    });
    socket = await open(`/sessions/${sessionId}/live/source?${query}`);
    socket.onopen = () => { attempt = 0; record(); tell('live'); };
    socket.onclose = (event) => {
      if (recorder && recorder.state !== 'inactive') recorder.stop();
      if (over || FINAL.includes(event.code)) tell('ended', { code: event.reason });
      else if (event.code === 1008) tell('refused', { code: event.reason });
      else {
        tell('reconnecting');
        setTimeout(() => over || connect().catch(() => tell('refused')), pause(attempt++));
      }
    };
  }

  source.stop = () => {
    over = true;
    if (recorder && recorder.state !== 'inactive') recorder.stop();
    // The last piece comes after the recorder has stopped.
    setTimeout(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'stop' }));
      if (!stream) media.getTracks().forEach((track) => track.stop());
    }, PIECE_MS);
  };
  await connect();
  return source;
}

/**
 * Shows a session's live picture in `video` until `stop()`, close to the present, and falls to less
 * when the line cannot take it. See `state.state`: waiting, live, lost, ended, refused; and
 * `state.way`, `state.transport`, `state.lagMs`, `state.muted`.
 */
export async function watch(video, sessionId, { way = 'video', onstate = () => {} } = {}) {
  const watcher = { state: { state: 'waiting', way, transport: 'ws' } };
  let socket = null;
  let hls = null;
  let attempt = 0;
  let over = false;
  let buffer = null;
  let queue = [];
  let received = 0;
  let skips = 0;
  let opened = false;
  let acks = 0;

  const tell = (more) => { watcher.state = { ...watcher.state, ...more }; onstate(watcher.state); };

  function play() {
    video.play().catch(() => {
      video.muted = true;
      tell({ muted: true });
      video.play().catch(() => {});
    });
  }

  /** One source of media for each head: a take begins at zero again. */
  function begin(mime) {
    const Source = window.ManagedMediaSource || window.MediaSource;
    const media = new Source();
    queue = [];
    buffer = null;
    video.disableRemotePlayback = true;
    video.src = URL.createObjectURL(media);
    media.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(video.src);
      buffer = media.addSourceBuffer(mime);
      buffer.addEventListener('updateend', follow);
      append();
    }, { once: true });
    play();
  }

  function append() {
    if (!buffer || buffer.updating || !queue.length) return;
    try {
      buffer.appendBuffer(queue.shift());
    } catch (full) {
      if (full.name === 'QuotaExceededError') trim();
    }
  }

  function trim() {
    const from = buffer.buffered.length ? buffer.buffered.start(0) : 0;
    if (!buffer.updating && video.currentTime - from > KEEP_S) buffer.remove(from, video.currentTime - KEEP_S / 2);
  }

  /** Stays near the present: plays a little faster when late, and jumps when very late or over a hole. */
  function follow() {
    const last = buffer.buffered.length - 1;
    if (last >= 0) {
      const [start, end] = [buffer.buffered.start(last), buffer.buffered.end(last)];
      const lag = end - video.currentTime;
      if (lag > BEHIND_S || video.currentTime < start) video.currentTime = Math.max(start, end - 0.3);
      video.playbackRate = lag > BEHIND_S / 2 ? 1.1 : 1;
      if (watcher.state.state !== 'live') tell({ state: 'live' });
      watcher.state.lagMs = Math.round(lag * 1000);
    }
    append();
    if (!buffer.updating) trim();
  }

  function fall() {
    const next = FALLING[FALLING.indexOf(watcher.state.way) + 1];
    if (next) watcher.choose(next);
  }

  function hear(message) {
    if (message.type === 'init') begin(message.mime);
    else if (message.type === 'lost') tell({ state: 'lost' });
    else if (message.type === 'skipped' && ++skips >= SKIPS_BEFORE_FALLING) fall();
  }

  async function connect() {
    clearInterval(acks);
    received = 0;
    skips = 0;
    opened = false;
    socket = await open(`/sessions/${sessionId}/live/watch?way=${watcher.state.way}`);
    const mine = socket;
    mine.onopen = () => { opened = true; attempt = 0; };
    mine.onmessage = (event) => {
      if (mine !== socket) return;
      if (typeof event.data === 'string') { hear(JSON.parse(event.data)); return; }
      received += event.data.byteLength;
      queue.push(event.data);
      append();
    };
    acks = setInterval(() => {
      if (mine.readyState === WebSocket.OPEN) mine.send(JSON.stringify({ type: 'got', bytes: received }));
    }, ACK_MS);
    mine.onclose = (event) => {
      if (over || mine !== socket) return;
      clearInterval(acks);
      if (event.code === 1008 || event.code === 4403) { tell({ state: 'refused', code: event.reason }); return; }
      if (event.code === 4410) { tell({ state: 'ended' }); return; }
      if (!opened && attempt >= 2) { viaHls().catch(() => tell({ state: 'refused' })); return; }
      tell({ state: 'lost' });
      setTimeout(() => over || connect().catch(() => tell({ state: 'refused' })), pause(attempt++));
    };
  }

  /** Where a WebSocket does not come through. */
  async function viaHls() {
    const live = await api.get(`/sessions/${sessionId}/live`);
    const address = live.hls[watcher.state.way];
    tell({ transport: 'hls', state: 'waiting' });
    if (window.Hls && window.Hls.isSupported()) {
      hls = new window.Hls({ liveSyncDuration: 2, liveMaxLatencyDuration: 6, lowLatencyMode: false });
      hls.loadSource(address);
      hls.attachMedia(video);
    } else {
      video.src = address;
    }
    video.addEventListener('playing', () => tell({ state: 'live' }), { once: true });
    play();
  }

  watcher.choose = (next) => {
    tell({ way: next });
    const before = socket;
    if (hls) { hls.destroy(); hls = null; viaHls().catch(() => tell({ state: 'refused' })); return; }
    connect().then(() => before && before.close()).catch(() => tell({ state: 'refused' }));
  };
  watcher.stop = () => {
    over = true;
    clearInterval(acks);
    if (socket) socket.close();
    if (hls) hls.destroy();
    video.removeAttribute('src');
    video.load();
  };
  await connect();
  return watcher;
}

/** Where the caller enters the room of the outside engine: `{url}`. */
export const conferenceLink = (sessionId) => api.get(`/sessions/${sessionId}/conference/link`);
