import {
  DeleteFunctionCommand,
  InvokeCommand,
  paginateListVersionsByFunction,
  PublishVersionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { isRunning, until } from '../testing/start-test-lambda.ts';
import { arn, FunctionName, testedFunction } from '../testing/tested-function.ts';

const fn = testedFunction();

describe('a published version', () => {
  it('runs with its own memory, under its own name', async () => {
    const small = await fn.publishWith(256);
    const large = await fn.publishWith(1024);

    const results = [await fn.invoke({ Qualifier: small }), await fn.invoke({ Qualifier: large })];

    expect([small, large]).toEqual(['1', '2']);
    results.forEach(({ executed, log, body }, index) => {
      const version = String(index + 1);
      expect(executed).toBe(version);
      expect(log).toMatch(new RegExp(`^START RequestId: .* Version: ${version}\\n`));
      expect(log).toContain(`\tMemory Size: ${[256, 1024][index]} MB\t`);
      expect(body).toMatchObject({
        version,
        functionVersion: version,
        invokedFunctionArn: `${arn}:${version}`,
        logStreamName: expect.stringMatching(
          new RegExp(`^\\d{4}/\\d\\d/\\d\\d/\\[${version}\\][0-9a-f]{32}$`),
        ),
      });
    });
    expect(results[0]?.body.pid).not.toBe(results[1]?.body.pid);
  });

  it.each(['worker:1', `${arn}:1`, '000000000000:function:worker:1'])(
    'is invoked as %s',
    async (name) => {
      await fn.publish();

      const { executed } = await fn.invoke({ FunctionName: name });

      expect(executed).toBe('1');
    },
  );

  it('is pending for a moment, and not to be invoked', async () => {
    const { State, Version: Qualifier } = await fn.client.send(
      new PublishVersionCommand({ FunctionName }),
    );
    const invoked = fn.invoke({ Qualifier });

    expect(State).toBe('Pending');
    await expect(invoked).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: expect.stringContaining('in the following state: Pending'),
    });
    await waitUntilFunctionActiveV2(fn.waiting, { FunctionName, Qualifier });
    expect((await fn.invoke({ Qualifier })).executed).toBe(Qualifier);
  });

  it('is the last one again when nothing has changed', async () => {
    const first = await fn.publish('the first');
    const again = await fn.publish('another description');
    const { RevisionId: revisionOfLatest } = await fn.configuration();
    await fn.update({ Description: 'something else' });
    const next = await fn.publish();

    expect([first, again, next]).toEqual(['1', '1', '2']);
    expect(await fn.configuration('1')).toMatchObject({
      Description: 'the first',
      Version: '1',
      FunctionArn: `${arn}:1`,
    });
    expect(revisionOfLatest).not.toBe((await fn.configuration('1')).RevisionId);
  });

  it('is refused for other code than the caller means', async () => {
    await expect(
      fn.client.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('is different from current CodeSHA256 in $LATEST'),
    });
  });

  it('is listed, page by page, after $LATEST', async () => {
    for (const memory of [128, 256, 512]) await fn.publishWith(memory);

    const pages = [];
    const paginator = paginateListVersionsByFunction(
      { client: fn.client, pageSize: 3 },
      { FunctionName },
    );
    for await (const { Versions } of paginator)
      pages.push(Versions?.map(({ Version, MemorySize }) => [Version, MemorySize]));

    expect(pages).toEqual([
      [
        ['$LATEST', 512],
        ['1', 128],
        ['2', 256],
      ],
      [['3', 512]],
    ]);
  });

  it('takes its environments with it when it is deleted, and its number for ever', async () => {
    const version = await fn.publishWith(256);
    const { pid } = (await fn.invoke({ Qualifier: version })).body;

    await fn.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: version }));

    await until(() => !isRunning(Number(pid)));
    await expect(fn.invoke({ Qualifier: version })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn}:1`,
    });
    // One that is not there is as good as deleted.
    await fn.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: version }));
    expect(await fn.publish()).toBe('2');
  });

  it('finishes what it does before it goes', async () => {
    await fn.test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300, process.pid));`,
    );
    const Qualifier = await fn.publish();
    const under = fn.client.send(new InvokeCommand({ FunctionName, Qualifier }));
    await until(() => fn.test.logs.some((line) => line.includes(`Version: ${Qualifier}`)));

    await fn.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));

    const pid = Number((await under).Payload?.transformToString());
    expect(pid).toBeGreaterThan(0);
    await until(() => !isRunning(pid));
  });

  it('cannot be deleted as $LATEST', async () => {
    await expect(
      fn.client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '$LATEST' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: '$LATEST version cannot be deleted without deleting the function.',
    });
  });

  it('shares the reserved concurrency of its function', async () => {
    await fn.test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300));`,
      { reservedConcurrency: 1 },
    );
    const Qualifier = await fn.publish();
    const under = fn.client.send(new InvokeCommand({ FunctionName }));
    await until(() => fn.test.logs.some((line) => line.includes('Version: $LATEST')));

    await expect(fn.invoke({ Qualifier })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    await under;
  });

  it('leaves few frozen processes behind, however many are measured', async () => {
    const pids: number[] = [];
    for (let memory = 128; pids.length < 19; memory += 64) {
      const Qualifier = await fn.publishWith(memory);
      pids.push(Number((await fn.invoke({ Qualifier })).body.pid));
    }

    // Sixteen, and the one that has just answered.
    await until(() => pids.filter(isRunning).length <= 17);
    expect(isRunning(pids.at(-1)!)).toBe(true);
  });

  it('takes asynchronous events', async () => {
    const Qualifier = await fn.publish();

    const { StatusCode } = await fn.client.send(
      new InvokeCommand({ FunctionName, Qualifier, InvocationType: 'Event' }),
    );

    expect(StatusCode).toBe(202);
    await until(() => fn.test.logs.some((line) => line.includes(`Version: ${Qualifier}`)));
  });
});
