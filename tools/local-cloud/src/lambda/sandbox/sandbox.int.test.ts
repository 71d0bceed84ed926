import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isRunning,
  startTestLambda,
  until,
  type TestLambda,
} from '../testing/start-test-lambda.ts';
import { type InvocationResult } from '../types.ts';
import { parseReport } from './report-line.ts';

let test: TestLambda;
beforeEach(() => void (test = startTestLambda()));
afterEach(() => test.stop());

const body = (result: InvocationResult): Record<string, unknown> =>
  JSON.parse(result.payload.toString()) as Record<string, unknown>;
const tail = (result: InvocationResult): string[] => result.logTail.trimEnd().split('\n');

describe('an execution environment', () => {
  it('has the packages of its zip and of the runtime, whatever lies around the cache', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(folder, 'node_modules/around'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/around/index.js'), '');
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const inside = startTestLambda({ folder });

    await inside.put({
      'index.js': `
        const found = (name) => import(name).then(() => true, ({ code }) => code);
        const required = (name) => { try { require(name); return true; } catch ({ code }) { return code; } };
        exports.handler = async () => [
          await found('around'), required('around'), required('within'),
          await found('@aws-sdk/client-s3'), required('@aws-sdk/client-s3'), required('node:fs'),
        ];`,
      'node_modules/within/index.js': '',
    });
    const { payload } = await inside.invoke();

    await inside.stop();
    const missing = 'ERR_MODULE_NOT_FOUND';
    expect(JSON.parse(payload.toString())).toEqual([missing, missing, true, true, true, true]);
  });

  it('answers, logs as Lambda does, and bills the initialisation once', async () => {
    await test.put(
      `export const handler = async (event) => { console.log('got', event); return event; };`,
    );

    const cold = await test.invoke({ a: 1 });
    const warm = await test.invoke({ a: 2 });

    expect(body(warm)).toEqual({ a: 2 });
    expect(cold.functionError).toBeUndefined();
    const [start, line, end, report] = tail(cold);
    const id = cold.report.requestId;
    expect(start).toBe(`START RequestId: ${id} Version: $LATEST`);
    expect(line).toMatch(
      new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\t${id}\\tINFO\\tgot { a: 1 }$`),
    );
    expect(end).toBe(`END RequestId: ${id}`);
    expect(parseReport(report!)).toMatchObject({
      requestId: id,
      billedDurationMs: Math.ceil(cold.report.durationMs + cold.report.initDurationMs!),
      memorySizeMB: 1769,
    });
    expect(cold.report.maxMemoryUsedMB).toBeGreaterThan(20);
    expect(warm.report.initDurationMs).toBeUndefined();
    expect(test.logs).toContainEqual(expect.stringMatching(/^INIT_START Runtime Version: /));
  });

  it('bills until the function answered, however late a busy host reads that', async () => {
    await test.put(`export const handler = async () => 'done';`);
    await test.invoke();

    const invocation = test.invoke();
    // The function has its event by then, and answers while this process is busy.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const busyUntil = performance.now() + 2000;
    while (performance.now() < busyUntil);
    const { report } = await invocation;

    expect(report.durationMs).toBeLessThan(1000);
  });

  const onLinux = existsSync('/proc/self/schedstat') ? it : it.skip;

  onLinux('bills nothing of the time that other programs had its core', async () => {
    await test.put(`export const handler = async () => {
      const before = process.cpuUsage();
      const used = () => { const { user, system } = process.cpuUsage(before); return (user + system) / 1000; };
      while (used() < 400);
      return used(); };`);
    await test.invoke();
    const others = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['--eval', 'for (;;);'], { detached: true }),
    );

    const result = await test.invoke();

    for (const other of others) other.kill('SIGKILL');
    expect(result.report.durationMs / Number(body(result))).toBeLessThan(1.25);
  });

  it('shows the function its own surroundings and nothing of the host', async () => {
    process.env.HOST_SECRET = 'secret';
    await test.put(
      `export const handler = async (_event, context) => ({ env: process.env, cwd: process.cwd(),
        context: { ...context, left: context.getRemainingTimeInMillis() } });`,
      { environment: { TABLE: 'orders' }, memorySizeMB: 256 },
    );

    const { env, cwd, context } = body(await test.invoke()) as Record<
      string,
      Record<string, string>
    >;

    expect(env).toMatchObject({
      TABLE: 'orders',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: 'key-of-arn:aws:iam::000000000000:role/worker',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      TZ: ':UTC',
    });
    expect(env).not.toHaveProperty('HOST_SECRET');
    expect(cwd).toBe(env!.LAMBDA_TASK_ROOT);
    expect(context).toMatchObject({
      functionName: 'worker',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
    });
    expect(Number(context!.left)).toBeGreaterThan(0);
  });

  it.each([
    [
      'CommonJS in a folder',
      { 'src/app.js': `exports.api = { get: async () => 'cjs' };` },
      'src/app.api.get',
      'cjs',
    ],
    [
      'an ES module by package.json',
      { 'package.json': '{"type":"module"}', 'app.js': `export const go = () => 'esm';` },
      'app.go',
      'esm',
    ],
    ['.cjs', { 'app.cjs': `exports.go = async () => 'c';` }, 'app.go', 'c'],
    [
      'the SDK that the runtime brings along as an ES module',
      {
        'app.mjs': `import { S3Client } from '@aws-sdk/client-s3'; export const go = async () => typeof S3Client;`,
      },
      'app.go',
      'function',
    ],
    [
      'the SDK that the runtime brings along',
      {
        'app.js': `const { S3Client } = require('@aws-sdk/client-s3'); exports.go = async () => typeof S3Client;`,
      },
      'app.go',
      'function',
    ],
  ])('loads %s', async (_what, files, handler, expected) => {
    await test.put(files, { handler });

    expect(body(await test.invoke())).toBe(expected);
  });

  it('supports callbacks up to Node.js 22 and refuses them from 24 on', async () => {
    const code = `export const handler = (event, context, callback) => { setTimeout(() => callback(null, 'called'), 5); };`;
    await test.put(code, { runtime: 'nodejs22.x' });
    expect(body(await test.invoke())).toBe('called');

    await test.put(code);
    expect(body(await test.invoke())).toMatchObject({
      errorType: 'Runtime.CallbackHandlerDeprecated',
    });
  });

  it('reports what a handler throws and goes on', async () => {
    await test.put(
      `export const handler = async ({ fail }) => { if (fail) throw new TypeError('no'); return 'fine'; };`,
    );

    const failed = await test.invoke({ fail: true });

    expect(failed.functionError).toBe('Unhandled');
    expect(body(failed)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
    expect(failed.logTail).toMatch(/\tERROR\tInvoke Error \t{"errorType":"TypeError"/);
    expect((await test.invoke()).report.initDurationMs).toBeUndefined();
  });

  it('kills a function at its timeout', async () => {
    await test.put(`export const handler = async () => { for (;;); };`, { timeoutS: 1 });

    const result = await test.invoke();

    const id = result.report.requestId;
    expect(body(result)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${id} Error: Task timed out after 1.00 seconds`,
    });
    expect(result.logTail).toContain(`${id} Task timed out after 1.00 seconds`);
    expect(result.report).toMatchObject({ durationMs: 1000, status: 'timeout' });
  });

  it('kills a function over its memory', async () => {
    await test.put(
      `export const handler = async () => { const kept = [];
        for (;;) { kept.push(Buffer.alloc(2_000_000, 1)); await new Promise((resolve) => setTimeout(resolve, 1)); } };`,
      { memorySizeMB: 192 },
    );

    const result = await test.invoke();

    expect(body(result)).toMatchObject({ errorType: 'Runtime.OutOfMemory' });
    expect(result.report).toMatchObject({
      maxMemoryUsedMB: 192,
      status: 'error',
      errorType: 'Runtime.OutOfMemory',
    });
  });

  it('reports a process that exits', async () => {
    await test.put(`export const handler = async () => process.exit(7);`);

    const result = await test.invoke();

    expect(body(result)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${result.report.requestId} Error: Runtime exited with error: exit status 7`,
    });
  });

  it('reports an initialisation that fails', async () => {
    await test.put(`throw new Error('no table'); export const handler = async () => 1;`);

    const result = await test.invoke();

    expect(body(result)).toMatchObject({ errorType: 'Error', errorMessage: 'no table' });
    expect(test.logs).toContainEqual(
      expect.stringMatching(/^INIT_REPORT Init Duration: .* ms\tPhase: init\tStatus: error/),
    );
  });

  it('refuses an answer over 6 MB', async () => {
    await test.put(`export const handler = async () => 'x'.repeat(7_000_000);`);

    expect(body(await test.invoke())).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('is frozen between invocations and goes on with the next', async () => {
    await test.put(`export const handler = async () => process.pid;`);
    const pid = (await test.invoke()).payload.toString();

    await until(() => execFileSync('ps', ['-o', 'stat=', '-p', pid]).toString().includes('T'));

    expect((await test.invoke()).payload.toString()).toBe(pid);
  });
});

describe('the environments of a function', () => {
  it('are as many as there are requests at the same time', async () => {
    const meetingPoint = mkdtempSync(join(tmpdir(), 'meeting-'));
    await test.put(`import { readdirSync, writeFileSync } from 'node:fs';
      export const handler = async ({ meetingPoint }) => {
        writeFileSync(meetingPoint + '/' + process.pid, '');
        while (readdirSync(meetingPoint).length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
        return 'met'; };`);

    const results = await Promise.all([1, 2, 3].map(() => test.invoke({ meetingPoint })));

    expect(results.map(body)).toEqual(['met', 'met', 'met']);
    rmSync(meetingPoint, { recursive: true });
  });

  it('are limited by the reserved concurrency', async () => {
    await test.put(
      `export const handler = () => new Promise((resolve) => setTimeout(resolve, 300));`,
      {
        reservedConcurrency: 1,
      },
    );
    const first = test.invoke();

    await expect(test.invoke()).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      status: 429,
    });

    await first;
  });

  it('take over new code and end the old', async () => {
    await test.put(`export const handler = async () => process.pid;`);
    const old = Number(body(await test.invoke()));

    await test.put(`export const handler = async () => 'new';`);

    expect(body(await test.invoke())).toBe('new');
    expect(isRunning(old)).toBe(false);
  });

  it('are all gone after a stop, also the busy and the frozen', async () => {
    await test.put(`import { spawn } from 'node:child_process';
      export const handler = async ({ spin }) => {
        const child = spawn('sleep', ['600']);
        if (spin) for (;;);
        return [process.pid, child.pid]; };`);
    const pids = body(await test.invoke()) as unknown as number[];
    const busy = test.invoke({ spin: true });
    expect(pids.every(isRunning)).toBe(true);

    await test.lambda.stop();

    expect(pids.some(isRunning)).toBe(false);
    expect(body(await busy)).toMatchObject({ errorType: 'Runtime.ExitError' });
  });
});
