import { parseReport } from '@acado/tuning';
import { z } from 'zod';
import type { LogEvent } from '../aws/log-events.ts';
import { consoleLevel } from './log-line.ts';

/** One invocation, from what its function logged. */
export type Invocation = {
  id: string;
  functionName: string;
  stream: string;
  /** When it ended, milliseconds. */
  at: number;
  status: 'success' | 'error' | 'timeout' | 'failure';
  durationMs?: number;
  billedMs?: number;
  memoryMb?: number;
  usedMb?: number;
  initMs?: number;
  /** Lines of the level ERROR. */
  loggedErrors: number;
  /** USD of time and request, from the REPORT line. */
  costUsd?: number;
  /** USD with data, triggers and logs, as the function itself counted. */
  estimatedUsd?: number;
  /** Business records, such as orders. */
  records?: number;
  /** The HTTP status with which the request was refused: it cost something, but nothing came of it. */
  refused?: number;
};

export type CostOf = (
  functionName: string,
  report: { billedMs: number; memoryMb: number },
) => number | undefined;

const KEEP = 100;
const KEEP_WRONG = 50;

const lineSchema = z.object({
  level: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  EstimatedCost: z.number().optional().catch(undefined),
  records: z.number().optional().catch(undefined),
});
/** `threw`: what Lambda logs of a handler that threw; its REPORT line tells of timeouts and crashes only. */
type Line = z.infer<typeof lineSchema> & { threw?: boolean };

const THREW = /\tERROR\tInvoke Error\b/;

/** What the HTTP handlers of @acado/powertools log with the status. */
const REFUSED = 'Request refused';

const BOUND = /^(START|REPORT) RequestId: ([\w-]+)/;

/** What a line says that is structured or was written with `console`; nothing for any other. */
const parsed = (message: string): Line[] => {
  const level = consoleLevel(message);
  if (level !== undefined) return [{ level, threw: THREW.test(message) }];
  if (!message.startsWith('{')) return [];
  try {
    return [lineSchema.parse(JSON.parse(message))];
  } catch {
    return [];
  }
};

export const isWrong = ({ status, loggedErrors }: Invocation): boolean =>
  status !== 'success' || loggedErrors > 0;

/** The newest invocations of each function, and the newest of those that went wrong. */
export function createInvocations(costOf: CostOf) {
  /** Lines of an invocation that has not ended yet, by function and stream. */
  const open = new Map<string, { id: string; lines: Line[] }>();
  const newest = new Map<string, Invocation[]>();
  const wrong = new Map<string, Invocation[]>();
  let version = 0;

  const keep = (into: Map<string, Invocation[]>, invocation: Invocation, most: number): void => {
    const { functionName, id } = invocation;
    const others = (into.get(functionName) ?? []).filter((one) => one.id !== id);
    into.set(functionName, [...others, invocation].slice(-most));
  };

  const end = (functionName: string, { stream, at, message }: LogEvent, lines: Line[]): void => {
    const report = parseReport(message);
    if (!report) return;
    const { requestId: id, durationMs, billedMs, memoryMb, initMs } = report;
    const threw = report.status === 'success' && lines.some((line) => line.threw);
    const status = threw ? 'error' : report.status;
    const cost = lines.find(({ EstimatedCost }) => EstimatedCost !== undefined);
    const refused = lines.find(({ message }) => message === REFUSED)?.status;
    const invocation: Invocation = {
      ...{ id, functionName, stream, at, status },
      ...{ durationMs, billedMs, memoryMb, initMs, usedMb: report.maxMemoryUsedMb },
      loggedErrors: lines.filter(({ level }) => level === 'ERROR').length,
      ...(billedMs !== undefined &&
        memoryMb !== undefined && { costUsd: costOf(functionName, { billedMs, memoryMb }) }),
      ...{ estimatedUsd: cost?.EstimatedCost, records: cost?.records },
      ...(refused !== undefined && { refused }),
    };
    version++;
    keep(newest, invocation, KEEP);
    if (isWrong(invocation)) keep(wrong, invocation, KEEP_WRONG);
  };

  return {
    /** Takes the events of a function's log in their order, each once. */
    take: (functionName: string, events: readonly LogEvent[]): void => {
      for (const event of events) {
        const key = `${functionName} ${event.stream}`;
        const [, word, id = ''] = BOUND.exec(event.message) ?? [];
        const begun = open.get(key);
        if (word === 'START') open.set(key, { id, lines: [] });
        else if (word === 'REPORT') {
          // Where lines were left out, what is open may be another invocation.
          end(functionName, event, begun?.id === id ? begun.lines : []);
          open.delete(key);
        } else if (begun) begun.lines.push(...parsed(event.message));
      }
    },
    /** Newest first. */
    list: ({ functionName, wrongOnly = false, limit }: ListOptions): Invocation[] => {
      const from = wrongOnly ? wrong : newest;
      const some =
        functionName === undefined ? [...from.values()].flat() : (from.get(functionName) ?? []);
      return some.toSorted((a, b) => b.at - a.at).slice(0, limit);
    },
    find: (functionName: string, id: string): Invocation | undefined =>
      [newest, wrong]
        .flatMap((from) => from.get(functionName) ?? [])
        .find((invocation) => invocation.id === id),
    /** USD that a function's latest invocations cost per record, but those that were refused; `undefined` when nothing is known. */
    costPerRecord: (functionName: string): number | undefined => {
      let [usd, records] = [0, 0];
      for (const one of newest.get(functionName) ?? []) {
        if (one.refused !== undefined) continue;
        usd += one.estimatedUsd ?? 0;
        records += one.estimatedUsd === undefined ? 0 : (one.records ?? 0);
      }
      return records > 0 ? usd / records : undefined;
    },
    version: () => version,
  };
}

export type Invocations = ReturnType<typeof createInvocations>;
export type ListOptions = { functionName?: string | undefined; wrongOnly?: boolean; limit: number };
