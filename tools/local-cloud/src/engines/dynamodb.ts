import { mkdirSync } from 'node:fs';
import { type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { correctConsumedCapacity } from './dynamodb-capacity.ts';
import { apiOf, type Engine } from './engine.ts';

type Dynalite = (options: {
  path: string;
  createTableMs: number;
  deleteTableMs: number;
  updateTableMs: number;
}) => Server;

type StoredTable = { TableStatus: string };
type Level = new (
  path: string,
  options: { valueEncoding: 'json' },
) => {
  open(): Promise<void>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[key: string, table: StoredTable]>;
  put(key: string, table: StoredTable): Promise<void>;
  close(): Promise<void>;
};

const require = createRequire(import.meta.url);
const dynalite = require('dynalite') as Dynalite; // has no types
const { Level } = createRequire(require.resolve('dynalite'))('level') as { Level: Level };

/** dynalite opens its database late and would fail at the first request, with an exception nobody can catch. */
const prepareDatabase = async (path: string): Promise<void> => {
  const database = new Level(path, { valueEncoding: 'json' });
  try {
    await database.open();
  } catch (error) {
    const { cause } = error as Error;
    throw new Error(cause instanceof Error ? cause.message : String(error), { cause: error });
  }
  // A process that was killed while it created a table left it so; dynalite would neither finish nor replace it.
  for await (const [key, table] of database.iterator({ gte: 'table~', lt: 'table\u007f' }))
    if (table.TableStatus === 'CREATING')
      await database.put(key, { ...table, TableStatus: 'ACTIVE' });
  await database.close();
};

/** dynalite reads the region of its table ARNs from the environment, once, while it is created. */
const withRegion = <T>(region: string, create: () => T): T => {
  const before = process.env.AWS_REGION;
  process.env.AWS_REGION = region;
  try {
    return create();
  } finally {
    if (before === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = before;
  }
};

/** DynamoDB by dynalite, its LevelDB below `stateDir`. */
export const startDynamoDb = async ({
  stateDir,
  region,
}: {
  stateDir: string;
  region: string;
}): Promise<Engine> => {
  const path = join(stateDir, 'dynamodb');
  mkdirSync(path, { recursive: true });
  await prepareDatabase(path);
  correctConsumedCapacity();
  const server = withRegion(region, () =>
    dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }),
  );
  // dynalite closes its database only with a server that listens; nobody is told this port.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listener: Engine['listener'] = (request, response) =>
    void server.emit('request', request, response);
  return {
    listener,
    api: apiOf(listener),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
