/** Fields of forms: each with its label, and lists to choose from. */
import { h } from './dom.js';

export function field(label, input, hint) {
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), input, hint && h('p', { class: 'hint' }, hint));
}

/** A list of `[value, name]`; attributes beside the id are optional. */
export function choice(id, options, value, attributes) {
  const select = h('select', { id, ...attributes }, options.map(([key, text]) => h('option', { value: key }, text)));
  if (value) select.value = value;
  return select;
}

/** The terms of one facet of the taxonomy, as `choice` wants them. */
export const termOptions = (terms) => terms.map((one) => [one.id, one.name]);
