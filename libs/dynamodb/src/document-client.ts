import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * A DynamoDB client that speaks plain JavaScript values. Properties that are undefined are left out of what is
 * written. Region, endpoint and credentials come from the environment unless given.
 *
 * @example
 * const client = createDocumentClient();
 * await client.send(new GetCommand({ TableName: 'acado-crud-api-dev-items', Key: { id: '1' } }));
 */
export const createDocumentClient = (config: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
  });
