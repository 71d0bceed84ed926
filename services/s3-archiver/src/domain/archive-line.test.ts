import { anEventBridgeEvent, anOrderPlacedEvent } from '@acado/events/testing';
import { archiveLine } from './archive-line.ts';

const event = anOrderPlacedEvent();
const dataRef = { bucket: 'payloads', key: 'k', bytes: 10, sha256: 'a'.repeat(64) };
const nothing = { get: () => Promise.reject(new Error('no such payload')) };

describe('archiveLine', () => {
  it('keeps the whole envelope', async () => {
    const envelope = anEventBridgeEvent(event);
    const { eventId, json } = await archiveLine(envelope, nothing);
    expect(eventId).toBe(event.metadata.eventId);
    expect(JSON.parse(json)).toEqual(envelope);
    expect(json).not.toContain('\n');
  });

  it('puts the order in place of the pointer to it', async () => {
    const payloads = { get: async () => Buffer.from(JSON.stringify(event.data)) };
    const envelope = anEventBridgeEvent({ metadata: event.metadata, dataRef });
    const { json } = await archiveLine(envelope, payloads);
    expect(JSON.parse(json)).toEqual(anEventBridgeEvent(event));
  });

  it('fails when the payload is not there', async () => {
    const envelope = anEventBridgeEvent({ metadata: event.metadata, dataRef });
    await expect(archiveLine(envelope, nothing)).rejects.toThrow('no such payload');
  });
});
