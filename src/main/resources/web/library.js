/** hls.js, and how it is set for lines that are bad. */
import { h } from './dom.js';

/** The page names it, so that it comes while a teacher still looks for a lesson. */
const LIBRARY = () => document.querySelector('link[rel=prefetch][as=script]').href;
export const SETTINGS = {
  startLevel: 0, capLevelToPlayerSize: true,
  // A higher picture only where twice as much would come: it also brings other sound, which comes late on a line that is just fast enough.
  abrBandWidthUpFactor: 0.5,
  maxBufferLength: 60, maxMaxBufferLength: 60, backBufferLength: 90, autoStartLoad: false,
  // Captions are tracks of the page, so that they are there for stills and sound alone, too.
  subtitleStreamController: undefined, subtitleTrackController: undefined, timelineController: undefined,
};
export const USUAL_RATE = 120_000;
export const EXPIRED = [401, 403, 404, 410];
export const NATIVE_TYPE = 'application/vnd.apple.mpegurl';

let library = null;

/** The hls.js script. */
export function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = h('script', { src: LIBRARY() });
    script.onload = () => resolve(window.Hls);
    script.onerror = () => {
      library = null;
      script.remove();
      reject(new Error('hls.js'));
    };
    document.head.append(script);
  });
  return library;
}

export const needsNative = () => !('MediaSource' in window) && !('ManagedMediaSource' in window);
