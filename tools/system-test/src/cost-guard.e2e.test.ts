import { InvokeCommand } from '@aws-sdk/client-lambda';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSUMER, QUEUE } from './cost-guard/queue-service.ts';
import { type Guarded, startGuarded } from './cost-guard/start-guarded.ts';
import { eventually } from './eventually.ts';

/** USD per minute: six times the threshold of the local stage, under the multiple that leaves no grace. */
const COSTLY = 0.01;

describe('the cost guard', () => {
  let directory: string;
  let guarded: Guarded;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'guarded-'));
    guarded = await startGuarded(directory);
  });

  afterAll(async () => {
    await guarded?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const told = (subject: string) =>
    eventually(`somebody is told: ${subject}`, async () => {
      const notice = await guarded.notice();
      if (notice) expect(notice.Subject).toContain(subject);
      return notice;
    });

  /** And that everybody was told is on record: until then a review may come too early, and goes on a minute later. */
  const inPhase = (phase: string) =>
    eventually(`the incident is ${phase}`, async () => {
      const answer = JSON.stringify(await guarded.operate('status', guarded.functionName));
      const isSettled = answer.includes(`"phase":"${phase}"`) && answer.includes('"toTell":[]');
      return isSettled || undefined;
    });

  const invokeRunaway = () =>
    guarded.lambda.send(
      new InvokeCommand({
        FunctionName: guarded.functionName,
        InvocationType: 'RequestResponse',
        Payload: JSON.stringify({ detail: { generation: 0 } }),
      }),
    );

  it('throttles a function that costs too much, restores it, and throttles it again when it relapses', async () => {
    const { functionName, runaway } = guarded;
    await runaway.begin();
    await guarded.alarm(COSTLY);

    const alarm = await told('Cost alarm');
    expect(alarm.Message).toContain('costs $0.6');
    expect(alarm.Message).toContain('threshold is $0.100');
    await inPhase('alarmed');
    expect(await guarded.reservation(functionName)).toBe(10);

    expect(await guarded.review()).toEqual([{ functionName, from: 'alarmed', to: 'throttled' }]);
    expect(await guarded.reservation(functionName)).toBe(0);
    await expect(invokeRunaway()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    const throttled = await told('Throttled');
    expect(throttled.Message).toContain('It had reserved concurrency 10');
    expect(throttled.Message).toContain('"action":"restore"');

    expect(await guarded.review()).toEqual([{ functionName, from: 'throttled', to: 'watched' }]);
    expect(await guarded.reservation(functionName)).toBe(10);
    await told('Restored');

    await guarded.alarm(COSTLY);
    await told('Cost alarm');
    await inPhase('alarmed');
    expect(await guarded.review()).toEqual([{ functionName, from: 'alarmed', to: 'throttled' }]);
    await told('Throttled');

    expect(await guarded.operate('restore', functionName)).toMatchObject({
      done: true,
      incidents: [{ phase: 'watched', throttles: 2 }],
    });
    expect(await guarded.reservation(functionName)).toBe(10);
    await runaway.end();
  });

  it('stops reading the queue of a function that it throttles, so that no message is lost', async () => {
    expect(await guarded.operate('throttle', CONSUMER)).toMatchObject({ done: true });
    expect(await guarded.reservation(CONSUMER)).toBe(0);
    await eventually('the mapping is disabled', async () =>
      (await guarded.mappingState(CONSUMER)) === 'Disabled' ? true : undefined,
    );
    await guarded.send(QUEUE);
    // A poller would take it, find no room, and have it become a dead letter: it may be received once.
    await expect(
      eventually(
        'the message is gone',
        async () => (await guarded.depth(QUEUE)) === 0 || undefined,
        {
          timeoutMs: 2_000,
        },
      ),
    ).rejects.toThrow('Not within');

    expect(await guarded.operate('restore', CONSUMER)).toMatchObject({ done: true });
    expect(await guarded.reservation(CONSUMER)).toBeUndefined();
    await eventually('the message is processed', async () =>
      (await guarded.depth(QUEUE)) === 0 ? true : undefined,
    );
    expect(await guarded.depth(`${QUEUE}-dlq`)).toBe(0);
  });

  it('throttles nobody who is not on the list', async () => {
    const itself = 'acado-cost-governance-local-reviewThrottles';
    expect(await guarded.operate('throttle', itself)).toMatchObject({
      done: false,
      says: expect.stringContaining('not on the list'),
    });
    expect(await guarded.operate('status', itself)).toMatchObject({ done: true, incidents: [] });
  });
});
