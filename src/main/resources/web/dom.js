/** Building elements without markup strings, so that no text from a server can become markup. */

const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM20 20l-4.6-4.6',
  chevron: 'M9 6l6 6-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 6l-6 6 6 6',
  play: 'M8 5.5v13l11-6.5z',
  filter: 'M4 6h16M7 12h10M10 18h4',
  upload: 'M12 16V5m-5 5 5-5 5 5M5 19h14',
  plus: 'M12 5v14M5 12h14',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  dot: 'M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  pause: 'M9 6v12M15 6v12',
  alert: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.4v.1',
};

/** An element with attributes, listeners (`onclick`) and children; null children are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Replaces an element's content, keeping keyboard focus on the element with the same test id. */
export function refill(element, ...children) {
  const active = document.activeElement;
  const holder = active && element.contains(active) && active.closest('[data-testid]');
  const id = holder && holder.dataset.testid;
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (!id) return;
  const again = [...element.querySelectorAll('[data-testid]')].find((one) => one.dataset.testid === id);
  if (again) (again.querySelector('input') || again).focus({ preventScroll: true });
}

export function show(element, visible) {
  element.hidden = !visible;
}
