import { InputError, type InputProblem } from './input-error.ts';
import type { FunctionInput } from './types.ts';

interface Weighted {
  payload: unknown;
  weight: number;
}

/** Makes the values of the placeholders; given by tests. */
export interface PayloadSources {
  uuid?: () => string;
  now?: () => Date;
}

const isWeighted = (entry: unknown): entry is { payload: unknown; weight: unknown } =>
  typeof entry === 'object' && entry !== null && 'payload' in entry && 'weight' in entry;

/** One entry with both fields says that the list is one of weighted payloads, and then all must be. */
const hasWeights = (payload: unknown): payload is unknown[] =>
  Array.isArray(payload) && payload.some(isWeighted);

function weightOf(entry: unknown): number | undefined {
  if (!isWeighted(entry)) return undefined;
  const { weight } = entry;
  const number = typeof weight === 'string' && weight.trim() !== '' ? Number(weight) : weight;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

const totalOf = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + weight, 0);

/** Invocations of each payload, in order: its share rounded down; the last one gets what is left. */
function countsOf(weights: readonly number[], num: number): number[] {
  const total = totalOf(weights);
  const counts = weights.map((weight) => Math.floor((weight * num) / total));
  const others = totalOf(counts.slice(0, -1));
  return counts.map((count, index) => (index === counts.length - 1 ? num - others : count));
}

/** What is wrong with a payload, as far as weights go. */
export function payloadProblems(payload: unknown, num: number, field = 'payload'): InputProblem[] {
  if (!hasWeights(payload)) return [];
  const weights = payload.map(weightOf);
  const bad = weights.flatMap((weight, index) =>
    weight === undefined
      ? [
          {
            field: `${field}[${index}]`,
            message: 'Expected { payload, weight } with a weight above 0, as others of the list',
          },
        ]
      : [],
  );
  if (bad.length > 0) return bad;
  if (payload.length > num) {
    return [{ field, message: `${payload.length} payloads, but num is only ${num}` }];
  }
  const known = weights.map((weight) => weight ?? 0);
  const total = totalOf(known);
  return known.flatMap((weight, index) =>
    Math.floor((weight * num) / total) < 1
      ? [
          {
            field: `${field}[${index}].weight`,
            message: `Too small: ${weight} of ${total} is less than one invocation of ${num}`,
          },
        ]
      : [],
  );
}

/** In blocks, as the contract has it. */
function inBlocks(weights: readonly number[], num: number): (index: number) => number {
  const ends: number[] = [];
  for (const count of countsOf(weights, num)) ends.push((ends.at(-1) ?? 0) + count);
  return (index) => {
    const found = ends.findIndex((end) => index % num < end);
    return found;
  };
}

/** Interleaved, so that the first samples, which may be all that are taken, have the mixture of the whole. */
function interleaved(weights: readonly number[]): (index: number) => number {
  const total = totalOf(weights);
  const order: number[] = [];
  const taken = weights.map(() => 0);
  return (index) => {
    while (order.length <= index) {
      const due = weights.map((weight, at) => (weight / total) * (order.length + 1) - taken[at]!);
      const next = due.indexOf(Math.max(...due));
      taken[next]! += 1;
      order.push(next);
    }
    return order[index]!;
  };
}

/** The JSON text to invoke with: a string that is JSON already stays as it is. */
function toJson(payload: unknown): string {
  if (typeof payload !== 'string') return JSON.stringify(payload ?? null);
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    return JSON.stringify(payload);
  }
}

const PLACEHOLDER = /\{\{(?:(index|now)|uuid(?::([\w-]{1,40}))?)\}\}/g;

function filledIn(json: string, index: number, sources: PayloadSources): string {
  const { uuid = () => crypto.randomUUID(), now = () => new Date() } = sources;
  const named = new Map<string, string>();
  const time = now().toISOString();
  return json.replaceAll(PLACEHOLDER, (_match, word?: string, name?: string) => {
    if (word === 'index') return String(index);
    if (word === 'now') return time;
    if (name === undefined) return uuid();
    const known = named.get(name) ?? uuid();
    named.set(name, known);
    return known;
  });
}

/**
 * The JSON text that each invocation of a candidate gets, by its index from 0. Weighted payloads come in blocks of
 * `floor(weight × num / total)`, the last taking the rest; with adaptive sampling they are interleaved.
 *
 * @param fetched The payload behind `payloadS3`, by `parsePayloadText`; wins over `input.payload`.
 * @throws {InputError} If the weights of a fetched payload do not fit.
 *
 * @example
 * const payloadAt = payloadsOf(input);
 * payloadAt(0); // '{"operation":"ping"}'
 */
export function payloadsOf(
  input: Pick<FunctionInput, 'num' | 'sampling' | 'payload' | 'payloadS3' | 'dynamicPayload'>,
  fetched?: unknown,
  sources: PayloadSources = {},
): (index: number) => string {
  const isFetched = fetched !== undefined;
  const payload = isFetched ? fetched : input.payload;
  const problems = payloadProblems(payload, input.num, isFetched ? 'payloadS3' : 'payload');
  if (problems.length > 0) throw new InputError(problems);
  const entries: Weighted[] = hasWeights(payload)
    ? payload.filter(isWeighted).map((entry) => ({ ...entry, weight: weightOf(entry) ?? 0 }))
    : [{ payload, weight: 1 }];
  const weights = entries.map(({ weight }) => weight);
  const texts = entries.map((entry) => toJson(entry.payload));
  const choose =
    input.sampling === 'adaptive' ? interleaved(weights) : inBlocks(weights, input.num);
  return (index) => {
    const json = texts[choose(index)]!;
    return input.dynamicPayload ? filledIn(json, index, sources) : json;
  };
}

/**
 * Reads the object behind `payloadS3`: JSON, or else a string.
 *
 * @example
 * parsePayloadText('{"id":1}'); // { id: 1 }
 */
export function parsePayloadText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
