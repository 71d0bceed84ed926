import { z } from 'zod';

/** A payload that lies on S3 because it was too large for its event. */
export interface PayloadPointer {
  bucket: string;
  key: string;
  bytes?: number | undefined;
  sha256?: string | undefined;
}

/** What a message's body says of itself, as far as it can be understood: poison may be anything. */
export interface Envelope {
  /** An event as a rule delivers it, a record of a failed invocation, some other JSON, or no JSON. */
  kind: 'event' | 'invocation' | 'json' | 'text';
  source?: string | undefined;
  detailType?: string | undefined;
  /** ISO 8601. */
  time?: string | undefined;
  eventIds: string[];
  correlationIds: string[];
  orderIds: string[];
  payloads: PayloadPointer[];
  /** Of an invocation. */
  functionArn?: string | undefined;
}

const text = z.string().optional().catch(undefined);
const pointer = z.object({
  bucket: z.string(),
  key: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});
const detailSchema = z.object({
  metadata: z.object({ eventId: text, correlationId: text }).catch({}).default({}),
  data: z.object({ orderId: text }).optional().catch(undefined),
  dataRef: pointer.partial({ bytes: true, sha256: true }).optional().catch(undefined),
  orderId: text,
});
const eventSchema = z.object({
  source: text,
  'detail-type': z.string(),
  time: text,
  id: text,
  detail: z.unknown().optional(),
});
const invocationSchema = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown().optional(),
});
const severalSchema = z.object({ orders: z.array(z.unknown()) });

/** Reads what a body says of its event, orders and payloads. */
export function envelopeOf(body: string): Envelope {
  const none = { eventIds: [], correlationIds: [], orderIds: [], payloads: [] };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { kind: 'text', ...none };
  }
  const invocation = invocationSchema.safeParse(value);
  if (invocation.success) {
    const { requestContext, requestPayload } = invocation.data;
    const { functionArn } = requestContext;
    return { ...eventIn(requestPayload), kind: 'invocation', functionArn };
  }
  return eventIn(value);
}

function eventIn(value: unknown): Envelope {
  const event = eventSchema.safeParse(value);
  if (!event.success) return { kind: 'json', ...idsOf(detailsIn(value)) };
  const { source, time, detail, id } = event.data;
  const ids = idsOf(detailsIn(detail));
  const eventIds = ids.eventIds.length === 0 && id !== undefined ? [id] : ids.eventIds;
  return { kind: 'event', source, detailType: event.data['detail-type'], time, ...ids, eventIds };
}

function detailsIn(value: unknown): z.infer<typeof detailSchema>[] {
  const several = severalSchema.safeParse(value);
  return (several.success ? several.data.orders : [value]).flatMap(
    (one) => detailSchema.safeParse(one).data ?? [],
  );
}

const idsOf = (details: readonly z.infer<typeof detailSchema>[]) => ({
  eventIds: unique(details.map(({ metadata }) => metadata.eventId)),
  correlationIds: unique(details.map(({ metadata }) => metadata.correlationId)),
  orderIds: unique(details.map(({ data, orderId }) => data?.orderId ?? orderId)),
  payloads: details.flatMap(({ dataRef }) => dataRef ?? []),
});

const unique = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
