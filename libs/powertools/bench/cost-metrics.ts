// node libs/powertools/bench/cost-metrics.ts
// What cost metrics take of an invocation: the same bundled handler with and without them, by turns.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROUNDS = 60;
const INVOCATIONS = 200;

const rates = {
  timeoutMs: 30_000,
  gbSecond: 0.0000133334,
  request: 2e-7,
  logGb: 0.5,
  data: { 'dynamodb.write-request-units': 6.25e-7, 'dynamodb.read-request-units': 1.25e-7 },
  trigger: { 'api-gateway.http.requests': 0.000001 },
};

const variants: Record<string, Record<string, string>> = {
  without: {},
  full: { COST_RATES: JSON.stringify(rates) },
  total: { COST_RATES: JSON.stringify(rates), COST_METRICS: 'total' },
  'not sampled': { COST_RATES: JSON.stringify(rates), COST_SAMPLE_RATE: '1e-9' },
};

/** One handler answers at once, the other puts an item first; the network answers from memory. */
const source = `
  import { createHttpHandler, metered } from './src/index.ts';
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  const body = '{"ConsumedCapacity":{"TableName":"items","CapacityUnits":1}}';
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  const requestHandler = {
    handle: async () => ({ response: { statusCode: 200, headers, body: new Blob([body]).stream() } }),
  };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = metered(new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler }));
  const Item = { id: { S: '1' }, name: { S: 'bolt' } };
  export const empty = createHttpHandler({ services: () => ({}), handle: () => ({ status: 204 }) });
  export const put = createHttpHandler({
    services: () => ({}),
    handle: async () => {
      await client.send(new PutItemCommand({ TableName: 'items', Item }));
      return { status: 204 };
    },
  });`;

const event = {
  rawPath: '/',
  headers: {},
  requestContext: { requestId: '1', http: { method: 'GET' } },
};
const context = {
  functionName: 'bench',
  awsRequestId: '1',
  getRemainingTimeInMillis: () => 30_000,
};

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
type Handlers = Record<'empty' | 'put', Handler>;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const nowhere = openSync('/dev/null', 'w');

/** Each variant has modules of its own, made in its own environment, as a function has. */
const load = async (name: string, environment: Record<string, string>): Promise<Handlers> => {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '..') },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
  });
  const before = process.env;
  process.env = {
    ...before,
    ...environment,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    POWERTOOLS_SERVICE_NAME: 'bench',
    STAGE: 'bench',
  };
  const handlers = createRequire(import.meta.url)(outfile) as Handlers;
  process.env = before;
  return handlers;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** CPU of one invocation in µs: other processes of the machine do not count. */
const measure = async (handler: Handler): Promise<number> => {
  const begin = process.cpuUsage();
  for (let call = 0; call < INVOCATIONS; call++) await handler(event, context);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / INVOCATIONS;
};

const print = process.stdout.write.bind(process.stdout);
// What a function logs costs a system call, but is nobody's to read here.
process.stdout.write = (chunk: string | Uint8Array): boolean =>
  writeSync(nowhere, chunk.toString()) >= 0;

const loaded = await Promise.all(
  Object.entries(variants).map(
    async ([name, environment]) => [name, await load(name, environment)] as const,
  ),
);
for (const kind of ['empty', 'put'] as const) {
  const times = new Map(loaded.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, handlers] of loaded) times.get(name)!.push(await measure(handlers[kind]));
  }
  const medians = loaded.map(([name]) => [name, median(times.get(name)!)] as const);
  const without = medians[0]![1];
  print(`${kind}\n`);
  for (const [name, time] of medians) {
    print(`  ${name.padEnd(12)} ${time.toFixed(1)} µs  ${(time / without).toFixed(2)}\n`);
  }
}
closeSync(nowhere);
rmSync(folder, { recursive: true });
