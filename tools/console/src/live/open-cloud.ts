import { createClients } from '../aws/clients.ts';
import { findOrder } from '../aws/find-order.ts';
import { readLogEvents } from '../aws/log-events.ts';
import { createWorkbench, type WorkbenchOptions } from '../dead-letters/workbench.ts';
import { readableLog, type ReadableLine } from '../model/log-line.ts';
import type { Outputs } from '../outputs.ts';
import { watchCloud } from './watch-cloud.ts';

/** Lines may be stamped a little before or after the time that their invocation took. */
const MARGIN_MS = 2000;

/** All that can be asked of one cloud; this file brings the SDK with it, which loads when the first viewer comes. */
export function openCloud(outputs: Outputs, options: WorkbenchOptions) {
  const clients = createClients({ endpoint: outputs.awsEndpoint, region: outputs.region });
  const { look, invocations } = watchCloud(clients, outputs);
  return {
    ...{ look, outputs },
    deadLetters: createWorkbench(clients, options),
    listInvocations: invocations.list,
    findOrder: (id: string) => findOrder(clients, outputs, id),
    /** What an invocation logged; `undefined` when it is no longer known. */
    logOf: async (functionName: string, id: string): Promise<ReadableLine[] | undefined> => {
      const invocation = invocations.find(functionName, id);
      if (!invocation) return undefined;
      const { at, stream, durationMs = 0, initMs = 0 } = invocation;
      const { events, more } = await readLogEvents(clients, functionName, {
        from: at - durationMs - initMs - MARGIN_MS,
        to: at + MARGIN_MS,
        stream,
      });
      return readableLog(events, id, more);
    },
  };
}

export type OpenCloud = ReturnType<typeof openCloud>;
