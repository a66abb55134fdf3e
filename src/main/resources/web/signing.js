/** What of an agreement waits for signatures, and whose. Rules of the server, repeated here to show only what can be done. */

export const SIDES = { urban: '城镇学校', rural: '乡村学校' };
const BINDING = ['accepted', 'active', 'suspended'];

export const binds = (agreement) => BINDING.includes(agreement.state);

/** The terms that wait for signatures, or null. */
export function openTerms(agreement) {
  if (agreement.state === 'proposed') return agreement.current;
  return binds(agreement) && agreement.amendment ? agreement.amendment : null;
}

const signed = (terms, side) => terms.signatures.some((one) => one.side === side);

/** The sides that somebody may act for. */
export const sidesOf = (agreement, desk) =>
  Object.keys(SIDES).filter((side) => desk.speaksFor('SIGN_AGREEMENT', agreement[side]) && (!desk.school || desk.school.id === agreement[side] || desk.wide));

/** The sides whose signature is missing and that she may sign for. */
export function waitsFor(agreement, desk) {
  const open = openTerms(agreement);
  return open ? sidesOf(agreement, desk).filter((side) => !signed(open, side)) : [];
}
