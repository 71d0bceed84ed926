import { FilterLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from './clients.ts';

export type LogEvent = { id: string; stream: string; at: number; message: string };

export type LogRange = { from: number; to?: number; stream?: string; limit?: number };

/** One answer's worth of a function's log, oldest first, and whether there is more. */
export async function readLogEvents(
  { logs }: Pick<Clients, 'logs'>,
  functionName: string,
  { from, to, stream, limit }: LogRange,
): Promise<{ events: LogEvent[]; more: boolean }> {
  try {
    const { events = [], nextToken } = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: `/aws/lambda/${functionName}`,
        startTime: Math.max(0, Math.floor(from)),
        ...(to !== undefined && { endTime: Math.ceil(to) }),
        ...(limit !== undefined && { limit }),
        ...(stream !== undefined && { logStreamNames: [stream] }),
      }),
    );
    const found = events.map(
      ({ eventId = '', logStreamName = '', timestamp = 0, message = '' }) => ({
        ...{ id: eventId, stream: logStreamName, at: timestamp, message },
      }),
    );
    return { events: found, more: nextToken !== undefined };
  } catch (error) {
    // A function that never logged anything has no group yet.
    if (error instanceof ResourceNotFoundException) return { events: [], more: false };
    throw error;
  }
}
