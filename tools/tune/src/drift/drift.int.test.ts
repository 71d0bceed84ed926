import { join } from 'node:path';
import { runCommand } from '@acado/command-line/testing';
import { type Cloud, createCloud } from '@acado/local-cloud';
import { aFunction, aRole, writePackage } from '@acado/local-cloud/testing';
import {
  DeleteFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { apply } from '../apply/command.ts';
import { awsFunctions } from '../apply/functions.ts';
import { aRun, aWorkspace, SHOP, SHOP_YML, type Workspace } from '../apply/testing/a-workspace.ts';
import { drift as driftCommand } from './command.ts';

const [PLACE, LIST] = ['acado-shop-local-place', 'acado-shop-local-list'];

const processEnv = process.env;
const cwd = process.cwd();
let workspace: Workspace;
let cloud: Cloud;
let client: LambdaClient;

/** What the environment of the commands says. */
const environment = () => ({
  ...{ AWS_ENDPOINT_URL: cloud.endpoint, AWS_REGION: 'us-east-1' },
  ...{ AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'me' },
});

const drift = (...args: string[]) =>
  runCommand(driftCommand, ['--stage', 'local', '--no-package', ...args]);

const update = async (
  FunctionName: string,
  change: { MemorySize?: number; Timeout?: number; Description?: string },
) => {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
  await waitUntilFunctionUpdatedV2({ client, minDelay: 1, maxWaitTime: 30 }, { FunctionName });
};

const zip = 'shop.zip';
const packageShop = () =>
  writePackage(join(workspace.root, 'services'), {
    ...{ name: 'acado-shop', folder: 'shop', code: { [zip]: 'exports.handler = async () => 1;' } },
    resources: {
      Role: aRole('acado-shop-local-role'),
      Place: aFunction(PLACE, zip, { MemorySize: 1024, Timeout: 20 }),
      List: aFunction(LIST, zip, { MemorySize: 256, Timeout: 6 }),
    },
  });

beforeEach(async () => {
  workspace = aWorkspace();
  const directory = join(workspace.root, 'cloud');
  cloud = await createCloud({ services: [packageShop()], directory });
  client = new LambdaClient({
    ...{ endpoint: cloud.endpoint, region: 'us-east-1' },
    credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
  });
  process.env = { ...processEnv, ...environment() };
  process.chdir(workspace.root);
});
afterEach(async () => {
  process.env = processEnv;
  process.chdir(cwd);
  client?.destroy();
  await cloud?.stop();
  workspace.remove();
});

describe('tune drift, of the local cloud', () => {
  it('finds nothing after a deployment', async () => {
    expect(await drift()).toEqual({
      ...{ exitCode: 0, stderr: '' },
      stdout: 'No difference: shop at local in us-east-1\n',
    });
  });

  it('names function, values, file, line and what to do', async () => {
    await update(PLACE, { MemorySize: 512 });
    await update(LIST, { Timeout: 9 });

    const { exitCode, stdout } = await drift('shop');

    expect(exitCode).toBe(1);
    expect(stdout).toBe(`2 differences: shop at local in us-east-1

${LIST}: timeout is 9, the repository says 6 (by default)
  npx nx deploy shop --stage local, or write 9 into the repository

${PLACE}: memorySize is 512, the repository says 1024 (${SHOP}:6)
  npx nx deploy shop --stage local, or write 512 into the repository
`);
  });

  it('points to the run that recommends what is deployed', async () => {
    await update(PLACE, { MemorySize: 512 });
    const run = await aRun(workspace.root);

    const { stdout } = await drift('shop', '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      ...{ stage: 'local', services: ['shop'] },
      findings: [
        {
          ...{ kind: 'setting', name: 'memorySize', deployed: '512', repository: '1024' },
          remedy: `a run recommends what is deployed: npm run tune -- apply ${run} --mode auto`,
        },
      ],
    });
  });

  it('tells what a run left from what somebody changed', async () => {
    const mark = 'acado-power-tuner {"run":"run-1","memory":1024,"arch":"x86_64"}';
    await update(PLACE, { MemorySize: 128, Description: mark });
    await client.send(new PublishVersionCommand({ FunctionName: PLACE }));

    const { exitCode, stdout } = await drift();

    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${PLACE}: $LATEST is what the tuning run run-1 made`);
    expect(stdout).toContain(`${PLACE}: version 1 is what the tuning run run-1 made`);
    expect(stdout).toContain(`npm run tune -- cleanup --function ${PLACE} --stage local --yes`);
    expect(stdout).not.toContain('memorySize');
  });

  it('finds what only one side has', async () => {
    await client.send(new DeleteFunctionCommand({ FunctionName: LIST }));

    expect((await drift()).stdout).toContain(`${LIST}: is not deployed\n  npx nx deploy shop`);
  });

  it('knows a package that is older than the configuration', async () => {
    await update(PLACE, { MemorySize: 512 });
    workspace.write({ [SHOP]: SHOP_YML.replace('memorySize: 1024', 'memorySize: 2048') });

    expect(await drift()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        `shop is packaged with memorySize 1024, but ${SHOP}:6 says 2048: package it again`,
      ),
    });
  });

  it.each([
    [['nowhere'], 'There is no service "nowhere"'],
    [
      ['shop', '--stage', 'prod'],
      'shop is packaged for the stage local: npx nx package shop --stage prod',
    ],
    [['--colour'], "Unknown option '--colour'"],
  ])('says what is wrong: %j', async (args, message) => {
    const { exitCode, stderr } = await drift(...args);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('tune apply, of the local cloud', () => {
  it('changes function and configuration, and takes both back', async () => {
    const run = await aRun(workspace.root, {
      functionName: PLACE,
      startedAt: new Date(Date.now() - 1000).toISOString(),
      finishedAt: new Date().toISOString(),
    });
    const memory = async () => (await awsFunctions(client).describe(PLACE))?.memoryMb;

    const applied = await runCommand(apply, [run, '--mode', 'auto']);

    expect(applied).toMatchObject({ exitCode: 0, stderr: '' });
    expect(applied.stdout).toContain(`${PLACE}: 1,024 MB, x86_64 → 512 MB, x86_64`);
    expect(await memory()).toBe(512);
    expect(workspace.read(SHOP)).toContain('memorySize: 512');

    const reverted = await runCommand(apply, ['--revert', run]);

    expect(reverted).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await memory()).toBe(1024);
    expect(workspace.read(SHOP)).not.toContain('memorySize: 512');
  });
});

describe('awsFunctions, of the local cloud', () => {
  it('changes memory and architecture of a function, and back', async () => {
    const functions = awsFunctions(client);
    const before = await functions.describe(PLACE);
    expect(before).toMatchObject({ memoryMb: 1024, architecture: 'x86_64' });

    await functions.configure(PLACE, { memoryMb: 512, architecture: 'arm64' });
    expect(await functions.describe(PLACE)).toMatchObject({ memoryMb: 512, architecture: 'arm64' });

    await functions.configure(PLACE, before!);
    expect(await functions.describe(PLACE)).toMatchObject({
      memoryMb: 1024,
      architecture: 'x86_64',
    });
    expect(await functions.describe('acado-shop-local-nothing')).toBeUndefined();
    await expect(functions.configure('acado-shop-local-nothing', before!)).rejects.toThrow(
      'There is no function acado-shop-local-nothing',
    );
  });
});
