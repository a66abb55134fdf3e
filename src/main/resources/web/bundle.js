/** Following the checklist of a lesson while its files are being made ready. */
import { get } from './api.js';
import { isCancelled } from './notice.js';

const LOOK_MS = 2000;
const LOOK_HIDDEN_MS = 15_000;

/**
 * Calls `changed(bundle)` with the checklist now, after `again()`, and as long as a file is being made ready;
 * `failed(error)` when it cannot be read. The line may break meanwhile: it is asked for again.
 */
export function followBundle(lesson, changed, failed) {
  const path = `/lessons/${encodeURIComponent(lesson)}/bundle`;
  const control = new AbortController();
  let timer = null;
  let known = null;

  const later = () => { timer = setTimeout(look, document.hidden ? LOOK_HIDDEN_MS : LOOK_MS); };

  async function look() {
    clearTimeout(timer);
    try {
      const bundle = await get(path, null, { signal: control.signal });
      known = bundle;
      changed(bundle);
      clearTimeout(timer);
      if (bundle.parts.some((part) => part.state === 'processing')) later();
    } catch (error) {
      if (control.signal.aborted || isCancelled(error)) return;
      if (known) later();
      else failed(error);
    }
  }

  look();
  return { again: look, close() { control.abort(); clearTimeout(timer); } };
}
