import { createDocumentClient } from '@acado/dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  paginateScan,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Incidents } from '../domain/ports.ts';
import { incidentSchema } from './incident-schema.ts';

/** Whether the condition held. */
async function holds(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Incidents in a table with the key `functionName`. Only open ones are in it, so that a scan of it is cheap. */
export function createIncidents(
  TableName: string,
  client: DynamoDBDocumentClient = createDocumentClient(),
): Incidents {
  return {
    get: async (functionName) => {
      const command = new GetCommand({ TableName, Key: { functionName }, ConsistentRead: true });
      const { Item } = await client.send(command);
      return Item && incidentSchema.parse(Item);
    },

    open: async () => {
      const open = [];
      for await (const { Items = [] } of paginateScan(
        { client },
        { TableName, ConsistentRead: true },
      ))
        open.push(...Items.map((item) => incidentSchema.parse(item)));
      return open;
    },

    put: (incident) => {
      const before = incident.revision - 1;
      const condition =
        before === 0
          ? { ConditionExpression: 'attribute_not_exists(functionName)' }
          : {
              ConditionExpression: 'revision = :before',
              ExpressionAttributeValues: { ':before': before },
            };
      return holds(client.send(new PutCommand({ TableName, Item: incident, ...condition })));
    },

    remove: async ({ functionName, revision }) => {
      const command = new DeleteCommand({
        TableName,
        Key: { functionName },
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ':revision': revision },
      });
      await holds(client.send(command));
    },
  };
}
