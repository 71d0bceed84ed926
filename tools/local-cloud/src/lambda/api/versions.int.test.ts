import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type LambdaClient,
  ListAliasesCommand,
  paginateListVersionsByFunction,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { startLambdaApi, type TestLambdaApi } from '../testing/start-lambda-api.ts';
import { isRunning, until } from '../testing/start-test-lambda.ts';

const FunctionName = 'worker';
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:worker';
const objects = new Map<string, Uint8Array>();

let test: TestLambdaApi;
let client: LambdaClient;
let waiting: Parameters<typeof waitUntilFunctionUpdatedV2>[0];

beforeEach(async () => {
  test = await startLambdaApi({
    maxMemoryMb: 3008,
    readObject: (bucket, key) => {
      const found = objects.get(`${bucket}/${key}`);
      return found ? Promise.resolve(found) : Promise.reject(new Error('no such key'));
    },
  });
  ({ client } = test);
  waiting = { client, minDelay: 0.02, maxDelay: 0.02, maxWaitTime: 10 };
  await test.put(
    `export const handler = async (_event, { functionVersion, memoryLimitInMB, invokedFunctionArn, logStreamName }) =>
      ({ pid: process.pid, version: process.env.AWS_LAMBDA_FUNCTION_VERSION, functionVersion, memoryLimitInMB,
         invokedFunctionArn, logStreamName, mode: process.env.MODE });`,
    { memorySizeMB: 512 },
  );
});
afterEach(() => test.stop());

/** The same bytes for the same answer, whenever they are made. */
const mtime = '2026-01-01';
const zipOf = (answer: string): Uint8Array =>
  zipSync(
    {
      'index.mjs': strToU8(`export const handler = async () => ${JSON.stringify(answer)};`),
    },
    { mtime },
  );

const update = async (
  change: Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>,
): Promise<void> => {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
  await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
};

const publish = async (Description?: string): Promise<string> => {
  const { Version = '' } = await client.send(
    new PublishVersionCommand({ FunctionName, Description }),
  );
  await waitUntilPublishedVersionActive(waiting, { FunctionName, Qualifier: Version });
  return Version;
};

const publishWith = async (MemorySize: number): Promise<string> => {
  await update({ MemorySize });
  return publish();
};

const invoke = async (input: Partial<InvokeCommandInput> = {}) => {
  const answer = await client.send(new InvokeCommand({ FunctionName, LogType: 'Tail', ...input }));
  return {
    executed: answer.ExecutedVersion,
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
    body: JSON.parse(answer.Payload?.transformToString() ?? '') as Record<string, string>,
  };
};

const configuration = (Qualifier?: string) =>
  client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));

describe('an update of the configuration', () => {
  it('is in progress for a moment and then what runs', async () => {
    const before = await invoke();
    const answer = await client.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName,
        MemorySize: 1024,
        Timeout: 7,
        Description: 'larger',
        Environment: { Variables: { MODE: 'new' } },
      }),
    );
    const running = await invoke();
    const refused = client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 256 }),
    );

    expect(answer).toMatchObject({ MemorySize: 1024, LastUpdateStatus: 'InProgress' });
    expect(running.body).toMatchObject({ pid: before.body.pid, memoryLimitInMB: '512' });
    await expect(refused).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
      $metadata: { httpStatusCode: 409 },
    });
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
    expect(await configuration()).toMatchObject({
      MemorySize: 1024,
      Timeout: 7,
      Description: 'larger',
      LastUpdateStatus: 'Successful',
      State: 'Active',
      Version: '$LATEST',
      FunctionArn: arn,
    });
    const after = await invoke();
    expect(after.body).toMatchObject({ memoryLimitInMB: '1024', mode: 'new' });
    expect(after.log).toContain('\tMemory Size: 1024 MB\t');
    expect(isRunning(Number(before.body.pid))).toBe(false);
  });

  it.each([
    [
      { MemorySize: 127 },
      'ValidationException',
      "1 validation error detected: Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    ],
    [
      { MemorySize: 10_241, Timeout: 901 },
      'ValidationException',
      "2 validation errors detected: Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240; Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      { MemorySize: 3072 },
      'InvalidParameterValueException',
      "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
    ],
    [
      { RevisionId: 'another' },
      'PreconditionFailedException',
      'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
    ],
    [
      { VpcConfig: {} },
      'InvalidParameterValueException',
      'The local cloud does not know: "VpcConfig"',
    ],
  ])('is refused: %j', async (change, name, message) => {
    const before = await configuration();

    await expect(
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change })),
    ).rejects.toMatchObject({ name, message });
    expect(await configuration()).toMatchObject({ RevisionId: before.RevisionId });
  });

  it('takes the revision that the caller has seen, and is a new one at its end', async () => {
    const { RevisionId } = await configuration();
    const updated = await client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 256, RevisionId }),
    );
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
    const settled = await configuration();

    expect(new Set([RevisionId, updated.RevisionId, settled.RevisionId]).size).toBe(3);
    await expect(
      client.send(new PublishVersionCommand({ FunctionName, RevisionId: updated.RevisionId })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });
});

