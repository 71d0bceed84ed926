import { createCloud, type Cloud, type Stack } from '@acado/local-cloud';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadComparison, LoadResult } from '../report/load-result.ts';

const cli = join(import.meta.dirname, '../cli.ts');
const service = join(import.meta.dirname, '../../../../services/crud-api');
const FunctionName = 'acado-crud-api-local-manageTable';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

describe('load-test on crud-api', () => {
  let folder: string;
  let cloud: Cloud;
  let lambda: LambdaClient;
  let before: number | undefined;
  /** Requests per second and at once that the API lets pass. */
  let limit = 10_000;

  const throttled = (stack: Stack): Stack => {
    const Resources = Object.fromEntries(
      Object.entries(stack.template.Resources).map(([id, resource]) => {
        if (resource.Type !== 'AWS::ApiGatewayV2::Stage') return [id, resource];
        const DefaultRouteSettings = { ThrottlingRateLimit: limit, ThrottlingBurstLimit: limit };
        return [id, { ...resource, Properties: { ...resource.Properties, DefaultRouteSettings } }];
      }),
    );
    return { ...stack, template: { ...stack.template, Resources } };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'load-test-'));
    const directory = join(folder, 'cloud');
    cloud = await createCloud({ services: [service], directory, transform: throttled });
    lambda = new LambdaClient({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });
    before = await memory();
  }, 60_000);

  afterAll(async () => {
    lambda?.destroy();
    await cloud?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const memory = async (): Promise<number | undefined> =>
    (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).MemorySize;

  interface Started {
    child: ChildProcess;
    stdout: () => string;
    stderr: () => string;
    /** Waits until it says so. */
    says: (text: string) => Promise<void>;
    end: () => Promise<number | null>;
  }

  function start(...args: string[]): Started {
    const child = spawn(process.execPath, [cli, ...args], {
      env: {
        ...process.env,
        ...{ AWS_ENDPOINT_URL: cloud.endpoint, AWS_REGION: 'us-east-1' },
        ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
        LOAD_TEST_JOURNAL: join(folder, 'journal'),
      },
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (texts.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (texts.stderr += String(chunk)));
    const ended = once(child, 'close').then(() => child.exitCode);
    const says = async (text: string): Promise<void> => {
      for (const deadline = Date.now() + 30_000; !texts.stderr.includes(text); await sleep(20))
        if (Date.now() > deadline || child.exitCode !== null)
          throw new Error(`It did not say "${text}" but:\n${texts.stderr}`);
    };
    return {
      child,
      stdout: () => texts.stdout,
      stderr: () => texts.stderr,
      says,
      end: () => ended,
    };
  }

  const onCloud = (): string[] => [
    ...['crud-api', '--stage', 'local', '--url', cloud.outputs().services['crud-api']!.httpApi!],
    ...['--users', '2', '--think-time', '10ms', '--warm-up', '300ms', '--json'],
  ];
  const ping = ['--scenario', join(import.meta.dirname, '../testing/ping.yml')];
  const compare = (duration: string, report: string, ...more: string[]): Started =>
    start(
      ...['compare', ...onCloud(), '--function', 'manageTable', '--memory', '256,1024'],
      ...['--duration', duration, '--report', join(folder, report), ...more],
    );
  const journal = (): string[] =>
    existsSync(join(folder, 'journal')) ? readdirSync(join(folder, 'journal')) : [];

  it('compares two sizes, without errors, and gives the function its memory back', async () => {
    const run = compare('2s', 'compared');
    expect([await run.end(), run.stderr()]).toEqual([0, expect.stringContaining('Put back')]);

    const { stages, interrupted, functions } = JSON.parse(run.stdout()) as LoadComparison;
    expect(functions).toMatchObject([{ name: FunctionName, memoryMb: before }]);
    expect(interrupted).toBe(false);
    expect(stages.map(({ memoryMb }) => memoryMb)).toEqual([256, 1024]);
    for (const { measurement, lambda: cost } of stages) {
      expect(measurement.total).toMatchObject({ failed: 0, errors: [] });
      expect(measurement.total.requests).toBeGreaterThan(0);
      expect(measurement.byRequest.map(({ name }) => name)).toContain('list by the table');
      expect(cost!.usdPerMillionRequests).toBeGreaterThan(0.2);
    }
    expect(await memory()).toBe(before);
    expect(journal()).toEqual([]);
    expect(readdirSync(join(folder, 'compared')).sort()).toEqual([
      ...['load.json', 'report.html', 'report.md'],
    ]);
    expect(readFileSync(join(folder, 'compared/report.md'), 'utf8')).toContain('| 1024 MB |');
  }, 60_000);

  it('gives the memory back after Ctrl-C, with a report of what was done', async () => {
    const run = compare('60s', 'stopped', ...ping);
    await run.says('256 MB:');
    expect(await memory()).toBe(256);
    run.child.kill('SIGINT');

    expect(await run.end()).toBe(130);
    expect(await memory()).toBe(before);
    expect(journal()).toEqual([]);
    const report = readFileSync(join(folder, 'stopped/load.json'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({ interrupted: true });
  }, 60_000);

  it('gives the memory back by restore after kill -9', async () => {
    const run = compare('60s', 'killed', ...ping);
    await run.says('256 MB:');
    run.child.kill('SIGKILL');
    await run.end();
    expect([await memory(), journal().length]).toEqual([256, 1]);

    const restore = start('restore', '--json');
    expect(await restore.end()).toBe(0);
    expect(JSON.parse(restore.stdout())).toMatchObject([{ function: FunctionName, left: [] }]);
    expect(await memory()).toBe(before);
    expect(journal()).toEqual([]);
  }, 60_000);

  it('stops when somebody else changes the function, with a report of what was measured before', async () => {
    const run = compare('1s', 'disturbed', ...ping);
    await run.says('1024 MB:');
    const Description = 'changed by somebody else';
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description }));

    expect(await run.end()).toBe(1);
    expect(run.stderr()).toContain(`Somebody else changed ${FunctionName} meanwhile`);
    expect(await memory()).toBe(before);
    const report = readFileSync(join(folder, 'disturbed/load.json'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({ interrupted: true, stages: [{ memoryMb: 256 }] });
  }, 60_000);

  it('names what Lambda throttles, and takes the reservation back', async () => {
    const run = start(
      'run',
      ...onCloud(),
      '--duration',
      '2s',
      '--no-report',
      '--scenario',
      'invoke',
      '--reserved-concurrency',
      '0',
    );
    expect(await run.end()).toBe(1);

    const { measurement, reservedConcurrency } = JSON.parse(run.stdout()) as LoadResult;
    const [error] = measurement.total.errors;
    expect(error).toMatchObject({ kind: 'throttled', label: '429 throttled (Too Many Requests)' });
    expect(error!.count).toBe(measurement.total.statuses['429']);
    expect(reservedConcurrency).toEqual({ executions: 0, functions: [FunctionName] });
    expect(run.stderr()).toContain('reserved concurrency 0 → none');
  }, 60_000);

  it('counts what the API throttles as 429, per request too', async () => {
    limit = 5;
    await cloud.update(service);
    const run = start(
      ...['run', ...onCloud(), '--duration', '2s', '--no-report'],
      ...['--scenario', join(import.meta.dirname, '../testing/status.yml')],
    );
    expect(await run.end()).toBe(1);

    const { measurement } = JSON.parse(run.stdout()) as LoadResult;
    const { total, byRequest } = measurement;
    expect(total.errors).toMatchObject([{ kind: 'throttled', count: total.statuses['429'] }]);
    expect(byRequest[0]!.errors).toEqual(total.errors);
    expect(measurement.series.reduce((sum, { throttled: count }) => sum + count, 0)).toBe(
      total.failed,
    );
  }, 60_000);
});
