import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { metered } from '@acado/powertools/cost';

/**
 * A DynamoDB client that speaks plain JavaScript values. Properties that are undefined are left out of what is
 * written. Region, endpoint and credentials come from the environment unless given. What it consumes is part of the
 * invocation's cost.
 *
 * @example
 * const client = createDocumentClient();
 * await client.send(new GetCommand({ TableName: 'acado-crud-api-dev-items', Key: { id: '1' } }));
 */
export const createDocumentClient = (config: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(metered(new DynamoDBClient(config)), {
    marshallOptions: { removeUndefinedValues: true },
  });
