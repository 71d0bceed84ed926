import { createDocumentClient } from '@acado/dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { RunEnded } from '../domain/errors.ts';
import type { Journal, Lock, Original } from '../domain/ports.ts';
import type { TunedFunction } from '../domain/run.ts';
import { entriesOf, entrySchema, inputText, lockSchema } from './journal-entries.ts';
import { resilient } from './resilient.ts';

const RETENTION_SECONDS = 30 * 24 * 60 * 60;

const expiry = () => ({ expiresAt: Math.floor(Date.now() / 1000) + RETENTION_SECONDS });

/** Undefined when the condition does not hold. */
async function ifHolds<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The journal in a table with the key `functionArn` and `entry`. */
export function createJournal(
  TableName: string,
  client: DynamoDBDocumentClient = resilient(createDocumentClient()),
): Journal {
  const put = async (
    { run, functionArn }: TunedFunction,
    name: string,
    values: Record<string, unknown>,
    ConditionExpression?: string,
  ): Promise<void> => {
    const Item = { functionArn, entry: `${run.id}#${name}`, ...values, ...expiry() };
    await ifHolds(client.send(new PutCommand({ TableName, Item, ConditionExpression })));
  };

  const ownEntries = async ({ run, functionArn }: TunedFunction) => {
    const entries = [];
    for await (const { Items = [] } of paginateQuery(
      { client },
      {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'functionArn = :arn AND begins_with(entry, :run)',
        ExpressionAttributeValues: { ':arn': functionArn, ':run': `${run.id}#` },
      },
    )) {
      entries.push(...z.array(entrySchema).parse(Items));
    }
    return entries;
  };

  const lock = async (functionArn: string): Promise<Lock | undefined> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName,
        Key: { functionArn, entry: 'lock' },
        ConsistentRead: true,
      }),
    );
    return Item && lockOf(Item);
  };

  /** Changes the lock that the run holds; undefined when it holds none, or only a closed one. */
  const updateLock = (
    { run, functionArn }: TunedFunction,
    UpdateExpression: string,
    values: Record<string, unknown>,
    condition: string,
  ) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: { functionArn, entry: 'lock' },
          UpdateExpression,
          ConditionExpression: `runId = :run${condition}`,
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':run': run.id, ...values },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );

  const keep = async (tuned: TunedFunction, update: string, original: Original): Promise<void> => {
    const values = { ':original': original, ':true': true };
    const kept = await updateLock(tuned, update, values, ' AND #open = :true');
    if (!kept) throw new RunEnded(`The run ${tuned.run.id} no longer tunes ${tuned.functionArn}`);
  };

  return {
    begin: async (run, inputs) => {
      for (const input of inputs) {
        await put({ run, functionArn: input.functionArn }, 'input', { input: inputText(input) });
      }
      const functions = inputs.map(({ functionArn }) => functionArn);
      const Item = { functionArn: run.id, entry: 'run', functions, ...expiry() };
      await client.send(new PutCommand({ TableName, Item }));
    },

    functionsOf: async (runId) => {
      const Key = { functionArn: runId, entry: 'run' };
      const command = new GetCommand({ TableName, Key, ConsistentRead: true });
      const { Item } = await client.send(command);
      return Item ? z.object({ functions: z.array(z.string()) }).parse(Item).functions : [];
    },

    acquire: async (tuned, since) => {
      const { run, functionArn } = tuned;
      const lockItem = { runId: run.id, runArn: run.arn, since, open: true };
      const Item = { functionArn, entry: 'lock', ...lockItem };
      for (;;) {
        const condition = 'attribute_not_exists(entry)';
        const command = new PutCommand({ TableName, Item, ConditionExpression: condition });
        if (await ifHolds(client.send(command))) return { run, since, open: true };
        const standing = await lock(functionArn);
        if (standing) return standing;
      }
    },

    lock,

    keepOriginal: async (tuned, original, start) => {
      await put(tuned, 'start', { start }, 'attribute_not_exists(entry)');
      await keep(tuned, 'SET original = if_not_exists(original, :original)', original);
    },

    keepApplied: (tuned, applied) => keep(tuned, 'SET original = :original', applied),

    close: async (tuned) => {
      const closed = await updateLock(tuned, 'SET #open = :false', { ':false': false }, '');
      return closed && lockOf(closed.Attributes);
    },

    release: async ({ run, functionArn }) => {
      await ifHolds(
        client.send(
          new DeleteCommand({
            TableName,
            Key: { functionArn, entry: 'lock' },
            ConditionExpression: 'runId = :run',
            ExpressionAttributeValues: { ':run': run.id },
          }),
        ),
      );
    },

    entries: async (tuned) => entriesOf(tuned, await ownEntries(tuned)),

    hasIntents: async (tuned) => {
      const entries = await ownEntries(tuned);
      return entries.some((entry) => {
        const isVersion = entry.candidateId !== undefined && entry.copy !== undefined;
        return (isVersion && entry.version === undefined) || entry.applying === true;
      });
    },

    putVersion: (tuned, { candidateId, copy, version }) =>
      put(tuned, `version#${candidateId}#${copy}`, { candidateId, copy, version }),

    putApplying: (tuned) => put(tuned, 'applying', { applying: true }),

    addSamples: (tuned, { candidateId, taken, throttles, unreported }) =>
      put(tuned, `samples#${candidateId}#${randomUUID()}`, {
        candidateId,
        taken,
        throttles,
        unreported,
      }),

    putFailure: (tuned, { candidateId, error, cause }) =>
      put(
        tuned,
        `failure#${candidateId}`,
        { candidateId, error, cause },
        'attribute_not_exists(entry)',
      ),

    countTransitions: async ({ run, functionArn }, count) => {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: { functionArn, entry: `${run.id}#transitions` },
          UpdateExpression: 'ADD transitions :count SET expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':count': count, ':expiresAt': expiry().expiresAt },
        }),
      );
    },
  };
}

const lockOf = (item: unknown): Lock => {
  const { runId, runArn, since, open, original } = lockSchema.parse(item);
  return { run: { id: runId, arn: runArn }, since, open, original };
};
