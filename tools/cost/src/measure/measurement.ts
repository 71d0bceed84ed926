import { meanOf } from '../estimate/noise.ts';
import type { ServiceShape } from '../estimate/service-shape.ts';
import type { Measured, UsageFile } from '../estimate/usage-file.ts';
import type { FunctionReport } from '../measured/usage-lines.ts';
import type { MessageCounts } from './queues.ts';
import type { RunRecord } from './run.ts';

/** Runs of a workload, and what they ran. */
export interface Measurement {
  service: string;
  event: string;
  provenance: UsageFile['measured'];
  shape: ServiceShape;
  /** SHA-256 of each function's bundle. */
  codes: ReadonlyMap<string, string | undefined>;
  records: readonly RunRecord[];
  warmUp: readonly FunctionReport[];
}

/** Mean of a figure over runs, or what else there is, and its standard error; 0 of nothing, such as no cold starts. */
export const over = <T>(items: readonly T[], figure: (item: T) => number): Measured => {
  if (items.length === 0) return { mean: 0, standardError: 0 };
  const { mean, standardError } = meanOf(items.map(figure));
  return { mean: rounded(mean), standardError: rounded(standardError) };
};

/** Six digits, and nothing of what floating point adds: more would only make the file change. */
const rounded = (value: number): number => (value < 1e-12 ? 0 : Number(value.toPrecision(6)));

/** What happened to the messages of a queue in a run. */
export const messagesOn = (queue: string, { messages }: RunRecord): MessageCounts =>
  messages.get(queue) ?? NO_MESSAGES;

const NO_MESSAGES: MessageCounts = { sent: 0, received: 0, deleted: 0, waiting: 0 };
