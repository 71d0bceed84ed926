import {
  type Clients,
  examine,
  findDeadLetterQueue,
  measuredUsage,
  openJournal,
  peekQueue,
  planRedrive,
  type RedrivePlan,
  selectMessages,
} from '@acado/dlq';
import { BusyError } from './busy-error.ts';
import { type Look, lookOf } from './look.ts';

/** More than a person looks at, or wants to send back by a button; the command line takes more. */
const MOST = 500;
/** Gentle to what has just been repaired. */
export const PER_SECOND = 10;

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

  const plan = async (
    name: string,
    selection: Parameters<typeof selectMessages>[3],
  ): Promise<RedrivePlan> => {
    const queue = await findDeadLetterQueue(clients, name);
    const reading = await peekQueue(clients, queue, { max: MOST });
    const { messages } = await selectMessages(clients, queue, reading, selection);
    return planRedrive(clients, queue, messages, {
      perSecond: PER_SECOND,
      measured: (functionName) => measuredUsage(root, functionName),
    });
  };

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

    /** Of one group of messages, or of all. */
    forecast: (name: string, group: string | undefined): Promise<Forecast> =>
      alone(name, async () => {
        const selection = group === undefined ? ({ all: true } as const) : { groups: [group] };
        const { messages, destination, forecast, warnings } = await plan(name, selection);
        const { seconds, usd, notes } = forecast;
        return {
          messages: messages.map(({ messageId }) => messageId),
          ...{ to: destination.name, seconds, usd, notes, warnings },
        };
      }),

    /** Sends back the messages that were confirmed, and no others. */
    redrive: (name: string, messages: string[]): Promise<Outcome> =>
      alone(name, async () => {
        const planned = await plan(name, { messages });
        const journal = openJournal(journals, planned.queue.arn);
        const { moved, finished, failed, missing } = await planned.run({ journal });
        const gone = messages.filter(
          (id) =>
            missing.includes(id) || !planned.messages.some(({ messageId }) => messageId === id),
        );
        return {
          moved: moved + finished,
          stayed: [
            ...failed.map(({ messageId, reason }) => ({ id: messageId, why: reason })),
            ...gone.map((id) => ({
              id,
              why: 'it is not there any more, or somebody else holds it',
            })),
          ],
        };
      }),
  };
}

export type Workbench = ReturnType<typeof createWorkbench>;
