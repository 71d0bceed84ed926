import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { strToU8, zipSync } from 'fflate';
import { createLambda } from '../src/lambda/create-lambda.ts';

/**
 * How long the same CPU work takes at several memory sizes, beside what Lambda's rule promises.
 * npx node tools/local-cloud/bench/cpu-share.ts [--sizes 1769,884,442,221] [--cpu-ms 1000] [--runs 3] [--json]
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1769,884,442,221' },
    'cpu-ms': { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const runs = Number(values.runs);
const cpuMs = Number(values['cpu-ms']);

const code = `export const handler = async ({ rounds }) => {
  let x = 0;
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) for (let i = 0; i < 10_000; i++) x += Math.sqrt(i * x + 1);
  const { user, system } = process.cpuUsage(before);
  return { x, cpuMs: (user + system) / 1000 };
};`;

const folder = mkdtempSync(join(tmpdir(), 'cpu-share-'));
const codeZip = join(folder, 'function.zip');
writeFileSync(codeZip, zipSync({ 'index.mjs': strToU8(code) }));

const lambda = createLambda({
  context: {
    region: 'us-east-1',
    accountId: '000000000000',
    endpoint: 'http://127.0.0.1:9',
    stateDir: folder,
    cacheDir: folder,
    report: () => undefined,
    writeLogs: () => undefined,
    sqs: new SQSClient({ region: 'us-east-1' }),
  },
  iam: { credentialsFor: () => ({ accessKeyId: '-', secretAccessKey: '-', sessionToken: '-' }) },
  matchesPattern: () => true,
  deliverToArn: () => Promise.resolve(),
});

type Measurement = { durationMs: number; cpuMs: number };

const measure = async (memorySizeMB: number, rounds: number): Promise<Measurement> => {
  const request = Buffer.from(JSON.stringify({ rounds }));
  const { payload, report } = await lambda.invoke(`cpu-${memorySizeMB}`, request);
  const { cpuMs: used } = JSON.parse(payload.toString()) as { cpuMs: number };
  return { durationMs: report.durationMs, cpuMs: used };
};

const create = (memorySizeMB: number): Promise<void> =>
  lambda.putFunction({
    functionName: `cpu-${memorySizeMB}`,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    architecture: 'arm64',
    memorySizeMB,
    timeoutS: 900,
    ephemeralStorageMB: 512,
    environment: {},
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    codeZip,
    logGroupName: '/bench',
  });

/** Rounds that take `cpuMs` of CPU time on this machine. */
const calibrate = async (): Promise<number> => {
  await create(1769);
  await measure(1769, 5_000);
  return Math.round((cpuMs / (await measure(1769, 20_000)).cpuMs) * 20_000);
};

const rounds = await calibrate();
const measured = [];
for (let run = 1; run <= runs; run++) {
  let base = 0;
  for (const memoryMB of sizes) {
    await create(memoryMB);
    // Compiles the loop, so that every size runs the same machine code.
    await measure(memoryMB, 300);
    const { durationMs, cpuMs: used } = await measure(memoryMB, rounds);
    base ||= durationMs;
    const promised = Math.min(1, sizes[0]! / 1769) / Math.min(1, memoryMB / 1769);
    const ratio = durationMs / base;
    const deviation = ratio / promised - 1;
    measured.push({ run, memoryMB, cpuMs: used, durationMs, ratio, promised, deviation });
  }
}
await lambda.stop();
rmSync(folder, { recursive: true, force: true });

if (values.json) console.log(JSON.stringify(measured, undefined, 2));
else {
  console.table(
    measured.map(({ run, memoryMB, cpuMs: used, durationMs, ratio, promised, deviation }) => ({
      run,
      'memory MB': memoryMB,
      'cpu ms': Number(used.toFixed(1)),
      'duration ms': Number(durationMs.toFixed(1)),
      ratio: Number(ratio.toFixed(3)),
      promised: Number(promised.toFixed(3)),
      'deviation %': Number((deviation * 100).toFixed(1)),
    })),
  );
}
