/** The stills of a lite lesson: shows the one that belongs to the moment, and loads the next one early. */
import { h } from './dom.js';

const AHEAD_S = 20;

/** Stills under `video`, which plays the sound; `spend` hears how many bytes each still took. */
export function createStills(video, spend) {
  const element = h('img', { class: 'still', alt: '', hidden: true, 'data-testid': 'player-still' });
  const loaded = new Set();
  let base = null;
  let stills = [];
  let turn = 0;

  function fetchStill(still) {
    const address = new URL(still.image, base).href;
    if (!loaded.has(address)) {
      loaded.add(address);
      spend(still.bytes);
      new Image().src = address;
    }
    return address;
  }

  const at = (seconds) => stills.findLast((one) => one.at <= seconds) || stills[0];

  function draw() {
    if (!stills.length) return;
    const address = fetchStill(at(video.currentTime));
    if (element.src !== address) element.src = address;
    element.dataset.at = String(at(video.currentTime).at);
    // The next one would only make the first one and the sound come later.
    if (!video.played.length) return;
    const next = at(video.currentTime + AHEAD_S);
    if (next.at > video.currentTime) fetchStill(next);
  }

  video.addEventListener('timeupdate', draw);
  video.addEventListener('seeking', draw);

  return {
    element,
    /** Shows the stills of a timeline. */
    async show(timeline) {
      turn += 1;
      const mine = turn;
      element.hidden = false;
      const answer = await fetch(timeline);
      if (!answer.ok) throw new Error(`stills: ${answer.status}`);
      const text = await answer.json();
      if (mine !== turn) return;
      base = new URL(timeline, location.href);
      stills = text.stills;
      draw();
    },
    hide() {
      turn += 1;
      stills = [];
      element.hidden = true;
      element.removeAttribute('src');
    },
  };
}
