/** The qualities of a lesson and what each costs. */
import { h } from './dom.js';
import { megabytes } from './format.js';
import { lineRate } from './line.js';
import { quality, savesData as saves, slowLine } from './memory.js';

/** So much faster than a film at its busiest a line has to be, because it carries more than the film. */
const ROOM = 1.5;

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
  const choices = [{ id: 'auto', name: '自动', cost: from === to ? from : `${from.replace(/ MB$/, '')}–${to}`, source: play.hls, bandwidth: Math.min(...videos.map((one) => one.bandwidth)) }];
  if (play.audio) choices.push({ id: 'audio', name: '仅声音', cost: cost(sounds[0]), source: play.audio });
  const liteSound = play.lite && !native && play.lite.sounds.find((one) => canPlay(one.codecs));
  if (liteSound) choices.push({ id: 'lite', name: '图文轻量', cost: cost(liteSound), source: liteSound.url, timeline: play.lite.url });
  if (play.slides) choices.push({ id: 'slides', name: '幻灯画面', cost: cost(all.find((one) => one.kind === 'slides')), source: play.slides });
  // Who saves data gets low qualities only by the usual address, and may still choose a high one.
  const source = saves() ? play.hlsAll : play.hls;
  if (!native) {
    videos.forEach((one, index) => choices.push({
      id: String(qualityOf(one)), height: one.height, name: `${QUALITY_NAMES[qualityOf(one)] || ''} ${qualityOf(one)}p`.trim(), cost: costs[index], source,
    }));
  }
  return choices;
}

/** What plays where moving pictures do not: stills, or sound alone. */
export const leanest = (choices) => choices.find((one) => one.id === 'lite') || choices.find((one) => one.id === 'audio');

function tooSlowFor(moving) {
  const rate = lineRate();
  return rate !== null && rate < moving.bandwidth * ROOM;
}

/** What was chosen last time; else what is lean where data is saved or the line is too slow for any moving picture; else automatic. */
export function firstChoice(choices, recommended) {
  const kept = choices.find((one) => one.id === quality());
  if (kept) return kept;
  const lean = choices.find((one) => one.id === recommended) || leanest(choices);
  return lean && (recommended !== 'video' || slowLine() || tooSlowFor(choices[0])) ? lean : choices[0];
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
