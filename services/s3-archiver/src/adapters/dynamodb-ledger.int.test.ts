import { createDocumentClient } from '@acado/dynamodb';
import { type Engines, startEngines } from '@acado/testing';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbLedger } from './dynamodb-ledger.ts';

const tableName = 'ledger';
const first = { name: 'first-object', claimedAt: 1_700_000_000_500 };
const second = { name: 'second-object', claimedAt: 1_700_000_060_500 };

describe('createDynamoDbLedger', () => {
  let engines: Engines;
  let client: ReturnType<typeof createDocumentClient>;
  const ledger = () => createDynamoDbLedger(client, { tableName, days: 45 });

  beforeAll(async () => {
    engines = await startEngines({ tables: { [tableName]: 'eventId' } });
    client = createDocumentClient();
  });
  afterAll(async () => {
    client.destroy();
    await engines.stop();
  });

  it('remembers a claim for the days it is told to', async () => {
    await expect(ledger().claim([{ eventId: 'new' }], first)).resolves.toEqual([first]);
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { eventId: 'new' } }),
    );
    expect(Item).toEqual({
      eventId: 'new',
      objectKey: 'first-object',
      claimedAt: 1_700_000_000_500,
      expiresAt: 1_700_000_000 + 45 * 24 * 60 * 60,
    });
  });

  it('grants the same object its claim again, with the new time', async () => {
    await ledger().claim([{ eventId: 'again' }], first);
    const later = { ...first, claimedAt: first.claimedAt + 1 };
    await expect(ledger().claim([{ eventId: 'again' }], later)).resolves.toEqual([later]);
  });

  it('names the holder to another object, in the order of the events', async () => {
    await ledger().claim([{ eventId: 'held' }], first);
    const claims = ledger().claim([{ eventId: 'free' }, { eventId: 'held' }], second);
    await expect(claims).resolves.toEqual([second, first]);
  });

  it('hands a superseded claim over, once', async () => {
    await ledger().claim([{ eventId: 'orphan' }], first);
    const orphan = { eventId: 'orphan', supersedes: first.name };
    await expect(ledger().claim([orphan], second)).resolves.toEqual([second]);
    const third = { name: 'third-object', claimedAt: second.claimedAt };
    await expect(ledger().claim([orphan], third)).resolves.toEqual([second]);
  });

  it('grants one of many that claim at once', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `object-${i}`);
    const claims = await Promise.all(
      names.map((name) => ledger().claim([{ eventId: 'wanted' }], { name, claimedAt: 1 })),
    );
    expect(new Set(claims.flat().map(({ name }) => name)).size).toBe(1);
  });

  it('claims a thousand events', async () => {
    const candidates = Array.from({ length: 1000 }, (_, i) => ({ eventId: `many-${i}` }));
    const claims = await ledger().claim(candidates, first);
    expect(claims).toEqual(candidates.map(() => first));
  });

  it('fails when the table cannot be asked', async () => {
    const nowhere = createDynamoDbLedger(client, { tableName: 'missing', days: 45 });
    await expect(nowhere.claim([{ eventId: 'a' }], first)).rejects.toThrow('not found');
  });
});
