import {
  type Clients,
  type DeadLetter,
  type DeadLetterQueue,
  examine,
  findDeadLetterQueue,
  measuredUsage,
  openJournal,
  peekQueue,
  planRedrive,
  type RedrivePlan,
  type Selection,
  selectMessages,
} from '@acado/dlq';
import { BusyError } from './busy-error.ts';
import { type Look, lookOf } from './look.ts';

/** More than a person looks at, or wants to send back by a button; the command line takes more. */
const MOST = 500;
/** Gentle to what has just been repaired. */
export const PER_SECOND = 10;

const GONE = 'it is not there any more, or somebody else holds it';

export type WorkbenchOptions = {
  /** The workspace, where functions were measured. */
  root: string;
  /** Where the command line notes what a redrive has done, too. */
  journals: string;
};

/** What a person confirms. */
export type Forecast = {
  messages: string[];
  to: string;
  seconds: number;
  usd?: number | undefined;
  notes: string[];
  warnings: string[];
};

export type Outcome = { moved: number; stayed: { id: string; why: string }[] };

/** Looks into dead-letter queues and sends messages back, by the workbench of the command line. */
export function createWorkbench(clients: Clients, { root, journals }: WorkbenchOptions) {
  const busy = new Set<string>();

  const select = async (name: string, selection: Selection) => {
    const queue = await findDeadLetterQueue(clients, name);
    const reading = await peekQueue(clients, queue, { max: MOST });
    return { queue, ...(await selectMessages(clients, queue, reading, selection)) };
  };

  const plan = (queue: DeadLetterQueue, messages: readonly DeadLetter[]): Promise<RedrivePlan> =>
    planRedrive(clients, queue, messages, {
      perSecond: PER_SECOND,
      measured: (functionName) => measuredUsage(root, functionName),
    });

  /** Two that receive from one queue would hide messages from each other. */
  const alone = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    if (busy.has(name))
      throw new BusyError(`Somebody is at ${name} already: try again in a moment`);
    busy.add(name);
    try {
      return await work();
    } finally {
      busy.delete(name);
    }
  };

  return {
    look: (name: string): Promise<Look> =>
      alone(name, async () => {
        const queue = await findDeadLetterQueue(clients, name);
        const reading = await peekQueue(clients, queue, { max: MOST });
        return lookOf(queue, await examine(clients, queue, reading));
      }),

    /** Of one group of messages, or of all; `undefined` when there is none. */
    forecast: (name: string, group: string | undefined): Promise<Forecast | undefined> =>
      alone(name, async () => {
        const selection = group === undefined ? ({ all: true } as const) : { groups: [group] };
        const { queue, messages } = await select(name, selection);
        if (messages.length === 0) return undefined;
        const { destination, forecast, warnings } = await plan(queue, messages);
        const { seconds, usd, notes } = forecast;
        return {
          messages: messages.map(({ messageId }) => messageId),
          ...{ to: destination.name, seconds, usd, notes, warnings },
        };
      }),

    /** Sends back the messages that were confirmed, and no others. */
    redrive: (name: string, ids: string[]): Promise<Outcome> =>
      alone(name, async () => {
        const { queue, messages, absent } = await select(name, { messages: ids });
        const gone = absent.map((id) => ({ id, why: GONE }));
        if (messages.length === 0) return { moved: 0, stayed: gone };
        const planned = await plan(queue, messages);
        const result = await planned.run({ journal: openJournal(journals, queue.url) });
        const failed = result.failed.map(({ messageId, reason }) => ({
          id: messageId,
          why: reason,
        }));
        const missing = result.missing.map((id) => ({ id, why: GONE }));
        return { moved: result.moved + result.finished, stayed: [...failed, ...missing, ...gone] };
      }),
  };
}
