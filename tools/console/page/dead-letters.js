// Dead-letter queues: what is in them, and the way back.
import { announce, byId, html, problem, show } from './dom.js';
import { clock, count, plural } from './format.js';
import { act } from './live.js';
import { confirmRedrive } from './redrive-dialog.js';

/**
 * @typedef {import('../src/model/types.ts').State} State
 * @typedef {import('../src/dead-letters/look.ts').Look} Look
 * @typedef {Look['groups'][number]} Group
 * @typedef {Look['groups'][number]['messages'][number]} Message
 */

const place = byId('dead-letter-list', HTMLElement);
const list = html('ul', { class: 'queues' });
const inside = html('div', { class: 'inside' });
/** @type {Map<string, number>} */
let depths = new Map();

/** @param {string} queue */
const pathOf = (queue) => `/api/dead-letters/${encodeURIComponent(queue)}`;

/** @param {State} state */
export function updateDeadLetters({ deadLetters }) {
  const full = deadLetters.filter(({ depth }) => depth > 0);
  const risen = full.filter(({ queue, depth }) => depth > (depths.get(queue) ?? depth));
  if (risen.length > 0)
    announce(`New dead letters in ${risen.map(({ queue }) => queue).join(', ')}`);
  depths = new Map(deadLetters.map(({ queue, depth }) => [queue, depth]));
  if (deadLetters.length === 0)
    return show(place, html('p', { class: 'empty' }, 'There is no dead-letter queue here.'));
  const empty = deadLetters.length - full.length;
  show(list, ...full.map(({ queue, depth }) => itemOf(queue, depth)));
  show(
    place,
    ...(full.length > 0 ? [list] : []),
    html(
      'p',
      { class: 'empty' },
      full.length === 0
        ? `All ${plural(empty, 'dead-letter queue')} are empty: every message was handled.`
        : `${plural(empty, 'other dead-letter queue')} ${empty === 1 ? 'is' : 'are'} empty.`,
    ),
    inside,
  );
}

/**
 * @param {string} queue
 * @param {number} depth
 */
function itemOf(queue, depth) {
  return html(
    'li',
    { 'data-queue': queue },
    html('strong', { class: 'bad' }, count(depth)),
    html('span', {}, queue),
    html('button', { onclick: () => void look(queue), 'aria-label': `Look into ${queue}` }, 'Look'),
    html(
      'button',
      { onclick: () => void redrive(queue), 'aria-label': `Redrive ${queue}` },
      'Redrive …',
    ),
  );
}

/** @param {string} queue */
async function look(queue) {
  show(inside, html('p', { class: 'empty' }, `Looking into ${queue} …`));
  try {
    /** @type {Look} */
    const { origins, groups, isCut } = await act(`${pathOf(queue)}/look`, {});
    show(
      inside,
      html('h3', {}, queue),
      ...origins.map(({ from, why }) => html('p', { class: 'empty' }, `From ${from}: ${why}`)),
      groups.length === 0 && html('p', { class: 'empty' }, 'Nothing is visible in it just now.'),
      ...groups.map((group) => groupOf(queue, group)),
      isCut && html('p', { class: 'empty' }, `There is more: npm run dlq peek -- ${queue}`),
    );
  } catch (error) {
    show(inside, problem(error));
  }
}

/**
 * @param {string} queue
 * @param {Group} group
 */
function groupOf(queue, { fingerprint, reason, messages }) {
  return html(
    'div',
    { class: 'group' },
    html('p', {}, html('strong', {}, plural(messages.length, 'message')), ` ${reason} `),
    html(
      'button',
      {
        onclick: () => void redrive(queue, fingerprint),
        'aria-label': `Redrive the messages of ${fingerprint}`,
      },
      'Redrive these …',
    ),
    ...messages.map(messageOf),
  );
}

/** @param {Message} message */
function messageOf({ id, sentAt, receiveCount, about, body, isCut }) {
  return html(
    'details',
    {},
    html('summary', {}, `${clock(sentAt)} ${about}, received ${plural(receiveCount, 'time')}`),
    html('small', {}, id),
    html('pre', {}, pretty(body), isCut && ' …'),
  );
}

/** @param {string} body */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/**
 * @param {string} queue
 * @param {string} [group]
 */
async function redrive(queue, group) {
  show(inside, html('p', { class: 'empty' }, `Looking what it would take …`));
  try {
    const { forecast } = await act(`${pathOf(queue)}/forecast`, { group });
    if (forecast === null)
      return show(inside, html('p', { class: 'empty' }, 'Nothing is visible in it just now.'));
    show(inside);
    if (!(await confirmRedrive(queue, forecast))) return;
    show(
      inside,
      html(
        'p',
        { class: 'empty' },
        `Sending ${plural(forecast.messages.length, 'message')} back …`,
      ),
    );
    const { moved, stayed } = await act(`${pathOf(queue)}/redrive`, {
      messages: forecast.messages,
    });
    const done = `${plural(moved, 'message')} sent back to ${forecast.to}.`;
    announce(done);
    show(
      inside,
      html('p', { class: 'ok' }, done),
      stayed.length > 0 &&
        html(
          'ul',
          { class: 'fields' },
          ...stayed.map((/** @type {{ id: string, why: string }} */ { id, why }) =>
            html('li', {}, html('code', {}, id), ` stays: ${why}`),
          ),
        ),
    );
  } catch (error) {
    show(inside, problem(error));
  }
}
