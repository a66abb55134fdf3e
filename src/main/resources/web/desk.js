/** What the views of the school's desk share: who is at it, for which schools, and the names of schools. */
import { all, get, getOnce } from './api.js';
import { names } from './format.js';
import { may } from './session.js';

const MOST_SCHOOLS = 500;

/** The desk of somebody: `place` is the filter of lists (one school, or a region), `schools` those that she speaks for. */
export async function deskOf(me, chosen) {
  const taxonomy = await getOnce('/taxonomy');
  const grants = (me.roles || []).filter((one) => one.role !== 'teacher');
  const own = me.school || (grants.find((one) => one.role === 'school-admin') || {}).scope || null;
  const region = own ? null : (grants.find((one) => one.role === 'bureau-admin') || {}).scope || null;
  const schools = own ? [await schoolOf(own)] : await all('/schools', { region }, { most: MOST_SCHOOLS });
  const picked = own || (schools.some((one) => one.id === chosen) ? chosen : null);
  return {
    me, taxonomy, nameOf: names(taxonomy), schools, region,
    school: picked && schools.find((one) => one.id === picked),
    place: picked ? { school: picked } : { region },
    wide: !own,
    may: (permission) => may(me, permission),
    /** Whether she may do something for a school: it is hers, or all are. */
    speaksFor: (permission, school) => may(me, permission) && (!own || own === school),
  };
}

const known = new Map();

/** A school by its id; what cannot be read is known by its id alone. */
export function schoolOf(id) {
  if (!known.has(id)) {
    known.set(id, get(`/schools/${encodeURIComponent(id)}`).catch(() => {
      known.delete(id);
      return { id, name: id };
    }));
  }
  return known.get(id);
}

/** Names of many schools at once. */
export async function schoolNames(ids) {
  const found = await Promise.all([...new Set(ids)].map(schoolOf));
  return (id) => (found.find((one) => one.id === id) || { name: id }).name;
}
