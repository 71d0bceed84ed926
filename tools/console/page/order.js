// Posts an order, shows the answer, and follows the order to its stores.
import { announce, byId, html, problem, show } from './dom.js';
import { EXAMPLES } from './examples.js';
import { duration, plural } from './format.js';
import { act, ask } from './live.js';

/**
 * @typedef {import('../src/model/follow-order.ts').Step} Step
 * @typedef {{ status: number, location: string | null, type: string | null, body: string, ms: number }} Answer
 */

const WORDS = { stored: 'Stored', receipt: 'Receipt', archived: 'Archived' };
const LOOK_EVERY_MS = 300;
const LOOK_FOR_MS = 60_000;

const example = byId('order-example', HTMLSelectElement);
const text = byId('order-body', HTMLTextAreaElement);
const place = byId('order-answer', HTMLElement);

/** Of the latest order: what follows an earlier one stops. */
let current = 0;

/** @param {string} body */
function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * The ids of the orders that were accepted.
 *
 * @param {any} body
 * @returns {string[]}
 */
export function acceptedIds(body) {
  const orders = Array.isArray(body?.results) ? body.results : [body];
  return orders.flatMap((/** @type {any} */ order) =>
    order?.status === 'accepted' && typeof order.orderId === 'string' ? [order.orderId] : [],
  );
}

/** @param {Answer} answer */
function answerOf({ status, location, body, ms }) {
  const content = parsed(body);
  const isGood = status < 400;
  /** @type {{ field: string, message: string }[]} */
  const errors = Array.isArray(content?.errors) ? content.errors : [];
  return html(
    'div',
    { class: 'answer' },
    html(
      'p',
      {},
      html(
        'strong',
        { class: isGood ? 'ok' : 'bad' },
        status,
        ' ',
        content?.title ?? (isGood ? 'Accepted' : ''),
      ),
      ` in ${duration(ms)}`,
      location !== null && ' · Location: ',
      location !== null && html('code', {}, location),
    ),
    content?.detail !== undefined && html('p', {}, content.detail),
    errors.length > 0 &&
      html(
        'ul',
        { class: 'fields' },
        ...errors.map(({ field, message }) =>
          html('li', {}, html('code', {}, field), ' ', message),
        ),
      ),
    content === undefined && html('pre', {}, body),
  );
}

/** @param {string} id */
async function follow(id) {
  const mine = ++current;
  const startedAt = performance.now();
  /** @type {Map<string, number>} */
  const doneAfter = new Map();
  const list = html('ol', { class: 'steps', 'aria-label': `Order ${id}` });
  place.append(list);
  while (mine === current && performance.now() - startedAt < LOOK_FOR_MS) {
    try {
      /** @type {{ steps: Step[] }} */
      const { steps } = await ask(`/api/orders/${encodeURIComponent(id)}`);
      for (const { name, done } of steps)
        if (done && !doneAfter.has(name)) doneAfter.set(name, performance.now() - startedAt);
      show(list, ...steps.map((step) => stepOf(step, doneAfter.get(step.name))));
      if (steps.every(({ done }) => done))
        return announce('The order is stored, receipted and archived');
    } catch (error) {
      show(list, html('li', {}, problem(error)));
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  if (mine === current)
    list.after(
      problem(
        'The order is not through after a minute: look at dead letters and at invocations with errors',
      ),
    );
}

/**
 * @param {Step} step
 * @param {number | undefined} after
 */
function stepOf({ name, done, url, note }, after) {
  const word = WORDS[name];
  return html(
    'li',
    { class: done ? 'done' : 'open', 'data-step': name },
    url === undefined ? word : html('a', { href: url, target: '_blank', rel: 'noopener' }, word),
    done && after !== undefined ? html('span', {}, ` after ${duration(after)}`) : ' …',
    note !== undefined && html('small', {}, ` ${note}`),
  );
}

/** @param {SubmitEvent} event */
async function post(event) {
  event.preventDefault();
  const button = byId('order-form', HTMLFormElement).querySelector('button');
  if (!button) return;
  current++;
  button.disabled = true;
  show(place, html('p', { class: 'empty' }, 'Posting …'));
  try {
    /** @type {Answer} */
    const answer = await act('/api/orders', { body: text.value });
    show(place, answerOf(answer));
    const [first, ...others] = acceptedIds(parsed(answer.body));
    announce(first === undefined ? `Refused with ${answer.status}` : 'The order is accepted');
    if (first !== undefined) {
      if (others.length > 0)
        place.append(
          html('p', { class: 'empty' }, `The first of ${plural(others.length + 1, 'order')}:`),
        );
      void follow(first);
    }
  } catch (error) {
    show(place, problem(error));
  }
  button.disabled = false;
}

export function startOrders() {
  example.append(...Object.keys(EXAMPLES).map((name) => html('option', {}, name)));
  const fill = () => {
    text.value = JSON.stringify(EXAMPLES[example.value], null, 2);
  };
  example.addEventListener('change', fill);
  byId('order-form', HTMLFormElement).addEventListener('submit', (event) => void post(event));
  fill();
}
