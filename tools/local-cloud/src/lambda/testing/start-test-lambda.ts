import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { createLambda, type LambdaOptions } from '../create-lambda.ts';
import { type FunctionDefinition, type InvocationResult, type Lambda } from '../types.ts';

export type TestLambda = {
  lambda: Lambda;
  /** Every log line of every function. */
  logs: string[];
  /** What reached a destination. */
  delivered: Array<{ arn: string; payload: string }>;
  /** Creates a function from the source of `index.mjs`, or from several files. */
  put(
    code: string | Record<string, string>,
    overrides?: Partial<FunctionDefinition>,
  ): Promise<void>;
  invoke(event?: unknown, functionName?: string): Promise<InvocationResult>;
  stop(): Promise<void>;
};

/** A Lambda with folders of its own, for tests. */
export const startTestLambda = (
  options: Partial<LambdaOptions> & {
    sqs?: SQSClient;
    folder?: string;
    endpoint?: string;
    onReport?: (line: string) => void;
  } = {},
): TestLambda => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lambda-'));
  const logs: string[] = [];
  const delivered: TestLambda['delivered'] = [];
  const lambda = createLambda({
    context: {
      region: 'us-east-1',
      accountId: '000000000000',
      endpoint: options.endpoint ?? 'http://127.0.0.1:4566',
      stateDir: join(folder, 'state'),
      cacheDir: join(folder, 'cache'),
      report: (...line) => options.onReport?.(line.join(' ')),
      writeLogs: (_group, _stream, lines) => logs.push(...lines),
      sqs: options.sqs ?? new SQSClient({ region: 'us-east-1' }),
    },
    iam: {
      credentialsFor: (roleArn) => ({
        accessKeyId: `key-of-${roleArn}`,
        secretAccessKey: 'secret',
        sessionToken: 'token',
      }),
    },
    matchesPattern: () => true,
    deliverToArn: (arn, payload) => {
      delivered.push({ arn, payload });
      return Promise.resolve();
    },
    ...options,
  });
  let zips = 0;
  return {
    lambda,
    logs,
    delivered,
    put: (code, overrides = {}) => {
      const files = typeof code === 'string' ? { 'index.mjs': code } : code;
      const codeZip = join(folder, `code-${zips++}.zip`);
      const contents = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
      writeFileSync(codeZip, zipSync(Object.fromEntries(contents)));
      return lambda.putFunction({
        functionName: 'worker',
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        architecture: 'arm64',
        memorySizeMB: 1769,
        timeoutS: 20,
        ephemeralStorageMB: 512,
        environment: {},
        roleArn: 'arn:aws:iam::000000000000:role/worker',
        codeZip,
        logGroupName: '/aws/lambda/worker',
        ...overrides,
      });
    },
    invoke: (event = {}, functionName = 'worker') =>
      lambda.invoke(functionName, Buffer.from(JSON.stringify(event))),
    stop: async () => {
      await lambda.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A zombie that nobody has collected yet doesn't count. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

/** Polls until the condition holds; throws after ten seconds. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
