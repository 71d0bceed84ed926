import { createHash } from 'node:crypto';

/** An error as a log line, an attribute or a record tells it. */
export interface Failure {
  /** Name of the error, such as `TypeError`. */
  type: string;
  message: string;
  /** Lines of the stack. */
  stack?: readonly string[];
  cause?: Failure;
}

/** What failures have in common that have the same fingerprint. */
export interface Pattern {
  /** Eight hexadecimal digits. */
  fingerprint: string;
  type: string;
  /** Without ids, numbers and times. */
  message: string;
  /** First frame of the stack that is the function's own: file, and name where it is not a minified one. */
  frame?: string | undefined;
}

/**
 * The pattern of a failure, the same for the same mistake in another message, at another time, in another line of the
 * next build.
 *
 * @example
 * patternOf({ type: 'Error', message: 'no order 42' }).message; // 'no order <n>'
 */
export function patternOf(failure: Failure): Pattern {
  const chain = chainOf(failure);
  const type = chain.map((one) => one.type).join(' ← ');
  const message = chain.map((one) => normalise(one.message)).join(' ← ');
  const frame = ownFrame(chain.at(-1)?.stack ?? []) ?? ownFrame(failure.stack ?? []);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([type, message, frame]))
    .digest('hex')
    .slice(0, 8);
  return { fingerprint, type, message, frame };
}

const MAX_CAUSES = 5;
const MAX_MESSAGE = 400;

function chainOf(failure: Failure): Failure[] {
  const chain: Failure[] = [];
  for (let at: Failure | undefined = failure; at && chain.length < MAX_CAUSES; at = at.cause)
    chain.push(at);
  return chain;
}

/** In this order: what is left of one is not taken for the next. */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>'],
  [/\barn:aws[\w-]*:[^\s"',;)]+/g, '<arn>'],
  [/\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,}\b/gi, '<hex>'],
  [/\b[0-9A-Za-z_-]*\d[0-9A-Za-z_-]{19,}\b/g, '<id>'],
  [/\d+(\.\d+)?/g, '<n>'],
  [/\s+/g, ' '],
];

/** A message without what differs from one time to the next. */
export const normalise = (message: string): string =>
  REPLACED.reduce((text, [expression, by]) => text.replace(expression, by), message)
    .trim()
    .slice(0, MAX_MESSAGE);

/** Where Lambda, and the local cloud, unpack a function. */
const OWN = /(?:\/var\/task\/|\/packages\/[0-9a-f]{8,}\/)([^\s()]+?):\d+:\d+/;
/** What a minifier makes of names. */
const MINIFIED = /^[A-Za-z_$][\w$]{0,2}$/;

/** `handle (src/functions/store-orders/handler.cjs)` */
export function ownFrame(stack: readonly string[]): string | undefined {
  for (const line of stack) {
    const file = OWN.exec(line)?.[1];
    if (file === undefined || file.includes('node_modules/')) continue;
    const name = /^\s*at (?:async )?(?:new )?([^\s(]+) \(/.exec(line)?.[1];
    return name === undefined || MINIFIED.test(name) ? file : `${name} (${file})`;
  }
  return undefined;
}
