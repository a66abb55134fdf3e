/** The qualities of a lesson and what each costs. */
import { h } from './dom.js';
import { megabytes } from './format.js';
import { quality, slowLine } from './memory.js';

const QUALITY_NAMES = { 144: '极省', 240: '流畅', 360: '流畅', 480: '标清', 720: '高清', 1080: '超清' };

const canPlay = (codecs) => {
  const source = window.ManagedMediaSource || window.MediaSource;
  return Boolean(source) && source.isTypeSupported(`audio/mp4; codecs="${codecs}"`);
};

const qualityOf = (one) => one.quality || one.height;

/** What can be chosen: automatic, sound only, stills, slides, and each quality, cheapest first. */
export function choicesOf(play, native) {
  const all = play.renditions || [];
  const videos = all.filter((one) => one.kind === 'video' && one.height).sort((a, b) => a.height - b.height);
  const sounds = all.filter((one) => one.kind === 'audio').sort((a, b) => a.bytes - b.bytes);
  const cost = (one) => (one && one.bytes ? megabytes(one.bytes) : '');
  const costs = videos.map(cost);
  const from = costs[0] || '';
  const to = costs[costs.length - 1] || '';
  const choices = [{ id: 'auto', name: '自动', cost: from === to ? from : `${from.replace(/ MB$/, '')}–${to}`, source: play.hls }];
  if (play.audio) choices.push({ id: 'audio', name: '仅声音', cost: cost(sounds[0]), source: play.audio });
  const liteSound = play.lite && !native && play.lite.sounds.find((one) => canPlay(one.codecs));
  if (liteSound) choices.push({ id: 'lite', name: '图文轻量', cost: cost(liteSound), source: liteSound.url, timeline: play.lite.url });
  if (play.slides) choices.push({ id: 'slides', name: '幻灯画面', cost: cost(all.find((one) => one.kind === 'slides')), source: play.slides });
  if (!native) {
    videos.forEach((one, index) => choices.push({
      id: String(qualityOf(one)), height: one.height, name: `${QUALITY_NAMES[qualityOf(one)] || ''} ${qualityOf(one)}p`.trim(), cost: costs[index], source: play.hls,
    }));
  }
  return choices;
}

/** What was chosen last time; else stills, or the lowest height, on a slow line; else automatic. */
export function firstChoice(choices) {
  const kept = choices.find((one) => one.id === quality());
  if (kept) return kept;
  const lean = choices.find((one) => one.id === 'lite') || choices.find((one) => one.height);
  return slowLine() && lean ? lean : choices[0];
}

/** One radio button for each choice, its cost under its name. */
export function fillMenu(menu, choices, current, choose) {
  menu.replaceChildren(h('legend', null, '画质与流量'), h('div', { class: 'quality-row' }, choices.map((one) => {
    const box = h('input', { type: 'radio', name: 'quality', value: one.id, class: 'quiet', onchange: () => choose(one) });
    box.checked = one.id === current.id;
    return h('label', { class: 'quality-choice', 'data-testid': `quality-${one.id}` }, box,
      h('span', { class: 'quality-name' }, one.name), h('span', { class: 'quality-cost' }, one.cost));
  })));
}
