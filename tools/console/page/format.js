// Numbers as people read them.

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** @param {number} value */
export const count = (value) => number.format(value);

/** @param {number} perSecond */
export const rate = (perSecond) =>
  `${perSecond >= 10 ? count(perSecond) : perSecond.toFixed(perSecond > 0 ? 1 : 0)}/s`;

/**
 * USD with three digits that count, never as a power of ten.
 *
 * @param {number | undefined} value
 */
export function usd(value) {
  if (value === undefined) return '–';
  if (value === 0) return '$0';
  if (value >= 1) return `$${value.toFixed(2)}`;
  const digits = Math.min(12, 2 - Math.floor(Math.log10(value)));
  return `$${value.toFixed(digits)}`;
}

/** @param {number | undefined} ms */
export function duration(ms) {
  if (ms === undefined) return '–';
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 100 ? `${count(ms)} ms` : `${ms.toFixed(1)} ms`;
}

/** @param {number} at Milliseconds. */
export const clock = (at) => new Date(at).toLocaleTimeString('en-GB');

/**
 * @param {number} amount
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (amount, one, many = `${one}s`) =>
  `${count(amount)} ${amount === 1 ? one : many}`;
