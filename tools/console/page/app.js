import { updateDeadLetters } from './dead-letters.js';
import { announce, byId } from './dom.js';
import { usd } from './format.js';
import { showInvocationsOf, updateInvocations } from './invocations.js';
import { listen } from './live.js';
import { startOrders } from './order.js';
import { createPicture } from './picture.js';
import { showReports } from './reports.js';

/** @typedef {import('../src/model/types.ts').State} State */

const connection = byId('connection', HTMLElement);
const picture = createPicture(byId('picture', HTMLElement), showInvocationsOf);

/** @type {State | undefined} */
let latest;

/**
 * @param {'live' | 'lost'} state
 * @param {string} text
 */
function tellConnection(state, text) {
  if (connection.dataset.state !== state && connection.dataset.state !== 'waiting')
    announce(state === 'live' ? 'Connected again' : text);
  connection.dataset.state = state;
  connection.textContent = text;
  // What is shown is what was known last.
  byId('picture', HTMLElement).classList.toggle('stale', state === 'lost');
}

/** @param {State} state */
function render(state) {
  picture.update(state);
  updateInvocations(state);
  updateDeadLetters(state);
  const { perOrder } = state.costs;
  byId('cost-per-order', HTMLElement).textContent = usd(perOrder);
  byId('cost-per-million', HTMLElement).textContent =
    perOrder === undefined ? '' : `${usd(perOrder * 1e6)} a million`;
  byId('cost-last-hour', HTMLElement).textContent = usd(state.costs.lastHour);
}

listen({
  onState: (state) => {
    latest = state;
    tellConnection('live', 'live');
    render(state);
  },
  onProblem: (problem) => tellConnection('lost', `disconnected, trying again. ${problem}`),
});

let width = innerWidth;
addEventListener('resize', () => {
  if (latest && width !== innerWidth) render(latest);
  width = innerWidth;
});

startOrders();
void showReports();
