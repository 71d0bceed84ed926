import { parseInput } from '@acado/tuning';
import { type Engines, startEngines } from '@acado/testing';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RunEnded } from '../domain/errors.ts';
import type { Journal, Original, Start } from '../domain/ports.ts';
import { aRun, anInput } from '../testing/a-world.ts';
import { createInMemoryJournal } from '../testing/in-memory-journal.ts';
import { createJournal } from './dynamodb-journal.ts';

const TableName = 'runs';
let engines: Engines;
beforeAll(async () => {
  engines = await startEngines({ tables: {} });
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['functionArn', 'entry'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'functionArn', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
    }),
  );
  client.destroy();
});
afterAll(() => engines.stop());

const original: Original = {
  memoryMb: 512,
  architecture: 'arm64',
  description: 'Sells',
  codeSha256: 'code',
};
const start: Start = {
  current: { memoryMb: 512, architecture: 'arm64' },
  codeSha256: 'code',
  startedAt: '2026-01-01T00:00:00.000Z',
};

// The fake that other tests rely on, and the real one: the same laws.
describe.each<[string, () => Journal]>([
  ['in memory', () => createInMemoryJournal().journal],
  ['in DynamoDB', () => createJournal(TableName)],
])('journal %s', (_where, create) => {
  let count = 0;
  const aJournal = async () => {
    const functionArn = `arn:aws:lambda:us-east-1:123456789012:function:shop-${++count}`;
    const journal = create();
    const run = aRun(`run-${count}`);
    const { functions } = parseInput(anInput({ lambdaARN: functionArn, payload: { a: [1, 'b'] } }));
    await journal.begin(run, functions);
    return { journal, run, functionArn, tuned: { run, functionArn }, input: functions[0]! };
  };
  const locked = async () => {
    const all = await aJournal();
    await all.journal.acquire(all.tuned, 1);
    await all.journal.keepOriginal(all.tuned, original, start);
    return all;
  };

  it('knows the functions of a run', async () => {
    const { journal, run, functionArn } = await aJournal();
    expect(await journal.functionsOf(run.id)).toEqual([functionArn]);
    expect(await journal.functionsOf('another')).toEqual([]);
  });

  it('gives back the input and the start', async () => {
    const { journal, tuned, input } = await locked();
    await journal.keepOriginal(tuned, original, { ...start, startedAt: 'later' });
    expect(await journal.entries(tuned)).toEqual({
      input,
      start,
      versions: [],
      samples: [],
      failures: [],
      transitions: 0,
    });
  });

  it('gives the lock to one run only, and to that again', async () => {
    const { journal, run, functionArn, tuned } = await aJournal();
    const others = [1, 2, 3].map((index) => ({ run: aRun(`other-${index}`), functionArn }));
    expect(await journal.acquire(tuned, 7)).toEqual({ run, since: 7, open: true });
    for (const each of [...others, tuned]) {
      expect(await journal.acquire(each, 8)).toMatchObject({ run, since: 7 });
    }
  });

  it('keeps the first original, until something is applied', async () => {
    const { journal, functionArn, tuned } = await locked();
    await journal.keepOriginal(tuned, { ...original, memoryMb: 128 }, start);
    expect(await journal.lock(functionArn)).toMatchObject({ original });
    await journal.keepApplied(tuned, { ...original, memoryMb: 256 });
    expect(await journal.lock(functionArn)).toMatchObject({ original: { memoryMb: 256 } });
  });

  it('lets nobody keep anything under a lock that is closed or of another', async () => {
    const { journal, functionArn, tuned } = await locked();
    const other = { run: aRun('other'), functionArn };
    await expect(journal.keepApplied(other, original)).rejects.toThrow(RunEnded);
    expect(await journal.close(other)).toBeUndefined();
    expect(await journal.close(tuned)).toMatchObject({ original });
    expect(await journal.lock(functionArn)).toMatchObject({ open: false });
    await expect(journal.keepOriginal(tuned, original, start)).rejects.toThrow(RunEnded);
    await expect(journal.keepApplied(tuned, original)).rejects.toThrow(RunEnded);
  });

  it('releases its own lock, and no other', async () => {
    const { journal, functionArn, tuned } = await locked();
    await journal.release({ run: aRun('other'), functionArn });
    expect(await journal.lock(functionArn)).toBeDefined();
    await journal.release(tuned);
    await journal.release(tuned);
    expect(await journal.lock(functionArn)).toBeUndefined();
    expect(await journal.close(tuned)).toBeUndefined();
  });

  it('knows what was meant to be changed and is not known to be', async () => {
    const { journal, tuned } = await locked();
    const version = { candidateId: 'arm64-128', copy: 0 };
    expect(await journal.hasIntents(tuned)).toBe(false);
    await journal.putVersion(tuned, version);
    expect(await journal.hasIntents(tuned)).toBe(true);
    await journal.putVersion(tuned, { ...version, version: '7' });
    expect(await journal.hasIntents(tuned)).toBe(false);
    expect((await journal.entries(tuned)).versions).toEqual([{ ...version, version: '7' }]);
    await journal.putApplying(tuned);
    expect(await journal.hasIntents(tuned)).toBe(true);
  });

  it('collects samples, the first failure of a candidate, and transitions', async () => {
    const { journal, tuned } = await locked();
    const candidateId = 'arm64-128';
    const sample = { durationMs: 1.5, billedMs: 2, initMs: undefined, maxMemoryUsedMb: 70 };
    const taken = [1, 0].map((index) => ({ index, sample }));
    await journal.addSamples(tuned, { candidateId, taken, throttles: 2, unreported: 0 });
    await journal.addSamples(tuned, { candidateId, taken: [], throttles: 1, unreported: 1 });
    await journal.putFailure(tuned, { candidateId, error: 'First', cause: 'a' });
    await journal.putFailure(tuned, { candidateId, error: 'Second', cause: 'b' });
    await journal.countTransitions(tuned, 2);
    await journal.countTransitions(tuned, 3);
    const entries = await journal.entries(tuned);
    expect(entries.samples.flatMap((it) => it.taken)).toEqual(taken);
    expect(entries.samples.map((it) => it.throttles).sort()).toEqual([1, 2]);
    expect(entries.failures).toEqual([{ candidateId, error: 'First', cause: 'a' }]);
    expect(entries.transitions).toBe(5);
  });

  it('keeps the entries of runs apart', async () => {
    const { journal, run, functionArn, tuned } = await locked();
    const longer = { run: aRun(`${run.id}0`), functionArn };
    await journal.putVersion(longer, { candidateId: 'arm64-128', copy: 0 });
    expect((await journal.entries(tuned)).versions).toEqual([]);
  });
});
