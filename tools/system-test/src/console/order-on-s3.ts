import { createHash, randomUUID } from 'node:crypto';
import { sampleOrder } from '../orders.ts';
import { resourceOf } from '../outputs.ts';
import { type System } from '../system.ts';

/** An order that was too large for its event, and the object that it is in. */
export function orderOnS3({ outputs }: System) {
  const order = { ...sampleOrder(), placedAt: '2026-01-02T03:04:05.000Z' };
  const body = JSON.stringify(order);
  const bucket = resourceOf(outputs, 'ingest-a', 'PayloadsBucket');
  const key = `payloads/${randomUUID()}`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const metadata = {
    ...{ eventId: randomUUID(), version: 1, occurredAt: order.placedAt },
    ...{ correlationId: 'console-test', producer: 'acado.ingest-a' },
  };
  return {
    orderId: order.orderId,
    payload: { Bucket: bucket, Key: key, Body: body },
    event: {
      ...{ version: '0', id: randomUUID(), source: 'acado.ingest-a', 'detail-type': 'OrderPlaced' },
      ...{ account: '000000000000', time: '2026-01-02T03:04:05Z', region: 'us-east-1' },
      ...{
        resources: [],
        detail: { metadata, dataRef: { bucket, key, bytes: body.length, sha256 } },
      },
    },
  };
}
