import {
  GetFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { isRunning } from '../testing/start-test-lambda.ts';
import { arn, FunctionName, objects, zipOf, testedFunction } from '../testing/tested-function.ts';

const fn = testedFunction();

describe('an update of the configuration', () => {
  it('is in progress for a moment and then what runs', async () => {
    const before = await fn.invoke();
    const answer = await fn.client.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName,
        MemorySize: 1024,
        Timeout: 7,
        Description: 'larger',
        Environment: { Variables: { MODE: 'new' } },
      }),
    );
    const running = await fn.invoke();
    const refused = fn.client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 256 }),
    );

    expect(answer).toMatchObject({ MemorySize: 1024, LastUpdateStatus: 'InProgress' });
    expect(running.body).toMatchObject({ pid: before.body.pid, memoryLimitInMB: '512' });
    await expect(refused).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
      $metadata: { httpStatusCode: 409 },
    });
    await waitUntilFunctionUpdatedV2(fn.waiting, { FunctionName });
    expect(await fn.configuration()).toMatchObject({
      MemorySize: 1024,
      Timeout: 7,
      Description: 'larger',
      LastUpdateStatus: 'Successful',
      State: 'Active',
      Version: '$LATEST',
      FunctionArn: arn,
    });
    const after = await fn.invoke();
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
    const before = await fn.configuration();

    await expect(
      fn.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change })),
    ).rejects.toMatchObject({ name, message });
    expect(await fn.configuration()).toMatchObject({ RevisionId: before.RevisionId });
  });

  it('takes the revision that the caller has seen, and is a new one at its end', async () => {
    const { RevisionId } = await fn.configuration();
    const updated = await fn.client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 256, RevisionId }),
    );
    await waitUntilFunctionUpdatedV2(fn.waiting, { FunctionName });
    const settled = await fn.configuration();

    expect(new Set([RevisionId, updated.RevisionId, settled.RevisionId]).size).toBe(3);
    await expect(
      fn.client.send(new PublishVersionCommand({ FunctionName, RevisionId: updated.RevisionId })),
    ).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });
});

describe('an update of the code', () => {
  it('is what runs after it, and can be fetched without signing', async () => {
    const before = await fn.configuration();
    const updated = await fn.client.send(
      new UpdateFunctionCodeCommand({
        FunctionName,
        ZipFile: zipOf('new'),
        Architectures: ['x86_64'],
        RevisionId: before.RevisionId,
      }),
    );
    await waitUntilFunctionUpdatedV2(fn.waiting, { FunctionName });

    const { Code, Configuration } = await fn.client.send(new GetFunctionCommand({ FunctionName }));
    const fetched = await fetch(Code!.Location!);

    expect(updated.CodeSha256).not.toBe(before.CodeSha256);
    expect(Configuration).toMatchObject({
      Architectures: ['x86_64'],
      CodeSha256: updated.CodeSha256,
    });
    expect(Buffer.from(await fetched.arrayBuffer()).equals(zipOf('new'))).toBe(true);
    expect((await fn.invoke()).body).toBe('new');
    const guessed = await fetch(
      Code!.Location!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    expect(guessed.status).toBe(403);
  });

  it('comes from a bucket and is published at once', async () => {
    objects.set('code/new.zip', zipOf('from S3'));

    const { Version: Qualifier } = await fn.client.send(
      new UpdateFunctionCodeCommand({
        FunctionName,
        S3Bucket: 'code',
        S3Key: 'new.zip',
        Publish: true,
      }),
    );
    await waitUntilPublishedVersionActive(fn.waiting, { FunctionName, Qualifier });

    expect(await fn.invoke({ Qualifier })).toMatchObject({ executed: '1', body: 'from S3' });
  });

  it('changes nothing in a dry run', async () => {
    const before = await fn.configuration();

    await fn.client.send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('new'), DryRun: true }),
    );

    const { RevisionId, CodeSha256 } = before;
    expect(await fn.configuration()).toMatchObject({ RevisionId, CodeSha256 });
  });

  it.each([
    [{ ZipFile: strToU8('no zip') }, 'Could not unzip uploaded file'],
    [{}, 'Please provide a source for function code.'],
    [{ S3Bucket: 'code', S3Key: 'nothing' }, 'S3 Error Message: no such key'],
    [{ ZipFile: zipSync({ a: new Uint8Array(270_000_000) }) }, 'Unzipped size must be smaller'],
  ])('is refused: %#', async (source, message) => {
    await expect(
      fn.client.send(new UpdateFunctionCodeCommand({ FunctionName, ...source })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(message),
    });
  });

  it('gives a version the code that it was published with', async () => {
    const Qualifier = await fn.publish();
    await fn.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('new') }));
    await waitUntilFunctionUpdatedV2(fn.waiting, { FunctionName });

    expect((await fn.invoke({ Qualifier })).body).toMatchObject({ version: Qualifier });
    expect((await fn.invoke()).body).toBe('new');
  });
});
