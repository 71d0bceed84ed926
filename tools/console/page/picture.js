// The pipeline as a picture: drawn once for a pipeline and a page width, then only its numbers change.
import { show, svg } from './dom.js';
import { count, plural, rate } from './format.js';
import { curve, layoutOf } from './layout.js';

/**
 * @typedef {import('../src/model/types.ts').State} State
 * @typedef {import('../src/model/types.ts').PipelineNode} PipelineNode
 * @typedef {import('../src/model/types.ts').Figures} Figures
 * @typedef {{ update: (state: State) => void }} Picture
 */

const KINDS = {
  ...{ client: 'Client', function: 'Function', queue: 'Queue' },
  ...{ bus: 'Event bus', table: 'Table', bucket: 'Bucket' },
};

/**
 * The two lines of numbers below a name, and what stands above them where no service does.
 *
 * @param {PipelineNode} node
 * @param {Figures} figures
 * @returns {[string, string, string?]}
 */
export function linesOf({ kind }, figures) {
  const { perSecond, total, waiting = 0, inFlight = 0, errors = 0, throttles = 0 } = figures;
  const { refused = 0 } = figures;
  if (kind === 'queue') return [`${count(waiting)} waiting`, `${count(inFlight)} in flight`];
  if (kind === 'function') {
    const wrong = [
      errors > 0 && plural(errors, 'error'),
      throttles > 0 && plural(throttles, 'throttle'),
    ].filter((text) => text !== false);
    return [rate(perSecond), wrong.length > 0 ? wrong.join(', ') : plural(total, 'invocation')];
  }
  if (kind === 'client')
    return [
      rate(perSecond),
      plural(total, 'request'),
      refused > 0 ? `${count(refused)} refused` : '',
    ];
  if (kind === 'bus') return [rate(perSecond), plural(total, 'event')];
  return [
    kind === 'table' ? `table · ${plural(total, 'unit')}` : `bucket · ${plural(total, 'put')}`,
    '',
  ];
}

/**
 * @param {Element} place
 * @param {(functionName: string) => void} onFunction
 * @returns {Picture}
 */
export function createPicture(place, onFunction) {
  let drawn = '';
  /** @type {((state: State) => void)[]} */
  let updates = [];

  return {
    update: (state) => {
      const isUpright = place.clientWidth < 760;
      const wanted = JSON.stringify([state.pipeline, isUpright]);
      if (wanted !== drawn) {
        drawn = wanted;
        updates = draw(place, state, isUpright, onFunction);
      }
      for (const update of updates) update(state);
    },
  };
}

/**
 * @param {Element} place
 * @param {State} state
 * @param {boolean} isUpright
 * @param {(functionName: string) => void} onFunction
 */
function draw(place, { pipeline }, isUpright, onFunction) {
  const { width, height, boxes } = layoutOf(pipeline, isUpright);
  /** @type {((state: State) => void)[]} */
  const updates = [];
  const edges = pipeline.edges.flatMap(({ from, to }) => {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (!start || !end) return [];
    const path = svg('path', { class: 'edge', d: curve(start, end, isUpright) });
    // What a client was refused goes no further.
    const flow = from === 'client/' ? from : to;
    updates.push(({ figures }) =>
      path.classList.toggle('busy', (figures[flow]?.perSecond ?? 0) > 0),
    );
    return [path];
  });
  const nodes = pipeline.nodes.flatMap((node) => {
    const box = boxes.get(node.id);
    if (!box) return [];
    const { element, update } = drawNode(node, box, onFunction);
    updates.push(update);
    return [element];
  });
  show(
    place,
    svg(
      'svg',
      {
        ...{ viewBox: `-2 -2 ${width + 4} ${height + 4}`, role: 'group' },
        'aria-label': 'The way of an order',
        class: isUpright ? 'upright' : 'wide',
      },
      ...edges,
      ...nodes,
    ),
  );
  return updates;
}

/**
 * @param {PipelineNode} node
 * @param {import('./layout.js').Box} box
 * @param {(functionName: string) => void} onFunction
 */
function drawNode(node, { x, y, width, height }, onFunction) {
  const isSmall = height < 60;
  const first = svg('text', { class: 'value', x: 10, y: isSmall ? 34 : 50 });
  const second = svg('text', { class: 'more', x: 10, y: 67 });
  const above = svg('text', { class: 'service', x: 10, y: 32 }, node.service);
  const badge = svg('a', { class: 'badge', href: '#dead-letters' });
  const badgeText = svg('text', { x: width - 12, y: 18.5, 'text-anchor': 'end' });
  const pill = svg('rect', { y: 6, height: 17, rx: 8.5 });
  badge.append(pill, badgeText);
  const isButton = node.kind === 'function';
  const open = () => onFunction(node.resource);
  const element = svg(
    'g',
    {
      ...{ class: `node ${node.kind}`, transform: `translate(${x} ${y})` },
      'data-node': node.id,
      role: isButton ? 'button' : 'img',
      ...(isButton && {
        tabindex: 0,
        onclick: open,
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          open();
        },
      }),
    },
    svg('rect', { width, height, rx: node.kind === 'queue' ? 16 : 7 }),
    svg('text', { class: 'name', x: 10, y: 19 }, node.name),
    !isSmall && above,
    first,
    second,
  );
  const update = (/** @type {State} */ { figures }) => {
    const of = figures[node.id] ?? { perSecond: 0, total: 0 };
    const [value, more, note = ''] = linesOf(node, of);
    const dead = of.deadLetters ?? 0;
    first.textContent = value;
    second.textContent = more;
    above.textContent = note || node.service;
    const badgeLabel = `DLQ ${count(dead)}`;
    const badgeWidth = badgeLabel.length * 6.6 + 12;
    badgeText.textContent = badgeLabel;
    badge.setAttribute(
      'aria-label',
      `Dead letters of ${node.name} ${node.service}: ${count(dead)}`,
    );
    pill.setAttribute('width', String(badgeWidth));
    pill.setAttribute('x', String(width - 6 - badgeWidth));
    element.classList.toggle('busy', of.perSecond > 0);
    element.classList.toggle('wrong', (of.errors ?? 0) + (of.throttles ?? 0) > 0);
    badge.classList.toggle('full', dead > 0);
    const letters = node.kind === 'queue' ? [plural(dead, 'dead letter')] : [];
    element.setAttribute(
      'aria-label',
      [`${KINDS[node.kind]} ${node.name} ${node.service}`.trim(), value, note, more, ...letters]
        .filter((text) => text !== '')
        .join(', '),
    );
  };
  if (node.kind !== 'queue') return { element, update };
  badge.setAttribute('transform', `translate(${x} ${y})`);
  return { element: svg('g', {}, element, badge), update };
}
