import { type Engines, startEngines } from '@acado/testing';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Incident } from '../domain/incident.ts';
import type { Incidents } from '../domain/ports.ts';
import { createInMemoryIncidents } from '../testing/in-memory-incidents.ts';
import { createIncidents } from './dynamodb-incidents.ts';

const TableName = 'incidents';
let engines: Engines;
beforeAll(async () => {
  engines = await startEngines({ tables: {} });
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'functionName', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'functionName', KeyType: 'HASH' }],
    }),
  );
  client.destroy();
});
afterAll(() => engines.stop());

// The fake that other tests rely on, and the real one: the same laws.
describe.each<[string, () => Incidents]>([
  ['in memory', () => createInMemoryIncidents().incidents],
  ['in DynamoDB', () => createIncidents(TableName)],
])('incidents %s', (_where, create) => {
  let count = 0;
  let incidents: Incidents;
  let incident: Incident;
  beforeEach(() => {
    incidents = create();
    const functionName = `function-${(count += 1)}`;
    incident = {
      ...{ functionName, alarmName: `${functionName}-cost`, phase: 'throttled', revision: 1 },
      ...{ since: 1, changedAt: 2, dueAt: 3, throttles: 1, usdPerHour: 0.25 },
      throttle: { before: null, applied: 0, paused: ['m-0'] },
      toTell: [{ kind: 'throttled', subject: 'Throttled', text: 'It is.' }],
    };
  });

  it('are read as they were written', async () => {
    expect(await incidents.get(incident.functionName)).toBeUndefined();
    expect(await incidents.put(incident)).toBe(true);
    expect(await incidents.get(incident.functionName)).toEqual(incident);
    expect(await incidents.open()).toContainEqual(incident);
  });

  it('are opened once', async () => {
    expect(await incidents.put(incident)).toBe(true);
    expect(await incidents.put(incident)).toBe(false);
  });

  it('are changed by whoever knows the latest', async () => {
    await incidents.put(incident);
    expect(await incidents.put({ ...incident, revision: 2, byHand: true })).toBe(true);
    expect(await incidents.put({ ...incident, revision: 2 })).toBe(false);
    expect((await incidents.get(incident.functionName))?.byHand).toBe(true);
  });

  it('are not changed when they are over', async () => {
    await incidents.put(incident);
    await incidents.remove({ ...incident, revision: 7 });
    expect(await incidents.get(incident.functionName)).toBeDefined();
    await incidents.remove(incident);
    await incidents.remove(incident);
    expect(await incidents.put({ ...incident, revision: 2 })).toBe(false);
  });
});
