import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/** A health check must answer while the patience of whoever asks lasts. */
const patience = 2000;

/** Whether a table answers: reads a key that nobody can have written, at half a read unit. */
export const createTableProbe =
  ({ client, tableName }: { client: DynamoDBDocumentClient; tableName: string }) =>
  async (): Promise<{ reachable: true } | { reachable: false; error: unknown }> => {
    try {
      await client.send(new GetCommand({ TableName: tableName, Key: { id: '/status' } }), {
        abortSignal: AbortSignal.timeout(patience),
      });
      return { reachable: true };
    } catch (error) {
      return { reachable: false, error };
    }
  };
