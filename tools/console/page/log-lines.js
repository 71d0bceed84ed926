// The lines of a log: structured ones with their fields apart, the rest as they are.
import { html } from './dom.js';

/** @typedef {import('../src/model/log-line.ts').ReadableLine} ReadableLine */

/** @param {number} at */
const clockMs = (at) => new Date(at).toISOString().slice(11, 23);

/** @param {ReadableLine[]} lines */
export function logLines(lines) {
  if (lines.length === 0)
    return html('p', { class: 'empty' }, 'The log of this invocation is no longer there.');
  return html('ol', { class: 'lines' }, ...lines.map(lineOf));
}

/** @param {ReadableLine} line */
function lineOf({ at, level, message, fields }) {
  return html(
    'li',
    { 'data-level': level },
    html('time', {}, clockMs(at)),
    html('b', {}, level),
    html(
      'span',
      {},
      message,
      ...fields.flatMap(([name, value]) => [
        ' ',
        html('span', { class: 'field' }, html('i', {}, name), '=', value),
      ]),
    ),
  );
}
