import { type Command } from '@acado/command-line';
import { runCommand } from '@acado/command-line/testing';
import { type Cloud, createCloud } from '@acado/local-cloud';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groups } from './groups/command.ts';
import { list } from './list/command.ts';
import { peek } from './peek/command.ts';
import { purge } from './purge/command.ts';
import { redrive } from './redrive/command.ts';
import { describeQueue } from './queue/queue-facts.ts';
import { eventually } from './testing/eventually.ts';
import { packageParcel } from './testing/parcel-service.ts';

describe('the workbench on the local cloud', () => {
  const directory = mkdtempSync(join(tmpdir(), 'dlq-commands-'));
  let cloud: Cloud;
  let sqs: SQSClient;

  beforeAll(async () => {
    cloud = await createCloud({
      services: [packageParcel(directory)],
      directory: join(directory, 'cloud'),
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'operator',
      AWS_SECRET_ACCESS_KEY: 'operator',
    });
    sqs = new SQSClient();
  });
  afterAll(async () => {
    sqs.destroy();
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  const name = (thing: string) => `acado-parcel-local-${thing}`;
  const urlOf = (thing: string) => `${cloud.endpoint}/000000000000/${name(thing)}`;
  const visible = async (thing: string) => (await describeQueue(sqs, urlOf(thing)))!.visible;
  const filled = (thing: string, count: number) =>
    eventually(`${thing} has ${count}`, async () => (await visible(thing)) === count || undefined);
  const run = async (command: Command, ...args: string[]) => {
    const result = await runCommand(command, args);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the test looks into it
    return { ...result, json: (): any => JSON.parse(result.stdout) };
  };
  const send = (thing: string, body: unknown) =>
    sqs.send(new SendMessageCommand({ QueueUrl: urlOf(thing), MessageBody: JSON.stringify(body) }));

  it('lists what a redrive policy, a rule and a function name, and why messages come there', async () => {
    const { exitCode, json } = await run(list, '--stage', 'local', '--json', '--fail-if-not-empty');
    expect(exitCode).toBe(0);
    expect(json()).toMatchObject([
      {
        name: name('bill-dlq'),
        depth: { visible: 0 },
        oldestMs: null,
        origins: [{ kind: 'function', function: name('bill'), via: 'destination' }],
      },
      {
        name: name('orders-dlq'),
        origins: [
          {
            kind: 'queue',
            queue: name('orders'),
            consumers: [name('store')],
            why: `failed 1 times in ${name('store')}`,
          },
        ],
      },
      { name: name('rule-dlq'), origins: [{ kind: 'rule', rule: name('orders') }] },
    ]);
    expect((await run(list, '--service', 'other')).stdout).toContain('no dead-letter queue');
  });

  it('groups what a consumer failed with by its log, and redrives a group', async () => {
    for (const id of [1, 2]) await send('orders', { poison: true, id });
    await send('orders-dlq', { id: 3 });
    await filled('orders-dlq', 3);
    expect((await run(list, '--fail-if-not-empty')).exitCode).toBe(1);

    const { json, stdout } = await run(groups, name('orders-dlq'), '--json');
    expect(json().groups).toMatchObject([
      {
        count: 2,
        reason: { type: 'TypeError', message: 'cannot store <n>' },
        foundBy: ['message id'],
      },
      { fingerprint: 'unexplained', count: 1, reason: null },
    ]);
    expect(stdout).toContain('cannot store 1');
    const [{ fingerprint }] = json().groups;

    const folder = join(directory, 'journal');
    const args = [name('orders-dlq'), '--group', fingerprint, '--journal', folder, '--json'];
    const unasked = await run(redrive, ...args);
    expect(unasked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unasked.stderr).toContain('2 messages');
    expect(unasked.stderr).toContain('Nothing was sent');
    const dry = await run(redrive, ...args, '--dry-run');
    expect(dry.json()).toMatchObject({ forecast: { messages: 2 }, result: null });
    expect(await visible('orders-dlq')).toBe(3);

    const moved = await run(redrive, ...args, '--yes');
    expect(moved.exitCode).toBe(0);
    expect(moved.json()).toMatchObject({ to: name('orders'), result: { moved: 2, missing: [] } });
    expect(readdirSync(folder)).toEqual([]);
    // They are poison still, and come back.
    await filled('orders-dlq', 3);
    const again = await run(redrive, name('orders-dlq'), '--group', fingerprint, '--dry-run');
    expect(again.stderr).toContain('WARNING 2 of them came back from a redrive before');
    const peeked = await run(peek, name('orders-dlq'));
    expect(peeked.stdout.match(/redriven 1 time, and back/g)).toHaveLength(2);
  });

  it('purges what it has saved, when the name is given', async () => {
    const file = join(directory, 'saved.json');
    const args = [name('orders-dlq'), '--save', file];
    expect((await run(purge, ...args)).stderr).toContain('Nothing was deleted');
    expect((await run(purge, ...args, '--yes')).stderr).toContain('--queue-name');
    expect((await run(purge, ...args, '--yes', '--queue-name', 'other')).exitCode).toBe(2);
    expect(existsSync(file)).toBe(false);
    expect(await visible('orders-dlq')).toBe(3);

    const purged = await run(purge, ...args, '--yes', '--queue-name', name('orders-dlq'), '--json');
    expect(purged.json()).toMatchObject({ file, deleted: 3, failed: [], missing: [] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ messages: { length: 3 } });
    expect(await visible('orders-dlq')).toBe(0);
    await send('orders-dlq', {});
    const over = await run(purge, ...args, '--yes', '--queue-name', name('orders-dlq'));
    expect(over).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--save') });
    expect(await visible('orders-dlq')).toBe(1);
    args[2] = join(directory, 'saved-2.json');
    await run(purge, ...args, '--yes', '--queue-name', name('orders-dlq'));
    args[2] = join(directory, 'saved-3.json');
    expect(await run(purge, ...args, '--yes', '--queue-name', name('orders-dlq'))).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Nothing to delete'),
    });
    expect(await run(redrive, name('orders-dlq'), '--all', '--yes')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Nothing to redrive'),
    });
  });

  it('says "probably" of what no log line names, when the function timed out meanwhile', async () => {
    await send('orders', { hang: true });
    await filled('orders-dlq', 1);
    const text = await eventually('the timeout is in the log', async () => {
      const { stdout } = await run(groups, name('orders-dlq'));
      return stdout.includes('unexplained') ? undefined : stdout;
    });
    expect(text).toContain('Sandbox.Timedout: Task timed out after <n> seconds');
    expect(text).toContain('PROBABLY');
    const args = [name('orders-dlq'), '--save', join(directory, 'hung.json')];
    await run(purge, ...args, '--yes', '--queue-name', name('orders-dlq'));
  });

  it('sends an event that a rule could not deliver to the rule’s target', async () => {
    const events = new EventBridgeClient();
    const Detail = JSON.stringify({ metadata: { eventId: 'e1' }, data: { orderId: 'o1' } });
    await events.send(
      new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'Ordered', Detail }] }),
    );
    events.destroy();
    await filled('rule-dlq', 1);
    const found = (await run(groups, name('rule-dlq'), '--json')).json();
    expect(found.groups).toMatchObject([
      { reason: { type: 'NO_PERMISSIONS' }, foundBy: ['message'] },
    ]);
    const { stdout } = await run(peek, name('rule-dlq'));
    expect(stdout).toContain('Ordered of shop');
    expect(stdout).toContain('order o1');

    const moved = await run(redrive, name('rule-dlq'), '--all', '--yes', '--json');
    expect(moved.json()).toMatchObject({ to: name('orders'), result: { moved: 1 } });
    expect(await visible('rule-dlq')).toBe(0);
    await filled('orders', 0);
    expect(await visible('orders-dlq')).toBe(0);
  });

  it('invokes a function again with what it failed with', async () => {
    const lambda = new LambdaClient();
    await lambda.send(
      new InvokeCommand({
        ...{ FunctionName: name('bill'), InvocationType: 'Event' },
        Payload: Buffer.from('{"id":7}'),
      }),
    );
    lambda.destroy();
    await filled('bill-dlq', 1);
    const found = (await run(groups, name('bill-dlq'), '--json')).json();
    expect(found.groups).toMatchObject([
      { reason: { type: 'RangeError', message: 'no bill for <n>' }, foundBy: ['message'] },
    ]);
    const moved = await run(redrive, name('bill-dlq'), '--all', '--yes', '--json');
    expect(moved.json()).toMatchObject({ to: name('bill'), result: { moved: 1 } });
    // It fails again: the same event, in a new record.
    await filled('bill-dlq', 1);
    const again = (await run(peek, name('bill-dlq'), '--json')).json();
    expect(JSON.parse(again.messages[0].body)).toMatchObject({ requestPayload: { id: 7 } });
  });

  it('says what is wrong with its arguments', async () => {
    for (const [command, args, problem] of [
      [peek, [], 'Name one queue'],
      [peek, [''], 'Name one queue'],
      [list, ['--stage', ''], '--stage'],
      [list, ['--service='], '--service'],
      [redrive, [name('orders-dlq'), '--all', '--to', ''], '--to'],
      [peek, ['nothing-there'], 'There is no queue "nothing-there"'],
      [peek, [name('orders')], '--force'],
      [peek, [name('orders-dlq'), '--max', '0'], '--max'],
      [peek, [name('orders-dlq'), '--message', 'x'], 'has no message x'],
      [redrive, [name('orders-dlq')], '--group, --message or --all'],
      [redrive, [name('orders-dlq'), '--all', '--message', 'x'], 'Choose one'],
      [redrive, [name('orders-dlq'), '--all', '--rate', '-1'], '--rate'],
      [redrive, [name('orders'), '--all', '--dry-run'], '--to'],
      [redrive, [name('orders-dlq'), '--all', '--to', name('orders-dlq')], 'in that queue already'],
      [groups, [name('orders')], 'peek --force'],
    ] as const) {
      const { exitCode, stderr } = await run(command, ...args);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(problem)]);
    }
  });

  it('gives everything back on Ctrl-C', async () => {
    for (let start = 0; start < 2000; start += 10)
      await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: urlOf('orders-dlq'),
          Entries: Array.from({ length: 10 }, (_, index) => ({
            Id: String(index),
            MessageBody: 'x',
          })),
        }),
      );
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), 'peek', name('orders-dlq'), '--max', '2000', '--json'],
      // Jest's own environment is not that of the process.
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env } },
    );
    child.stderr.once('data', () => child.kill('SIGINT'));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(130);
    expect(await describeQueue(sqs, urlOf('orders-dlq'))).toMatchObject({
      visible: 2000,
      inFlight: 0,
    });
  });
});
