// Dead-letter queues: what is in them, and the way back.
import { announce, byId, html, keep, problem, show } from './dom.js';
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
const list = html('ul', { class: 'queues', hidden: true });
const rest = html('p', { class: 'empty' }, 'Waiting for the local cloud …');
/** What came of the latest button. Those that are gone by then leave the focus to it. */
const inside = html('div', {
  class: 'inside',
  tabindex: -1,
  role: 'group',
  'aria-label': 'Messages',
});
place.append(list, rest, inside);
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
  const hadFocus = list.contains(document.activeElement);
  keep(list, full, {
    keyOf: ({ queue }) => queue,
    make: ({ queue }) => itemOf(queue),
    update: (item, { depth }) => show(item.children[0] ?? item, count(depth)),
  });
  list.hidden = full.length === 0;
  if (hadFocus && !list.contains(document.activeElement)) inside.focus();
  show(rest, restText(deadLetters.length, full.length));
}

/**
 * @param {number} all
 * @param {number} full
 */
function restText(all, full) {
  const empty = all - full;
  if (all === 0) return 'There is no dead-letter queue here.';
  if (full === 0)
    return `${all === 1 ? 'The only' : `All ${count(all)}`} dead-letter ${all === 1 ? 'queue is' : 'queues are'} empty: every message was handled.`;
  return empty === 0
    ? ''
    : `${plural(empty, 'other dead-letter queue')} ${empty === 1 ? 'is' : 'are'} empty.`;
}

/** @param {Parameters<typeof show>[1][]} content */
function tell(...content) {
  const hadFocus = inside.contains(document.activeElement);
  show(inside, ...content);
  if (hadFocus && !inside.contains(document.activeElement)) inside.focus();
}

/** @param {string} queue */
function itemOf(queue) {
  return html(
    'li',
    { 'data-queue': queue },
    html('strong', { class: 'bad' }),
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
  tell(html('p', { class: 'empty' }, `Looking into ${queue} …`));
  try {
    /** @type {Look} */
    const { origins, groups, isCut } = await act(`${pathOf(queue)}/look`, {});
    tell(
      html('h3', {}, queue),
      ...origins.map(({ from, why }) => html('p', { class: 'empty' }, `From ${from}: ${why}`)),
      groups.length === 0 && html('p', { class: 'empty' }, 'Nothing is visible in it just now.'),
      ...groups.map((group) => groupOf(queue, group)),
      isCut && html('p', { class: 'empty' }, `There is more: npm run dlq peek -- ${queue}`),
    );
  } catch (error) {
    tell(problem(error));
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
        'aria-label': `Redrive ${plural(messages.length, 'message')}: ${reason}`,
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
  const [before, opener] = [[...inside.childNodes], document.activeElement];
  tell(html('p', { class: 'empty' }, `Looking what it would take …`));
  try {
    const { forecast } = await act(`${pathOf(queue)}/forecast`, { group });
    if (forecast === null)
      return tell(html('p', { class: 'empty' }, 'Nothing is visible in it just now.'));
    tell();
    if (!(await confirmRedrive(queue, forecast))) {
      tell(...before);
      if (opener instanceof HTMLElement) opener.focus();
      return;
    }
    tell(
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
    tell(
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
    tell(problem(error));
  }
}
