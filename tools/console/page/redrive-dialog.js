// Asks before messages are sent back, and says what that takes.
import { byId, html } from './dom.js';
import { plural, usd } from './format.js';

/** @typedef {import('../src/dead-letters/workbench.ts').Forecast} Forecast */

/** @param {number} seconds */
const about = (seconds) =>
  seconds < 1 ? 'less than a second' : `about ${plural(Math.ceil(seconds), 'second')}`;

/**
 * @param {string} queue
 * @param {Forecast} forecast
 * @returns {Promise<boolean>}
 */
export function confirmRedrive(queue, { messages, to, seconds, usd: cost, notes, warnings }) {
  const dialog = byId('dialog', HTMLDialogElement);
  dialog.replaceChildren(
    html(
      'form',
      { method: 'dialog' },
      html('h2', { id: 'dialog-title' }, `Send ${plural(messages.length, 'message')} back?`),
      html('p', {}, 'From ', html('code', {}, queue), ' to ', html('code', {}, to)),
      html(
        'p',
        {},
        `Takes ${about(seconds)} and costs `,
        html('strong', {}, cost === undefined ? 'an unknown amount' : usd(cost)),
        '.',
      ),
      ...warnings.map((text) => html('p', { class: 'problem' }, text)),
      ...notes.map((text) => html('p', { class: 'empty' }, text)),
      html(
        'div',
        { class: 'row end' },
        html('button', { value: 'no' }, 'Cancel'),
        html('button', { value: 'yes', class: 'primary' }, 'Redrive'),
      ),
    ),
  );
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
