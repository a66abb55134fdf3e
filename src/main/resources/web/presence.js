/** Who is there: each room, how it follows, and its raised hand. */
import { h, refill } from './dom.js';
import { WAY_NAMES } from './ways.js';

/** So far behind a room is worth a word, ms. */
const BEHIND_MS = 1000;

export function createPresence({ callOn }) {
  const list = h('ul', { class: 'presence', 'data-testid': 'presence' });
  const count = h('span', { class: 'hint' });
  let drawn = '';

  function row(room, up, has) {
    const follows = [room.way && WAY_NAMES[room.way], room.rung, room.lagMs > BEHIND_MS && `慢 ${(room.lagMs / 1000).toFixed(1)} 秒`].filter(Boolean).join(' · ');
    return h('li', { class: room.here ? 'present' : 'absent', 'data-testid': 'presence-row', 'data-school': room.school, 'data-here': String(room.here), 'data-hand': String(up) },
      h('div', null, h('p', { class: 'presence-name' }, room.name || room.school), h('p', { class: 'hint' }, room.here ? follows || '在线' : '不在线')),
      has && h('span', { class: 'badge badge-published' }, '正在发言'),
      (up || room.here) && h('button', { type: 'button', class: `button ${up ? 'button-main' : ''}`, 'data-testid': `call-${room.school}`, 'aria-label': `请${room.name || room.school}发言`, onclick: () => callOn(room.school) }, up ? '举手了，请发言' : '请发言'));
  }

  return {
    element: h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', null, '教室'), count), list),
    show({ rooms }, hands, calledOn) {
      const key = JSON.stringify([rooms.map(({ position, lagMs, ...rest }) => [rest, lagMs > BEHIND_MS && Math.round(lagMs / 500)]), hands, calledOn]);
      if (key === drawn) return;
      drawn = key;
      count.textContent = `${rooms.filter((one) => one.here).length} / ${rooms.length} 在线`;
      const order = (one) => (hands.includes(one.school) ? hands.indexOf(one.school) : hands.length);
      refill(list, [...rooms].sort((a, b) => order(a) - order(b)).map((one) => row(one, hands.includes(one.school), calledOn === one.school)));
    },
  };
}
