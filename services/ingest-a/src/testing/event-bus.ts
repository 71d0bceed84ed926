import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

/** An EventBridge that takes `PutEvents` on a local port; no engine for tests has one. */
export const startEventBus = async () => {
  const taken: PutEventsRequestEntry[] = [];
  const bus = { taken, refuses: (_entry: PutEventsRequestEntry): boolean => false };
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { Entries } = body as { Entries: PutEventsRequestEntry[] };
      const answers = Entries.map((entry, index) => {
        if (bus.refuses(entry)) return { ErrorCode: 'InternalFailure', ErrorMessage: 'Try again' };
        taken.push(entry);
        return { EventId: `event-${index}` };
      });
      const FailedEntryCount = answers.filter(({ ErrorCode }) => ErrorCode).length;
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ FailedEntryCount, Entries: answers }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return Object.assign(bus, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
};
