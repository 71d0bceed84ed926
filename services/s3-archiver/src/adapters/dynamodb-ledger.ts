import { mapConcurrently } from '@acado/powertools/batch';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Candidate } from '../domain/object-name.ts';
import type { Claim, Ledger } from '../domain/ports.ts';

/** As many as the SDK keeps connections: more would only queue up inside it. */
const concurrency = 50;

const secondsPerDay = 86_400;

const itemSchema = z.object({ objectKey: z.string(), claimedAt: z.number() });
/** The document client leaves the item of an exception as the wire has it. */
const wireItemSchema = z.object({
  objectKey: z.object({ S: z.string() }),
  claimedAt: z.object({ N: z.coerce.number() }),
});

/** One item per event: `eventId`, the `objectKey` it belongs to, `claimedAt`, and `expiresAt` for the table's TTL. */
export const createDynamoDbLedger = (
  client: Pick<DynamoDBDocumentClient, 'send'>,
  { tableName, days }: { tableName: string; days: number },
): Ledger => {
  const claimOne = async ({ eventId, supersedes }: Candidate, claim: Claim): Promise<Claim> => {
    const { name, claimedAt } = claim;
    const expiresAt = Math.floor(claimedAt / 1000) + days * secondsPerDay;
    try {
      await client.send(
        new PutCommand({
          TableName: tableName,
          Item: { eventId, objectKey: name, claimedAt, expiresAt },
          // The own name counts as free: it is there when the same batch comes again, or when the
          // answer to the first try of this very request got lost.
          ConditionExpression: supersedes
            ? 'objectKey = :name OR objectKey = :supersedes'
            : 'objectKey = :name OR attribute_not_exists(eventId)',
          ExpressionAttributeValues: {
            ':name': name,
            ...(supersedes && { ':supersedes': supersedes }),
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return claim;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (!error.Item) return standingClaim(eventId);
      const { objectKey, claimedAt } = wireItemSchema.parse(error.Item);
      return { name: objectKey.S, claimedAt: claimedAt.N };
    }
  };

  /** For endpoints that leave the item out of the exception. */
  const standingClaim = async (eventId: string): Promise<Claim> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { eventId }, ConsistentRead: true }),
    );
    const { objectKey, claimedAt } = itemSchema.parse(Item);
    return { name: objectKey, claimedAt };
  };

  return {
    claim: (candidates, claim) =>
      mapConcurrently(candidates, concurrency, (candidate) => claimOne(candidate, claim)),
  };
};
