// Where the nodes of the pipeline stand: side by side on a wide page, below each other on a narrow one.

/**
 * @typedef {import('../src/model/types.ts').Pipeline} Pipeline
 * @typedef {import('../src/model/types.ts').PipelineNode} PipelineNode
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {{ width: number, height: number, boxes: Map<string, Box>, isUpright: boolean }} Layout
 */

const STORE_RANK = 7;
const WIDE = { width: 132, gap: 24, height: 76, store: 44, lane: 104 };
const NARROW = { width: 110, gap: 26, height: 76, store: 44, lane: 116 };

/**
 * @param {Pipeline} pipeline
 * @param {boolean} isUpright
 * @returns {Layout}
 */
export function layoutOf({ nodes, lanes }, isUpright) {
  const size = isUpright ? NARROW : WIDE;
  const ranks = Math.max(0, ...nodes.map(({ rank }) => rank)) + 1;
  const across = Math.max(1, lanes) * size.lane;
  /** @type {Map<string, Box>} */
  const boxes = new Map();
  const step = isUpright ? size.height + size.gap : size.width + size.gap;

  for (const node of nodes) {
    const peers = nodes.filter(({ rank, lane }) => rank === node.rank && lane === node.lane);
    const index = peers.indexOf(node);
    const isStore = node.rank === STORE_RANK;
    const height = isStore ? size.store : size.height;
    const along = node.rank * step;
    const from = (node.lane ?? 0) * size.lane;
    const span = node.lane === undefined ? across : size.lane;
    if (isUpright) {
      const isStacked = node.lane !== undefined;
      const part = isStacked ? span : span / peers.length;
      const x = from + (isStacked ? 0 : index * part) + (part - size.width) / 2;
      const y = along + (isStacked ? index * (height + 6) : 0);
      boxes.set(node.id, { x, y, width: size.width, height });
    } else {
      const pitch = isStore ? height + 6 : span / peers.length;
      const start = isStore ? (span - peers.length * pitch + 6) / 2 : (pitch - height) / 2;
      boxes.set(node.id, { x: along, y: from + start + index * pitch, width: size.width, height });
    }
  }
  const ends = [...boxes.values()];
  return {
    isUpright,
    boxes,
    width: isUpright ? across : ranks * step - size.gap,
    height: isUpright ? Math.max(0, ...ends.map(({ y, height }) => y + height)) : across,
  };
}

/**
 * A curve from one box to the next.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {boolean} isUpright
 */
export function curve(from, to, isUpright) {
  if (isUpright) {
    const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
    const [x2, y2] = [to.x + to.width / 2, to.y];
    const middle = (y1 + y2) / 2;
    return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  }
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
