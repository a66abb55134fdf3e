/** Captions where the browser draws none: over stills and beside sound alone. */
import { h } from './dom.js';

/** Tracks of captions for a video, and a line that says what they say while `element` is not hidden. */
export function createCaptions(captions) {
  const tracks = (captions || []).map((one, index) => h('track', {
    kind: 'subtitles', src: one.url, srclang: one.language, label: one.name, default: index === 0, oncuechange: draw,
  }));
  const text = h('span', { 'data-testid': 'player-caption' });
  const element = h('p', { class: 'caption', hidden: true }, text);

  function draw() {
    text.textContent = tracks
      .filter((one) => one.track.mode === 'showing')
      .flatMap((one) => [...(one.track.activeCues || [])])
      .map((cue) => cue.text.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
      .join('\n');
  }

  return { tracks, element };
}