describe('a published version', () => {
  it('runs with its own memory, under its own name', async () => {
    const small = await publishWith(256);
    const large = await publishWith(1024);

    const results = [await invoke({ Qualifier: small }), await invoke({ Qualifier: large })];

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
      await publish();

      const { executed } = await invoke({ FunctionName: name });

      expect(executed).toBe('1');
    },
  );

  it('is pending for a moment, and not to be invoked', async () => {
    const { State, Version: Qualifier } = await client.send(
      new PublishVersionCommand({ FunctionName }),
    );
    const invoked = invoke({ Qualifier });

    expect(State).toBe('Pending');
    await expect(invoked).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: expect.stringContaining('in the following state: Pending'),
    });
    await waitUntilFunctionActiveV2(waiting, { FunctionName, Qualifier });
    expect((await invoke({ Qualifier })).executed).toBe(Qualifier);
  });

  it('is the last one again when nothing has changed', async () => {
    const first = await publish('the first');
    const again = await publish('another description');
    const { RevisionId: revisionOfLatest } = await configuration();
    await update({ Description: 'something else' });
    const next = await publish();

    expect([first, again, next]).toEqual(['1', '1', '2']);
    expect(await configuration('1')).toMatchObject({
      Description: 'the first',
      Version: '1',
      FunctionArn: `${arn}:1`,
    });
    expect(revisionOfLatest).not.toBe((await configuration('1')).RevisionId);
  });

  it('is refused for other code than the caller means', async () => {
    await expect(
      client.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('is different from current CodeSHA256 in $LATEST'),
    });
  });

  it('is listed, page by page, after $LATEST', async () => {
    for (const memory of [128, 256, 512]) await publishWith(memory);

    const pages = [];
    const paginator = paginateListVersionsByFunction({ client, pageSize: 3 }, { FunctionName });
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
    const version = await publishWith(256);
    const { pid } = (await invoke({ Qualifier: version })).body;

    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: version }));

    await until(() => !isRunning(Number(pid)));
    await expect(invoke({ Qualifier: version })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn}:1`,
    });
    // One that is not there is as good as deleted.
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: version }));
    expect(await publish()).toBe('2');
  });

  it('finishes what it does before it goes', async () => {
    await test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300, process.pid));`,
    );
    const Qualifier = await publish();
    const under = client.send(new InvokeCommand({ FunctionName, Qualifier }));
    await until(() => test.logs.some((line) => line.includes(`Version: ${Qualifier}`)));

    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));

    const pid = Number((await under).Payload?.transformToString());
    expect(pid).toBeGreaterThan(0);
    await until(() => !isRunning(pid));
  });

  it('cannot be deleted as $LATEST', async () => {
    await expect(
      client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '$LATEST' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: '$LATEST version cannot be deleted without deleting the function.',
    });
  });

  it('shares the reserved concurrency of its function', async () => {
    await test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300));`,
      { reservedConcurrency: 1 },
    );
    const Qualifier = await publish();
    const under = client.send(new InvokeCommand({ FunctionName }));
    await until(() => test.logs.some((line) => line.includes('Version: $LATEST')));

    await expect(invoke({ Qualifier })).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await under;
  });

  it('leaves few frozen processes behind, however many are measured', async () => {
    const pids: number[] = [];
    for (let memory = 128; pids.length < 19; memory += 64) {
      const Qualifier = await publishWith(memory);
      pids.push(Number((await invoke({ Qualifier })).body.pid));
    }

    // Sixteen, and the one that has just answered.
    await until(() => pids.filter(isRunning).length <= 17);
    expect(isRunning(pids.at(-1)!)).toBe(true);
  });

  it('takes asynchronous events', async () => {
    const Qualifier = await publish();

    const { StatusCode } = await client.send(
      new InvokeCommand({ FunctionName, Qualifier, InvocationType: 'Event' }),
    );

    expect(StatusCode).toBe(202);
    await until(() => test.logs.some((line) => line.includes(`Version: ${Qualifier}`)));
  });
});

describe('an update of the code', () => {
  it('is what runs after it, and can be fetched without signing', async () => {
    const before = await configuration();
    const updated = await client.send(
      new UpdateFunctionCodeCommand({
        FunctionName,
        ZipFile: zipOf('new'),
        Architectures: ['x86_64'],
        RevisionId: before.RevisionId,
      }),
    );
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });

    const { Code, Configuration } = await client.send(new GetFunctionCommand({ FunctionName }));
    const fetched = await fetch(Code!.Location!);

    expect(updated.CodeSha256).not.toBe(before.CodeSha256);
    expect(Configuration).toMatchObject({
      Architectures: ['x86_64'],
      CodeSha256: updated.CodeSha256,
    });
    expect(Buffer.from(await fetched.arrayBuffer()).equals(zipOf('new'))).toBe(true);
    expect((await invoke()).body).toBe('new');
    const guessed = await fetch(
      Code!.Location!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    expect(guessed.status).toBe(403);
  });

  it('comes from a bucket and is published at once', async () => {
    objects.set('code/new.zip', zipOf('from S3'));

    const { Version: Qualifier } = await client.send(
      new UpdateFunctionCodeCommand({
        FunctionName,
        S3Bucket: 'code',
        S3Key: 'new.zip',
        Publish: true,
      }),
    );
    await waitUntilPublishedVersionActive(waiting, { FunctionName, Qualifier });

    expect(await invoke({ Qualifier })).toMatchObject({ executed: '1', body: 'from S3' });
  });

  it('changes nothing in a dry run', async () => {
    const before = await configuration();

    await client.send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('new'), DryRun: true }),
    );

    const { RevisionId, CodeSha256 } = before;
    expect(await configuration()).toMatchObject({ RevisionId, CodeSha256 });
  });

  it.each([
    [{ ZipFile: strToU8('no zip') }, 'Could not unzip uploaded file'],
    [{}, 'Please provide a source for function code.'],
    [{ S3Bucket: 'code', S3Key: 'nothing' }, 'S3 Error Message: no such key'],
    [{ ZipFile: zipSync({ a: new Uint8Array(270_000_000) }) }, 'Unzipped size must be smaller'],
  ])('is refused: %#', async (source, message) => {
    await expect(
      client.send(new UpdateFunctionCodeCommand({ FunctionName, ...source })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(message),
    });
  });

  it('gives a version the code that it was published with', async () => {
    const Qualifier = await publish();
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('new') }));
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });

    expect((await invoke({ Qualifier })).body).toMatchObject({ version: Qualifier });
    expect((await invoke()).body).toBe('new');
  });
});

describe('an alias', () => {
  const Name = 'live';

  it('stands for a version and moves on', async () => {
    const first = await publish();
    const created = await client.send(
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion: first }),
    );
    const second = await publishWith(256);
    const before = await invoke({ Qualifier: Name });
    const { RevisionId } = created;
    await client.send(
      new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: second, RevisionId }),
    );
    const after = await invoke({ Qualifier: Name });

    expect(created).toMatchObject({ AliasArn: `${arn}:live`, FunctionVersion: first });
    expect([before.executed, after.executed]).toEqual([first, second]);
    expect(after.body.invokedFunctionArn).toBe(`${arn}:live`);
    expect(await configuration(Name)).toMatchObject({
      FunctionArn: `${arn}:live`,
      Version: second,
      MemorySize: 256,
    });
    await expect(
      client.send(new UpdateAliasCommand({ FunctionName, Name, RevisionId })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  it('keeps its version from being deleted', async () => {
    const FunctionVersion = await publish();
    await client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
    const deletion = () =>
      client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: FunctionVersion }));

    await expect(deletion()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await client.send(new DeleteAliasCommand({ FunctionName, Name }));
    await deletion();
    await expect(client.send(new GetAliasCommand({ FunctionName, Name }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Cannot find alias arn: ${arn}:live`,
    });
  });

  it('is listed, also by the versions that it sends to', async () => {
    const first = await publish();
    const second = await publishWith(256);
    const RoutingConfig = { AdditionalVersionWeights: { [second]: 1 } };
    await client.send(
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion: first, RoutingConfig }),
    );
    await client.send(
      new CreateAliasCommand({ FunctionName, Name: 'beta', FunctionVersion: first }),
    );

    const names = async (FunctionVersion?: string) =>
      (await client.send(new ListAliasesCommand({ FunctionName, FunctionVersion }))).Aliases?.map(
        (alias) => alias.Name,
      );

    expect([await names(), await names(first), await names(second)]).toEqual([
      ['beta', 'live'],
      ['beta', 'live'],
      ['live'],
    ]);
    expect((await invoke({ Qualifier: Name })).executed).toBe(second);
  });

  it('is made once, and for a version that is there', async () => {
    const create = (FunctionVersion: string) =>
      client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
    await create('$LATEST');

    await expect(create('$LATEST')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Alias already exists: ${arn}:live`,
    });
    await expect(create('7')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a whole function', () => {
  it('is what updates are of, not one version', async () => {
    await publish();
    const asked = [
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName: `${arn}:1` })),
      client.send(new UpdateFunctionCodeCommand({ FunctionName: 'worker:1', ZipFile: zipOf('x') })),
      client.send(new PublishVersionCommand({ FunctionName: 'worker:1' })),
    ];

    const refusal = {
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(
        'specify either a function name or an unqualified',
      ) as string,
    };
    await Promise.all(asked.map((request) => expect(request).rejects.toMatchObject(refusal)));
  });

  it('finishes what it does before it goes', async () => {
    await test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300, 'done'));`,
    );
    const under = client.send(new InvokeCommand({ FunctionName }));
    await until(() => test.logs.some((line) => line.includes('START')));

    await client.send(new DeleteFunctionCommand({ FunctionName }));

    expect((await under).Payload?.transformToString()).toBe('"done"');
  });

  it('is deleted with its versions', async () => {
    const Qualifier = await publish();
    const pids = [(await invoke()).body.pid, (await invoke({ Qualifier })).body.pid].map(Number);

    await client.send(new DeleteFunctionCommand({ FunctionName }));

    await until(() => !pids.some(isRunning));
    await expect(invoke()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
