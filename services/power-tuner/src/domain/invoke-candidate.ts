import { type FunctionInput, parseTail, type Sample } from '@acado/tuning';
import * as z from 'zod/mini';
import { NotNow, Refused } from './errors.ts';
import type { Clock, Invocation, Invoker } from './ports.ts';

export interface Invoking {
  invoker: Invoker;
  clock: Clock;
  /** How long invocations may be throttled in a row, ms. */
  patience: number;
  /** Called for each attempt that was throttled. */
  onThrottle: () => void;
  random: () => number;
}

/** An invocation that makes its candidate a failure. */
export class InvocationFailed extends Error {
  override readonly name = 'InvocationFailed';
  readonly error: string;

  constructor(error: string, message: string) {
    super(message);
    this.error = cut(error, LONGEST_TYPE);
  }
}

/** Characters. A function may say megabytes of its error; every size's failure has a place in the output. */
const LONGEST_TYPE = 100;
const LONGEST_MESSAGE = 500;
const LONGEST_PAYLOAD = 200;

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/** Invokes, and where Lambda has no room tries again, with backoff and jitter, as long as patience lasts. */
async function invokePatiently(
  { invoker, clock, patience, onThrottle, random }: Invoking,
  functionArn: string,
  payload: string,
  version?: string,
): Promise<Invocation> {
  const giveUpAt = clock.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await invoker.invoke(functionArn, payload, version);
    } catch (error) {
      if (error instanceof Refused) throw new InvocationFailed(error.error, error.message);
      if (!(error instanceof NotNow)) throw error;
      if (error.reason === 'throttled') onThrottle();
      const wait = pause * (0.5 + random() / 2);
      if (clock.now() + wait > giveUpAt) throw exhausted(functionArn, error, patience);
      await clock.sleep(wait);
    }
  }
}

const exhausted = (functionArn: string, { reason, message }: NotNow, patience: number) =>
  reason === 'throttled'
    ? new InvocationFailed(
        'Throttled',
        `${functionArn} was throttled for ${Math.round(patience / 1000)} s: ${message}. Its reserved concurrency, or what the account has left, is too small or used up; raise it, or lower maxConcurrency.`,
      )
    : new InvocationFailed('NotReady', `${functionArn} did not become ready: ${message}`);

const errorSchema = z.object({
  errorType: z.optional(z.string()),
  errorMessage: z.optional(z.string()),
});

/** What a function says of its error; Lambda leaves the type out of some. */
function errorOf({ payload }: Invocation): { errorType: string; errorMessage: string } {
  const { errorType, errorMessage = payload } = parseError(payload);
  const guessed = /task timed out/i.test(errorMessage) ? 'Sandbox.Timedout' : 'Unhandled';
  return { errorType: errorType || guessed, errorMessage: cut(errorMessage, LONGEST_MESSAGE) };
}

function parseError(payload: string): z.infer<typeof errorSchema> {
  try {
    return errorSchema.safeParse(JSON.parse(payload)).data ?? {};
  } catch {
    return {};
  }
}

const withPayload = ({ disablePayloadLogs }: FunctionInput, payload: string): string =>
  disablePayloadLogs ? '' : ` (payload ${cut(payload, LONGEST_PAYLOAD)})`;

const HINTS: Record<string, string> = {
  'Runtime.OutOfMemory': ' It needs more memory.',
  'Runtime.ExitError': ' It may need more memory.',
  'Sandbox.Timedout': ' At this size it needs a longer timeout.',
};

async function process(
  invoking: Invoking,
  input: FunctionInput,
  name: 'PreProcessor' | 'PostProcessor',
  functionArn: string,
  payload: string,
): Promise<string> {
  const invocation = await invokePatiently(invoking, functionArn, payload);
  if (!invocation.failed) return invocation.payload;
  const { errorType, errorMessage } = errorOf(invocation);
  throw new InvocationFailed(
    `${name}Failed`,
    `${functionArn}: ${errorType}: ${errorMessage}${withPayload(input, payload)}`,
  );
}

const sampleOf = (report: Sample | undefined): Sample | undefined =>
  report && {
    durationMs: report.durationMs,
    billedMs: report.billedMs,
    initMs: report.initMs,
    restoreMs: report.restoreMs,
    maxMemoryUsedMb: report.maxMemoryUsedMb,
  };

/**
 * One invocation of a version, with its processors before and after.
 *
 * @returns undefined when Lambda sent no report of it
 * @throws InvocationFailed
 */
export async function invokeCandidate(
  invoking: Invoking,
  input: FunctionInput,
  version: string,
  json: string,
): Promise<Sample | undefined> {
  const { functionArn, preProcessorARN, postProcessorARN, allowedExceptions } = input;
  const payload = preProcessorARN
    ? (await process(invoking, input, 'PreProcessor', preProcessorARN, json)) || json
    : json;
  const invocation = await invokePatiently(invoking, functionArn, payload, version);
  const { requestId, logTail } = invocation;
  const sample = sampleOf(parseTail(logTail, { requestId }));
  if (postProcessorARN) {
    await process(invoking, input, 'PostProcessor', postProcessorARN, invocation.payload);
  }
  if (!invocation.failed) return sample;
  const { errorType, errorMessage } = errorOf(invocation);
  if (!allowedExceptions.includes(errorType)) {
    const hint = HINTS[errorType] ?? '';
    throw new InvocationFailed(errorType, `${errorMessage}${hint}${withPayload(input, payload)}`);
  }
  return sample && { ...sample, errorType };
}
