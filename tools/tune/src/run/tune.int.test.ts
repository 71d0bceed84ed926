import { createCloud, type Cloud } from '@acado/local-cloud';
import { markText } from '@acado/tuning';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readResult } from '../report/result-file.ts';

const root = resolve(import.meta.dirname, '../../../..');
const FUNCTION = 'acado-crud-api-local-getStatus';
const quick = ['--sampling', 'fixed', '--powerValues', '128,512', '--num', '5'];
let directory: string;
/** File of an input with which a run takes seconds. */
let slowInput: string;
let cloud: Cloud;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tune-int-'));
  slowInput = join(directory, 'slow.json');
  const payload = { requestContext: { http: { method: 'GET', path: '/status' } } };
  await writeFile(
    slowInput,
    JSON.stringify({ powerValues: [128, 512], num: 30, sleepBetweenRunsMs: 100, payload }),
  );
  const services = ['crud-api', 'power-tuner'].map((name) => join(root, 'services', name));
  cloud = await createCloud({ services, directory: join(directory, 'cloud') });
});
afterAll(async () => {
  await cloud.stop();
  await rm(directory, { recursive: true });
});

/** The command, as somebody types it. */
function cli(args: string[], env: NodeJS.ProcessEnv = {}) {
  const script = join(root, 'tools/tune/src/cli.ts');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (written.stdout += text));
  child.stderr.on('data', (text) => (written.stderr += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...written }));
  const says = async (text: string): Promise<void> => {
    while (!written.stderr.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended: ${written.stderr}`);
      await sleep(50);
    }
  };
  return { child, ended, says };
}

/** What the environment of somebody with access to AWS says; here "AWS" is the cloud of this test. */
const aws = () => ({
  ...{ AWS_ENDPOINT_URL: cloud.endpoint, AWS_REGION: 'us-east-1' },
  ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
});
const config = () => ({
  ...{ endpoint: cloud.endpoint, region: 'us-east-1' },
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const onCloud = (...args: string[]) =>
  cli(
    [
      ...['run', 'crud-api', '--function', 'getStatus', '--target', 'aws', '--stage', 'local'],
      ...args,
    ],
    aws(),
  );
const cleanup = (...args: string[]) =>
  cli(['cleanup', '--function', FUNCTION, '--stage', 'local', '--json', ...args], aws()).ended;

/** The function, as far as a run changes it. */
async function state() {
  const client = new LambdaClient(config());
  const { MemorySize, Description, Architectures } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName: FUNCTION }),
  );
  const { Versions = [] } = await client.send(
    new ListVersionsByFunctionCommand({ FunctionName: FUNCTION }),
  );
  const versions = Versions.map(({ Version }) => Version);
  return { MemorySize, Description, Architectures, versions };
}

/** Waits until a run has published a version. */
async function untilChanged(): Promise<void> {
  while ((await state()).versions.length < 2) await sleep(50);
}

/** Processes whose environment or folder is below a folder. */
async function processesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const texts = await Promise.all([
      readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    if (texts.some((text) => text.includes(folder))) found.push(pid);
  }
  return found;
}

describe('run', () => {
  it('tunes what is deployed, reports, and leaves the function as it was', async () => {
    const before = await state();
    const out = join(directory, 'reports');
    const { code, stdout, stderr } = await onCloud(...quick, '--out', out).ended;

    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('5 samples'),
    });
    expect(stdout).toMatch(
      /arm64 128 MB .* 5 {2}now\n[^]*arm64 512 MB .* 5\n[^]*(Keep|Change to) arm64/,
    );
    const [folder = ''] = (await readdir(out)).filter((name) =>
      name.endsWith('-crud-api-getStatus'),
    );
    const result = await readResult(join(out, folder));
    expect(result).toMatchObject({ functionName: FUNCTION, invocations: 10, failures: [] });
    expect(await state()).toEqual(before);
    expect(before.versions).toEqual(['$LATEST']);
  });

  it('prints the result as JSON and nothing else', async () => {
    const out = join(directory, 'reports');
    const { code, stdout } = await onCloud(...quick, '--json', '--out', out).ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      functionName: FUNCTION,
      measurements: { length: 2 },
    });
  });

  it('refuses a second run on the function and does no harm to the first', async () => {
    const before = await state();
    const out = join(directory, 'reports');
    const first = onCloud('--input', slowInput, '--out', out);
    await untilChanged();
    const second = await onCloud(...quick, '--out', out).ended;

    expect(second).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /FunctionLocked: .*getStatus is being tuned by the run crud-api-/,
      ),
    });
    expect(await first.ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ 30 {2}now\n[^]* 30\n/),
    });
    expect(await state()).toEqual(before);
  });

  it('restores the function when it is interrupted', async () => {
    const before = await state();
    const { child, ended } = onCloud('--input', slowInput);
    await untilChanged();
    child.kill('SIGINT');

    expect(await ended).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('Stopped; configurations are as they were\n'),
    });
    expect(await state()).toEqual(before);
    const { code, stdout } = await cleanup();
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 0,
      versions: [],
      removed: false,
    });
  });

  it('leaves nothing on this machine when it is interrupted', async () => {
    const temporary = join(directory, 'temporary');
    await mkdir(temporary);
    const args = ['run', 'crud-api', '--function', 'getStatus', '--input', slowInput];
    const { child, ended, says } = cli(args, { TMPDIR: temporary });
    await says('Run crud-api-');
    expect(await readdir(temporary)).toEqual([expect.stringMatching(/^acado-cloud-/)]);
    expect((await processesBelow(temporary)).length).toBeGreaterThan(1);
    child.kill('SIGINT');

    expect(await ended).toMatchObject({ code: 130 });
    expect(await readdir(temporary)).toEqual([]);
    expect(await processesBelow(temporary)).toEqual([]);
  });

  it('cleans up after a run that nothing else cleans up after', async () => {
    const before = await state();
    const client = new LambdaClient(config());
    const original = { memoryMb: before.MemorySize!, architecture: 'arm64' as const };
    const Description = markText({ runId: 'gone', original, copy: 0 });
    await client.send(
      new UpdateFunctionConfigurationCommand({
        ...{ FunctionName: FUNCTION, MemorySize: 1769, Description },
      }),
    );
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 10 }, { FunctionName: FUNCTION });
    const zip = join(root, 'services/crud-api/.serverless/getStatus.zip');
    await client.send(
      new UpdateFunctionCodeCommand({
        ...{ FunctionName: FUNCTION, ZipFile: await readFile(zip), Architectures: ['x86_64'] },
      }),
    );
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 10 }, { FunctionName: FUNCTION });
    await client.send(new PublishVersionCommand({ FunctionName: FUNCTION }));
    const [functionArn, lock] = [
      `arn:aws:lambda:us-east-1:000000000000:function:${FUNCTION}`,
      'lock',
    ];
    await DynamoDBDocumentClient.from(new DynamoDBClient(config())).send(
      new PutCommand({
        TableName: 'acado-power-tuner-local-runs',
        Item: {
          ...{ functionArn, entry: lock, runId: 'gone', open: true },
          runArn:
            'arn:aws:states:us-east-1:000000000000:execution:acado-power-tuner-local-tune:gone',
          original: { ...original, description: before.Description, codeSha256: 'any' },
        },
      }),
    );

    const shown = await cleanup();
    expect({ code: shown.code, ...JSON.parse(shown.stdout) }).toMatchObject({
      ...{ code: 1, removed: false, lock: { runId: 'gone' } },
      latest: { now: { memoryMb: 1769, architecture: 'x86_64' }, original },
      versions: [{ memoryMb: 1769, architecture: 'x86_64', runId: 'gone' }],
    });
    expect(await cleanup('--yes')).toMatchObject({ code: 0, stderr: '' });
    expect(await state()).toEqual(before);
    expect(await cleanup()).toMatchObject({ code: 0 });
  });

  it('says what is wrong where nothing is deployed', async () => {
    const { code, stderr } = await cli(
      ['run', 'crud-api', '--function', 'getStatus', '--target', 'aws', '--stage', 'prod'],
      aws(),
    ).ended;
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'There is no state machine acado-power-tuner-prod-tune in us-east-1: deploy it with npx nx deploy power-tuner --stage prod\n',
    });
  });
});
