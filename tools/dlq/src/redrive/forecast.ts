import { priceUsage, UnpricedUsageError, type UsageLine } from '@acado/pricing';
import { type DeadLetter, messageBytes } from '../queue/message.ts';
import { batchesOf } from './batches.ts';
import { batchAt } from './rate.ts';

/** What a function takes for messages, as it was measured. */
export interface FunctionUsage {
  memoryMb: number;
  architecture: 'arm64' | 'x86_64';
  /** Of one invocation. */
  billedMs: number;
  /** Of one invocation. */
  messages: number;
}

/** What a redrive will take. */
export interface Forecast {
  messages: number;
  bytes: number;
  seconds: number;
  /** Billed requests of SQS: receiving, sending and deleting here, and receiving and deleting by the consumers. */
  sqsRequests: number;
  /** Of all consumers; `undefined` where a consumer was not measured. */
  lambdaInvocations: number | undefined;
  /** `undefined` if the price book has no price for the region. */
  usd: number | undefined;
  /** What is not in it. */
  notes: string[];
}

/** What a forecast is made from. */
export interface ForecastOptions {
  region: string;
  perSecond: number;
  isFifo: boolean;
  to: 'queue' | 'function';
  /** By the name of each consumer; `undefined` where it was not measured. */
  consumers: ReadonlyMap<string, FunctionUsage | undefined>;
}

const CHUNK = 64 * 1024;
const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK));
const sizeOf = (messages: readonly DeadLetter[]): number =>
  messages.reduce((sum, message) => sum + messageBytes(message), 0);

/** Forecasts time and cost of sending messages back. */
export function forecast(messages: readonly DeadLetter[], options: ForecastOptions): Forecast {
  const { region, perSecond, isFifo, to, consumers } = options;
  const notes: string[] = [];
  const calls = batchesOf(messages, batchAt(perSecond));
  const chunks = calls.reduce((sum, call) => sum + chunksOf(sizeOf(call)), 0);
  // Here: receive, send, delete.
  let sqsRequests = chunks * (to === 'queue' ? 2 : 1) + calls.length;
  let lambdaInvocations: number | undefined = 0;
  const lines: UsageLine[] = [];
  for (const [name, usage] of consumers) {
    const invocations = Math.ceil(messages.length / (usage?.messages ?? 1));
    // There: receive and delete.
    if (to === 'queue') {
      const perCall = Math.ceil(messages.length / Math.min(10, messages.length / invocations));
      sqsRequests += Math.max(perCall, Math.ceil(sizeOf(messages) / CHUNK)) + perCall;
    }
    if (!usage) {
      lambdaInvocations = undefined;
      notes.push(`${name} was not measured: its invocations are not in the cost`);
      continue;
    }
    if (lambdaInvocations !== undefined) lambdaInvocations += invocations;
    const { memoryMb, architecture } = usage;
    const billedMs = Math.ceil(invocations * usage.billedMs);
    lines.push({
      meter: 'lambda',
      region,
      architecture,
      memoryMb,
      requests: invocations,
      billedMs,
    });
  }
  if (consumers.size > 0) notes.push('What the consumers call is not in the cost');
  const type = isFifo ? 'fifo' : 'standard';
  lines.push({ meter: 'sqs-requests', region, type, requests: sqsRequests });
  return {
    messages: messages.length,
    bytes: sizeOf(messages),
    // The last call need not be waited for.
    seconds: Math.max(0, messages.length - (calls.at(-1)?.length ?? 0)) / perSecond,
    ...{ sqsRequests, lambdaInvocations, usd: costOf(lines, notes), notes },
  };
}

function costOf(lines: readonly UsageLine[], notes: string[]): number | undefined {
  try {
    return priceUsage([...lines]).total.toNumber();
  } catch (error) {
    if (!(error instanceof UnpricedUsageError)) throw error;
    notes.push(error.message);
    return undefined;
  }
}
