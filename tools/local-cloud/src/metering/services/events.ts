import { z } from 'zod';
import { operationOf, parametersOf, textOf } from '../../endpoint/access/access.ts';
import { entrySize, putEventsSchema } from '../../events/put-events.ts';
import { chunksOf } from '../chunks.ts';
import { bytesOf, failure, lastPart, type ServiceMeter } from './service-meter.ts';

const answerSchema = z.object({
  FailedEntryCount: z.int(),
  Entries: z.array(z.object({ ErrorCode: z.string().optional() })),
});

/** PutEvents: 64 KB chunks of each accepted entry, by bus. The rest of the API is free. */
export const meterEvents: ServiceMeter = ({ request, answer }) => {
  const operation = operationOf(request);
  const parameters = parametersOf(request);
  const call = { service: 'events' as const, operation };
  const busName = (value: unknown): string => lastPart(textOf(value)) || 'default';
  if (operation !== 'PutEvents')
    return [{ ...call, ...failure(answer), resource: busName(parameters.EventBusName) }];

  const { data } = putEventsSchema.safeParse(parameters);
  const entries = data?.Entries ?? [];
  const buses = new Set(entries.map(({ EventBusName }) => busName(EventBusName)));
  if (answer.status >= 400)
    return [...buses].map((resource) => ({ ...call, ...failure(answer), resource }));

  const { Entries: outcomes } = answerSchema.parse(JSON.parse(bytesOf(answer.body).toString()));
  const chunks = new Map([...buses].map((bus) => [bus, 0]));
  entries.forEach((entry, index) => {
    const bus = busName(entry.EventBusName);
    if (outcomes[index]?.ErrorCode === undefined)
      chunks.set(bus, (chunks.get(bus) ?? 0) + chunksOf(entrySize(entry)));
  });
  return [...chunks].map(([resource, count]) => ({ ...call, resource, chunks: count }));
};
