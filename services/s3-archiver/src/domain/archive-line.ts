import { type OrderPlacedEnvelope, type PayloadStore, resolveOrder } from '@acado/events';

/** One event as it will stand in the archive. */
export type ArchiveLine = {
  eventId: string;
  /** JSON without its line break. */
  json: string;
};

/**
 * The event with its order inside, also when it came as a pointer: the archive outlives the payload.
 *
 * @throws when the payload cannot be read or is not the one the event points to
 */
export const archiveLine = async (
  event: OrderPlacedEnvelope,
  payloads: Pick<PayloadStore, 'get'>,
): Promise<ArchiveLine> => {
  const { metadata } = event.detail;
  const data = await resolveOrder(event.detail, payloads);
  return {
    eventId: metadata.eventId,
    json: JSON.stringify({ ...event, detail: { metadata, data } }),
  };
};
