import type { Clients } from '../cloud/clients.ts';
import type { DeadLetterQueue } from '../list/find.ts';
import { type DeadLetter, redriveCountOf } from '../queue/message.ts';
import { openMailbox } from '../queue/sqs-mailbox.ts';
import type { Destination } from './destination.ts';
import { findDestination } from './find-destination.ts';
import { type Forecast, forecast, type FunctionUsage } from './forecast.ts';
import type { Journal } from './journal.ts';
import { redrive, type RedriveResult } from './redrive.ts';

/** A redrive that can begin. */
export interface RedrivePlan {
  queue: DeadLetterQueue;
  destination: Destination;
  messages: readonly DeadLetter[];
  forecast: Forecast;
  /** What one should know before. */
  warnings: string[];
  run(options: {
    journal: Journal;
    signal?: AbortSignal | undefined;
    onProgress?: ((moved: number) => void) | undefined;
  }): Promise<RedriveResult>;
}

/** How messages are to be sent back. */
export interface PlanOptions {
  /** Messages per second. */
  perSecond: number;
  /** Where to; unless given, where they came from. */
  destination?: Destination | undefined;
  /** What a function was measured to take. */
  measured?: (functionName: string) => FunctionUsage | undefined;
}

/**
 * Plans to send messages back to where they came from; nothing is sent before `run`.
 *
 * @throws {CommandError} If it is not clear where they came from.
 *
 * @example
 * const plan = await planRedrive(clients, queue, messages, { perSecond: 10 });
 * if (plan.forecast.seconds < 60) await plan.run({ journal });
 */
export async function planRedrive(
  clients: Clients,
  queue: DeadLetterQueue,
  messages: readonly DeadLetter[],
  options: PlanOptions,
): Promise<RedrivePlan> {
  const { perSecond, measured = () => undefined } = options;
  const destination = options.destination ?? (await findDestination(clients, queue));
  const consumers = new Map(destination.consumers.map((name) => [name, measured(name)]));
  const { region } = clients;
  const isFifo = queue.isFifo;
  return {
    ...{ queue, destination, messages },
    forecast: forecast(messages, { region, perSecond, isFifo, to: destination.kind, consumers }),
    warnings: warningsOf(destination, messages),
    run: (settings) =>
      redrive({
        ...settings,
        ...{ destination, perSecond },
        mailbox: openMailbox(clients.sqs, queue.url),
        wanted: new Set(messages.map(({ messageId }) => messageId)),
      }),
  };
}

function warningsOf({ consumers, name }: Destination, messages: readonly DeadLetter[]): string[] {
  const warnings: string[] = [];
  const back = messages.filter((message) => redriveCountOf(message) > 0);
  if (back.length > 0) {
    const most = Math.max(...back.map(redriveCountOf));
    warnings.push(
      `${back.length} of them came back from a redrive before (up to ${most} times): is what they fail of repaired?`,
    );
  }
  if (consumers.length === 0) warnings.push(`No function reads ${name}`);
  return warnings;
}
