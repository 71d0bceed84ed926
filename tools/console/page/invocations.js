// Recent invocations, with the log of each below its row.
import { byId, html, keep, problem, show } from './dom.js';
import { clock, count, duration, plural, usd } from './format.js';
import { ask } from './live.js';
import { logLines } from './log-lines.js';

/**
 * @typedef {import('../src/model/types.ts').State} State
 * @typedef {import('../src/model/invocations.ts').Invocation} Invocation
 */

const COLUMNS = [
  'Ended',
  'Function',
  'Result',
  'Duration',
  'Billed',
  'Memory',
  'Init',
  'Cost',
  'Request',
];
/** Columns from here to the cost are numbers. */
const NUMERIC = COLUMNS.slice(3, 8);

const choice = byId('invocation-function', HTMLSelectElement);
const onlyErrors = byId('invocation-errors', HTMLInputElement);
const place = byId('invocation-list', HTMLElement);

/** @type {Map<string, string>} */
let keys = new Map();
let shownFor = '';
let isAsking = false;
/** What is asked for has changed while an answer was under way. */
let isOutdated = false;

const body = html('tbody');
const table = html(
  'div',
  { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Invocations' },
  html(
    'table',
    { class: 'invocations' },
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        ...COLUMNS.map((name) => html('th', { scope: 'col', class: cellClass(name) }, name)),
      ),
    ),
    body,
  ),
);

/** @param {string} column */
function cellClass(column) {
  return `${NUMERIC.includes(column) ? 'n ' : ''}${column.toLowerCase()}`;
}

/**
 * What became of an invocation, in a word or two.
 *
 * @param {Invocation} invocation
 */
export function resultOf({ status, loggedErrors, refused }) {
  if (status !== 'success') return { text: status, kind: 'bad' };
  if (loggedErrors > 0) return { text: plural(loggedErrors, 'error line'), kind: 'bad' };
  return refused === undefined
    ? { text: 'ok', kind: 'ok' }
    : { text: `refused, ${refused}`, kind: '' };
}

/** @param {Invocation} invocation */
function rowOf(invocation) {
  const { id, functionName, at, billedMs, memoryMb, usedMb, estimatedUsd, records } = invocation;
  const result = resultOf(invocation);
  const key = keys.get(functionName) ?? functionName;
  const open = html(
    'button',
    { class: 'plain', 'aria-expanded': 'false', title: functionName },
    key,
  );
  const log = html('td', { colspan: COLUMNS.length });
  const logRow = html('tr', { class: 'log', hidden: true }, log);
  open.addEventListener('click', async () => {
    logRow.hidden = !logRow.hidden;
    open.setAttribute('aria-expanded', String(!logRow.hidden));
    if (logRow.hidden) return;
    show(log, html('p', { class: 'empty' }, 'Reading the log …'));
    const query = new URLSearchParams({ function: functionName, id });
    const summary =
      estimatedUsd !== undefined &&
      html(
        'p',
        { class: 'empty' },
        `With requests, data, trigger and logs it cost ${usd(estimatedUsd)}`,
        records !== undefined && `, ${plural(records, 'record')}`,
      );
    const content = await ask(`/api/invocations/log?${query}`).then(
      ({ lines }) => logLines(lines),
      problem,
    );
    show(log, summary, content);
  });
  const memory = memoryMb === undefined ? '–' : `${usedMb ?? '–'} / ${count(memoryMb)} MB`;
  const billed = billedMs === undefined ? '–' : `${count(billedMs)} ms`;
  const cells = [
    ...[clock(at), open, html('span', { class: result.kind }, result.text)],
    ...[duration(invocation.durationMs), billed, memory],
    ...[
      invocation.initMs === undefined ? '' : duration(invocation.initMs),
      usd(invocation.costUsd),
    ],
    html('span', { title: id }, id.slice(0, 8)),
  ];
  const row = html(
    'tr',
    {},
    ...cells.map((cell, index) => html('td', { class: cellClass(COLUMNS[index] ?? '') }, cell)),
  );
  return [row, logRow];
}

async function refresh() {
  isOutdated = isAsking;
  if (isAsking) return;
  isAsking = true;
  const query = new URLSearchParams({
    ...(choice.value !== '' && { function: choice.value }),
    ...(onlyErrors.checked && { errors: '1' }),
  });
  try {
    /** @type {{ invocations: Invocation[] }} */
    const { invocations } = await ask(`/api/invocations?${query}`);
    if (invocations.length === 0) show(place, html('p', { class: 'empty' }, emptyText()));
    else {
      if (!table.isConnected) show(place, table);
      const rows = invocations.flatMap((invocation) =>
        ['row', 'log'].map((part, index) => ({ part, index, invocation })),
      );
      /** @type {Map<string, HTMLElement[]>} */
      const made = new Map();
      keep(body, rows, {
        keyOf: ({ part, invocation: { functionName, id } }) => `${part} ${functionName} ${id}`,
        make: ({ index, invocation }) => {
          const key = `${invocation.functionName} ${invocation.id}`;
          const both = made.get(key) ?? rowOf(invocation);
          made.set(key, both);
          return /** @type {HTMLElement} */ (both[index]);
        },
      });
    }
  } catch (error) {
    shownFor = ''; // the next news asks again
    show(place, problem(error));
  }
  isAsking = false;
  if (isOutdated) await refresh();
}

function emptyText() {
  if (onlyErrors.checked) return 'No invocation went wrong in the last hour.';
  return choice.value === ''
    ? 'No function was invoked in the last hour: post an order above.'
    : 'This function was not invoked in the last hour.';
}

/** @param {State} state */
export function updateInvocations({ functions, invocations }) {
  if (keys.size !== functions.length || functions.some(({ name }) => !keys.has(name))) {
    keys = new Map(functions.map(({ name, service, key }) => [name, `${service} ${key}`]));
    const chosen = choice.value;
    const options = functions.map(({ name, service, key }) =>
      html('option', { value: name }, `${service} ${key}`),
    );
    choice.replaceChildren(html('option', { value: '' }, 'all'), ...options);
    choice.value = keys.has(chosen) ? chosen : '';
  }
  const wanted = String(invocations);
  if (wanted === shownFor) return;
  shownFor = wanted;
  void refresh();
}

/** @param {string} functionName */
export function showInvocationsOf(functionName) {
  choice.value = functionName;
  onlyErrors.checked = false;
  void refresh();
  byId('invocations', HTMLElement).scrollIntoView();
  choice.focus({ preventScroll: true });
}

for (const control of [choice, onlyErrors])
  control.addEventListener('change', () => void refresh());
