import { createCloud, type Cloud } from '@acado/local-cloud';
import { parseInput, payloadsOf } from '@acado/tuning';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readInputFile, readPreparations, tunedFunctions } from './input-files.ts';
import { withoutTriggers } from './local-target.ts';
import { prepare } from './prepare.ts';
import { findService } from './service.ts';

const root = resolve(import.meta.dirname, '../../../..');
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** How many things are in the tables and buckets of a service, by logical id. */
type Effects = Record<string, number>;

/** What two invocations of a function leave behind, if they do the work that they are measured for. */
const EFFECTS: Record<string, Record<string, Effects>> = {
  baseline: {
    placeOrder: { OrdersTable: 2, ReceiptsBucket: 2, ArchiveBucket: 2 },
    storeOrder: { OrdersTable: 2, ReceiptsBucket: 2, ArchiveBucket: 2 },
    renderReceipt: { ReceiptsBucket: 2, ArchiveBucket: 2 },
  },
  'crud-api': { createItem: { ItemsTable: 2 }, manageTable: { ItemsTable: 2 } },
  's3-archiver': { archiveEvents: { LedgerTable: 20, ArchiveBucket: 2 } },
  'worker-b': { storeOrders: { OrdersTable: 20 } },
  'worker-c': { renderReceipts: { ReceiptsTable: 20 } },
};

/** The status of an answer, or messages that failed. */
const OUTCOMES: Record<string, unknown> = {
  createItem: 201,
  // Finds nothing: each of its invocations would need an item of its own before it.
  deleteItem: 404,
  placeOrder: 201,
  placeOrders: 202,
  ...Object.fromEntries(
    ['publishOrders', 'archiveEvents', 'storeOrders', 'renderReceipts'].map((key) => [key, []]),
  ),
  ...{ storeOrder: 'done', renderReceipt: 'done' },
};

const answerSchema = z.union([
  z.object({ statusCode: z.int() }).transform(({ statusCode }) => statusCode),
  z
    .object({ batchItemFailures: z.array(z.unknown()) })
    .transform(({ batchItemFailures }) => batchItemFailures),
  z.null().transform(() => 'done'),
]);

describe.each(['baseline', 'crud-api', 'ingest-a', 's3-archiver', 'worker-b', 'worker-c'])(
  'the inputs of %s',
  (name) => {
    const service = findService(root, name);
    const folder = { root, service, stage: 'local' };
    let cloud: Cloud;
    let directory: string;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'tune-inputs-'));
      cloud = await createCloud({
        services: service.together.filter((one) => !one.endsWith('/power-tuner')),
        directory,
        transform: withoutTriggers,
      });
    });

    afterAll(async () => {
      await cloud.stop();
      await rm(directory, { recursive: true });
    });

    it('are there for every function', () => {
      expect(tunedFunctions(folder)).toEqual(service.functions);
    });

    it.each(service.functions)('let %s do its work each time', async (key) => {
      await prepare({ invoke }, nameOf, readPreparations(folder, key));
      const before = await effects();
      const payloadAt = payloadsOf(inputOf(key));
      const outcomes = [await outcome(key, payloadAt(0)), await outcome(key, payloadAt(1))];
      const after = await effects();

      const expected = OUTCOMES[key] ?? 200;
      expect(outcomes).toEqual([expected, expected]);
      const changes = Object.keys(EFFECTS[name]?.[key] ?? {}).map((id) => [
        id,
        after[id]! - before[id]!,
      ]);
      expect(Object.fromEntries(changes)).toEqual(EFFECTS[name]?.[key] ?? {});
    });

    const nameOf = (key: string): string => `${service.prefix}-local-${key}`;
    const config = () => ({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });

    const inputOf = (key: string) =>
      parseInput({
        lambdaARN: `arn:aws:lambda:us-east-1:000000000000:function:${nameOf(key)}`,
        ...readInputFile(folder, key),
      }).functions[0]!;

    async function invoke(functionName: string, payload: string): Promise<string> {
      const { FunctionError, Payload } = await new LambdaClient(config()).send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(payload) }),
      );
      const text = Buffer.from(Payload ?? []).toString();
      if (FunctionError !== undefined) throw new Error(text);
      return text;
    }

    const outcome = async (key: string, payload: string): Promise<unknown> =>
      answerSchema.parse(JSON.parse((await invoke(nameOf(key), payload)) || 'null'));

    async function effects(): Promise<Effects> {
      const { resources } = cloud.outputs().services[name]!;
      const found: Effects = {};
      for (const [id, physical] of Object.entries(resources)) {
        if (/^(Orders|Receipts|Ledger|Items)Table$/.test(id)) found[id] = await itemsIn(physical);
        if (/^(Receipts|Archive)Bucket$/.test(id)) found[id] = await objectsIn(physical);
      }
      return found;
    }

    const itemsIn = async (TableName: string): Promise<number> =>
      (await new DynamoDBClient(config()).send(new ScanCommand({ TableName, Select: 'COUNT' })))
        .Count ?? 0;

    const objectsIn = async (Bucket: string): Promise<number> =>
      (await new S3Client(config()).send(new ListObjectsV2Command({ Bucket }))).KeyCount ?? 0;
  },
);
