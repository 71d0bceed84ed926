import type { Model } from '../engine/model.ts';

/** `12.3 ms`; nothing was measured: `–`. */
export const ms = (value: number | null | undefined): string =>
  value === null || value === undefined
    ? '–'
    : `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ms`;

export const percent = (share: number): string =>
  `${share > 0 && share < 0.001 ? '<0.1' : Number((share * 100).toFixed(1))} %`;

export const perSecond = (value: number): string => `${value.toFixed(1)}/s`;

export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  return value < 1_000_000
    ? `${(value / 1000).toFixed(1)} kB`
    : `${(value / 1_000_000).toFixed(1)} MB`;
}

/** `500 ms`, `90 s`, `2 min`. */
export function duration(value: number): string {
  if (value > 0 && value < 1000) return `${value} ms`;
  const seconds = Number((value / 1000).toFixed(1));
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** A model in a sentence without its full stop. */
export function modelText(model: Model): string {
  const time = `for ${duration(model.durationMs)}, the ramp-up of ${duration(model.rampUpMs)} included`;
  if (model.type === 'open')
    return `open model: ${model.rate} requests come per second ${time}, which begins with ${model.startRate} per second; at most ${model.maxUsers} at once`;
  const think = model.thinkTimeMs > 0 ? `, ${duration(model.thinkTimeMs)} to think` : '';
  return `closed model: ${model.users} user${model.users === 1 ? '' : 's'} ${time}${think}`;
}

/** Which latency is the headline of a model. */
export const latencyName = ({ type }: Pick<Model, 'type'>): string =>
  type === 'open' ? 'latency from the intended start' : 'service time';

/** USD: cents, or a tenth of a cent under a dollar. */
export const usd = (value: number): string => `$${value.toFixed(value >= 1 ? 2 : 3)}`;
