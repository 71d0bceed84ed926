import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Engine } from './engine.ts';

type Dynalite = (options: { createTableMs: number }) => Server;
// It has no types.
const dynalite = createRequire(import.meta.url)('dynalite') as Dynalite;

/** DynamoDB in memory with a table for each name, whose key is a string. */
export async function startDynamoDb(tables: Record<string, string>): Promise<Engine> {
  const server = dynalite({ createTableMs: 0 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint });
  for (const [TableName, key] of Object.entries(tables)) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      }),
    );
  }
  client.destroy();
  const stop = async () => {
    // The clients of the code under test keep theirs open.
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { endpoint, stop };
}
