/** How fast the line is, as far as this page can tell. */
import { line } from './memory.js';

/** What is smaller than this says more of the delay than of the rate, bytes. */
const TELLING = 8_000;

/** Bits a second: the best that anything came with on this page, else what the last lesson came with, else null. */
export function lineRate() {
  const rates = performance.getEntriesByType('resource')
    .filter((one) => one.transferSize >= TELLING && one.responseEnd > one.responseStart)
    .map((one) => (one.transferSize * 8000) / (one.responseEnd - one.responseStart));
  return rates.length ? Math.max(...rates) : line();
}
