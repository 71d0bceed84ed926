import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { createCloudWatch } from '../src/cloudwatch/create-cloudwatch.ts';
import { observersOf } from '../src/cloudwatch/sources/observers.ts';
import { createLambda } from '../src/lambda/create-lambda.ts';
import { createLogFiles } from '../src/log-files.ts';

/**
 * What CloudWatch adds to the warm invocations of a function that logs two lines and an EMF document: rounds with it
 * and without it take turns, so that a busy machine slows both.
 * npx node tools/local-cloud/bench/cloudwatch-overhead.ts [--rounds 20] [--invocations 200]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    invocations: { type: 'string', default: '200' },
  },
});

const code = `const metrics = { Namespace: 'Bench', Dimensions: [['service']], Metrics: [{ Name: 'Cost' }, { Name: 'Billed' }] };
export const handler = async () => {
  console.log('{"level":"INFO","message":"begin"}');
  console.log(JSON.stringify({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metrics] }, service: 'bench', Cost: Math.random(), Billed: 12,
  }));
  console.log('{"level":"INFO","message":"end"}');
};`;

const folder = mkdtempSync(join(tmpdir(), 'cloudwatch-overhead-'));
const codeZip = join(folder, 'function.zip');
writeFileSync(codeZip, zipSync({ 'index.mjs': strToU8(code) }));

const base = {
  region: 'us-east-1',
  accountId: '000000000000',
  endpoint: 'http://127.0.0.1:9',
  stateDir: join(folder, 'state'),
  cacheDir: join(folder, 'cache'),
  report: () => undefined,
  sqs: new SQSClient({}),
};
const cloudWatch = createCloudWatch({
  context: base,
  targets: { publish: () => undefined, notify: () => Promise.resolve() },
});
const { onInvocation } = observersOf(cloudWatch.record);
const writeFile = createLogFiles(join(folder, 'logs'));
let on = false;

const lambda = createLambda({
  context: {
    ...base,
    writeLogs: (group, stream, lines) => {
      writeFile(group, stream, lines);
      if (on) cloudWatch.writeLogs(group, stream, lines);
    },
  },
  iam: {
    credentialsFor: () => ({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' }),
  },
  matchesPattern: () => true,
  deliverToArn: () => Promise.resolve(),
  onInvocation: (invocation) => {
    if (on) onInvocation(invocation);
  },
});
await lambda.putFunction({
  functionName: 'bench',
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  architecture: 'arm64',
  memorySizeMB: 1769,
  timeoutS: 30,
  ephemeralStorageMB: 512,
  environment: {},
  roleArn: 'arn:aws:iam::000000000000:role/bench',
  codeZip,
  logGroupName: '/aws/lambda/bench',
});

/** Milliseconds per invocation. */
const round = async (withCloudWatch: boolean): Promise<number> => {
  on = withCloudWatch;
  const startedAt = performance.now();
  for (let count = 0; count < Number(values.invocations); count++)
    await lambda.invoke('bench', Buffer.from('{}'));
  return (performance.now() - startedAt) / Number(values.invocations);
};

const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

await round(true);
const without: number[] = [];
const withIt: number[] = [];
for (let count = 0; count < Number(values.rounds); count++) {
  without.push(await round(false));
  withIt.push(await round(true));
}
await lambda.stop();
await cloudWatch.stop();
rmSync(folder, { recursive: true });

const [before, after] = [median(without), median(withIt)];
console.log(`without CloudWatch  ${before.toFixed(3)} ms per invocation`);
console.log(`with CloudWatch     ${after.toFixed(3)} ms per invocation`);
console.log(`ratio               ${(after / before).toFixed(3)}`);
