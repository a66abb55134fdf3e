/** Playing a lesson on a bad line: lowest rung first, the cost before the play, and a way on after every failure. */
import { createCaptions } from './captions.js';
import { h, icon } from './dom.js';
import { clock, megabytes } from './format.js';
import { EXPIRED, loadLibrary, NATIVE_TYPE, needsNative, SETTINGS, USUAL_RATE } from './library.js';
import { lineRate } from './line.js';
import { positionOf, quality, rememberLine, rememberPosition, rememberQuality } from './memory.js';
import { choicesOf, fillMenu, firstChoice, leanest } from './quality.js';
import { createReport } from './report.js';
import { createStills } from './stills.js';

const PATIENCE_MS = 3_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;
const SAVE_EVERY_S = 5;
const SEEK_S = 10;

/** A player for one lesson; `readPlay` asks for fresh addresses when these have expired. */
export function createPlayer(lesson, play, readPlay) {
  const native = needsNative();
  let choices = choicesOf(play, native);
  let choice = firstChoice(choices, play.recommended);
  let hls = null;
  let parsed = false;
  let wanted = null;
  let patience = 0;
  let pause = FIRST_PAUSE_MS;
  let next = 0;
  let started = false;
  let spent = 0;
  let savedAt = 0;
  let renewed = false;
  let recovered = false;
  let gone = false;

  const remembered = positionOf(lesson);
  let from = remembered > SAVE_EVERY_S && remembered < (play.durationSeconds || Infinity) - SAVE_EVERY_S ? remembered : 0;

  const captions = createCaptions(play.captions);
  const video = h('video', { poster: play.poster, preload: 'none', playsinline: true, tabindex: '0', 'aria-label': play.title, 'data-testid': 'player-video' },
    captions.tracks);
  const report = createReport(lesson, video, () => (choice.timeline ? 'lite' : ['audio', 'slides'].find((id) => id === choice.id) || 'video'));
  const stills = createStills(video, spend);
  const startCost = h('span', { class: 'start-cost' });
  const start = h('button', { type: 'button', class: 'start', onclick: begin, 'data-testid': 'player-play' },
    h('span', { class: 'start-disc' }, icon('play')), h('span', { class: 'start-text' }, '播放', startCost));
  const busy = h('p', { class: 'busy', role: 'status', hidden: true }, '正在缓冲…');
  const trouble = h('div', { class: 'trouble', role: 'alert', hidden: true, 'data-testid': 'player-problem' });
  const sound = h('p', { class: 'sound-note', hidden: true }, '正在播放声音，不显示画面');
  const stage = h('div', { class: 'stage' }, stills.element, video, captions.element, sound, start, busy, trouble);
  const menu = h('fieldset', { class: 'quality', 'data-testid': 'quality-menu' });
  const used = h('p', { class: 'used', 'data-testid': 'data-used' });
  const resume = h('p', { class: 'resume' });
  const slow = h('p', { class: 'coming', role: 'status', hidden: true, 'data-testid': 'player-slow' });
  const coming = h('p', { class: 'coming', hidden: !(play.coming || []).length, 'data-testid': 'player-coming' }, `更清晰的画质还在制作：${(play.coming || []).join('、')}，现在就可以播放。`);
  const element = h('div', { class: 'player' }, stage, h('div', { class: 'under' }, menu, slow, coming, h('div', { class: 'under-line' }, resume, used)));

  function spend(bytes) {
    spent += bytes;
    report.loaded(bytes);
    used.textContent = `本次已用 ${megabytes(spent)}`;
  }

  function drawMenu() {
    fillMenu(menu, choices, choice, choose);
    startCost.textContent = [play.durationSeconds && clock(play.durationSeconds), choice.name, choice.cost && `约 ${choice.cost}`].filter(Boolean).join(' · ');
  }

  function drawResume() {
    resume.replaceChildren();
    if (!from) return;
    const again = () => {
      from = 0;
      rememberPosition(lesson, 0);
      if (started) video.currentTime = 0;
      drawResume();
    };
    resume.append(`上次看到 ${clock(from)}，将从这里继续。`, h('button', { type: 'button', class: 'link', onclick: again, 'data-testid': 'from-start' }, '从头播放'));
  }

  function fail(text, retry) {
    busy.hidden = true;
    trouble.replaceChildren(h('p', null, text), h('button', { type: 'button', class: 'button', onclick: retry, 'data-testid': 'player-retry' }, '重试'));
    trouble.hidden = false;
  }

  function begin() {
    started = true;
    const before = choice;
    fit();
    if (choice !== before) unload();
    report.begin();
    start.hidden = true;
    video.controls = true;
    video.focus({ preventScroll: true });
    load(from);
  }

  function choose(one) {
    const before = choice;
    choice = one;
    rememberQuality(one.id);
    drawMenu();
    slow.hidden = true;
    menu.querySelector('input:checked').focus();
    if (!started) {
      unload();
      prepare();
      return;
    }
    if (hls && before.source === one.source) setLevel(before);
    else load(video.currentTime || from);
  }

  /** Nobody has chosen, and by now it is known how fast the line is. */
  function fit() {
    const fitting = quality() ? choice : firstChoice(choices, play.recommended);
    if (choice.id === 'auto' && fitting !== choice) turnTo(fitting);
  }

  function turnTo(one) {
    choice = one;
    drawMenu();
    if (one !== leanest(choices)) return;
    slow.textContent = `网络太慢，放不了活动画面，先用${one.name}。网络好了可以在上面换回。`;
    slow.hidden = false;
  }

  /** Where nobody has chosen and no moving picture is low enough for the line, stills or sound go on. */
  function giveWay() {
    const lean = leanest(choices);
    const stuck = started && !video.paused && !video.seeking && video.readyState < 3 && trouble.hidden;
    if (!stuck || !lean || !hls || choice.id !== 'auto' || hls.bandwidthEstimate > hls.levels[0].bitrate) return;
    const at = video.currentTime || from;
    turnTo(lean);
    load(at);
  }

  const levelOf = (one) => (one.height && hls ? hls.levels.findIndex((level) => level.height === one.height) : -1);

  /** Upwards at once; downwards what is already buffered is paid for and gets played. */
  function setLevel(before) {
    const level = levelOf(choice);
    const upwards = choice.height && (!before.height || choice.height > before.height);
    if (upwards) hls.nextLevel = level;
    else hls.loadLevel = level;
  }

  function unload() {
    if (hls) hls.destroy();
    hls = null;
    parsed = false;
    wanted = null;
    video.removeAttribute('src');
    stills.hide();
  }

  /** Stills stand where the picture would be; the poster would cover them. */
  async function showStills() {
    video.removeAttribute('poster');
    try {
      await stills.show(choice.timeline);
    } catch {
      if (!gone) fail('图片没有下载完整，请检查网络后重试。', retry);
    }
  }

  function dress() {
    sound.hidden = choice.id !== 'audio';
    captions.element.hidden = choice.id !== 'audio' && !choice.timeline;
    if (choice.timeline) showStills();
    else video.poster = play.poster || '';
  }

  async function load(at) {
    trouble.hidden = true;
    busy.hidden = false;
    const prepared = hls && wanted === null;
    if (!prepared) unload();
    wanted = at;
    try {
      const Hls = native ? null : await loadLibrary();
      if (gone || (hls && !prepared)) return;
      if (!prepared) fit();
      dress();
      if (prepared && parsed) go();
      else if (prepared) return;
      else if (Hls && Hls.isSupported()) open(Hls);
      else if (native || video.canPlayType(NATIVE_TYPE)) playNatively(at);
      else fail('这个浏览器不能播放课程视频，请换用新版浏览器。', retry);
    } catch {
      if (!gone) fail('播放程序没有下载完整，请检查网络后重试。', retry);
    }
  }

  /** Everything before the first byte of sound and picture, so that these begin to come when play is pressed: a few kilobytes of playlists. */
  async function prepare() {
    if (native) return;
    try {
      const Hls = await loadLibrary();
      if (!gone && !started && !hls && Hls.isSupported()) open(Hls);
    } catch { /* tried again when play is pressed */ }
  }

  const run = () => video.play().catch(() => { busy.hidden = true; });

  function playNatively(at) {
    video.src = choice.source;
    video.addEventListener('loadedmetadata', () => { if (at) video.currentTime = at; }, { once: true });
    run();
  }

  function go() {
    const level = levelOf(choice);
    if (level >= 0) {
      hls.startLevel = level;
      hls.loadLevel = level;
    }
    hls.startLoad(wanted || -1);
    run();
  }

  /** The browser keeps them, so that they are there when they are asked for. */
  function fetchPlaylists(audioTracks) {
    const level = hls.levels[Math.max(0, levelOf(choice))];
    const sound = audioTracks.find((one) => one.groupId === level.attrs.AUDIO);
    [level.uri, sound && sound.url].filter(Boolean).forEach((address) => fetch(address).catch(() => {}));
  }

  function open(Hls) {
    hls = new Hls({ ...SETTINGS, abrEwmaDefaultEstimate: lineRate() || USUAL_RATE });
    const mine = hls;
    hls.on(Hls.Events.MANIFEST_PARSED, (_, data) => {
      if (mine !== hls) return;
      parsed = true;
      if (wanted === null) fetchPlaylists(data.audioTracks);
      else go();
    });
    hls.on(Hls.Events.FRAG_LOADED, (_, data) => {
      renewed = false;
      pause = FIRST_PAUSE_MS;
      rememberLine(mine.bandwidthEstimate);
      spend(data.frag.stats.loaded);
    });
    hls.on(Hls.Events.LEVEL_SWITCHED, (_, data) => {
      video.dataset.height = String(mine.levels[data.level].height || '');
      report.switched(mine.levels[data.level].height);
    });
    hls.on(Hls.Events.ERROR, (_, data) => {
      report.failed(data.details);
      if (data.fatal && mine === hls) (started ? onFatal(Hls, data) : unload());
    });
    hls.attachMedia(video);
    hls.loadSource(choice.source);
  }

  function onFatal(Hls, data) {
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
      return;
    }
    if (data.type !== Hls.ErrorTypes.NETWORK_ERROR) {
      fail('视频解不开，可以换一种画质或只听声音。', retry);
      return;
    }
    const expired = data.response && EXPIRED.includes(data.response.code);
    if (expired && !renewed) {
      renewed = true;
      retry();
      return;
    }
    fail(expired ? '播放地址已失效，请重试。' : '网络中断了，已缓冲的部分还能看。接通后会自动继续。', retry);
    if (!expired) retryLater();
  }

  function retryLater() {
    clearTimeout(next);
    next = setTimeout(() => { if (!gone && !trouble.hidden) retry(); }, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  /** Fresh addresses, then on from where it stopped. */
  async function retry() {
    const at = video.currentTime || from;
    recovered = false;
    trouble.hidden = true;
    busy.hidden = false;
    try {
      const fresh = await readPlay();
      choices = choicesOf(fresh, native);
      choice = choices.find((one) => one.id === choice.id) || choices[0];
      drawMenu();
      load(at);
    } catch (error) {
      if (gone) return;
      fail(error.detail || '还是连接不上，请稍后重试。', retry);
      if (!error.status || error.status >= 500) retryLater();
    }
  }

  function save() {
    if (started && video.currentTime > 0 && !video.ended) rememberPosition(lesson, video.currentTime);
  }

  function onKey(event) {
    const target = event.target;
    if (!started || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target !== video && target.closest('input, select, textarea, button, a, summary')) return;
    const actions = {
      ' ': () => (video.paused ? run() : video.pause()),
      k: () => (video.paused ? run() : video.pause()),
      ArrowLeft: () => { video.currentTime = Math.max(0, video.currentTime - SEEK_S); },
      ArrowRight: () => { video.currentTime = Math.min(video.duration || Infinity, video.currentTime + SEEK_S); },
      m: () => { video.muted = !video.muted; },
      f: () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen && stage.requestFullscreen()),
    };
    const action = actions[event.key];
    if (!action || (event.key === ' ' && target === video)) return;
    event.preventDefault();
    action();
  }

  const onOnline = () => { if (!trouble.hidden) retry(); };

  video.addEventListener('playing', () => { busy.hidden = true; trouble.hidden = true; from = 0; drawResume(); });
  video.addEventListener('waiting', () => {
    busy.hidden = !trouble.hidden;
    clearTimeout(patience);
    patience = setTimeout(giveWay, PATIENCE_MS);
  });
  video.addEventListener('pause', save);
  video.addEventListener('ended', () => rememberPosition(lesson, 0));
  video.addEventListener('error', () => { if (!hls && video.getAttribute('src')) fail('视频放不出来，请检查网络后重试。', retry); });
  video.addEventListener('timeupdate', () => {
    if (Math.abs(video.currentTime - savedAt) < SAVE_EVERY_S) return;
    savedAt = video.currentTime;
    save();
  });
  document.addEventListener('keydown', onKey);
  addEventListener('online', onOnline);
  addEventListener('pagehide', save);
  drawMenu();
  drawResume();
  prepare();

  return {
    element,
    destroy() {
      gone = true;
      clearTimeout(patience);
      clearTimeout(next);
      save();
      report.close();
      document.removeEventListener('keydown', onKey);
      removeEventListener('online', onOnline);
      removeEventListener('pagehide', save);
      unload();
      video.load();
    },
  };
}
