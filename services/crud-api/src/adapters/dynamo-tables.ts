import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
  type ScanCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Tables } from '../domain/manager.ts';
import type { Payloads } from '../domain/manager-request.ts';

/** Lambda answers at most 6 MB; the rest is for what stands around the items. */
const maxListBytes = 5 * 1024 * 1024;

/** Bytes in Lambda's answer, in which the body is a JSON string: a quotation mark in an item takes four. */
const answerBytes = (items: unknown): number =>
  Buffer.byteLength(JSON.stringify(JSON.stringify(items)));

/** A list does not fit in one answer. */
export class ListTooLarge extends Error {
  override readonly name = 'ListTooLarge';
}

const scanAll = async (
  client: DynamoDBDocumentClient,
  input: Payloads['list'] & { TableName: string },
): Promise<ScanCommandOutput> => {
  const items: ScanCommandOutput['Items'] = [];
  let bytes = 0;
  let scanned = 0;
  let count = 0;
  let startKey = input.ExclusiveStartKey;
  for (;;) {
    const page = await client.send(new ScanCommand({ ...input, ExclusiveStartKey: startKey }));
    items.push(...(page.Items ?? []));
    bytes += answerBytes(page.Items ?? []);
    count += page.Count ?? 0;
    scanned += page.ScannedCount ?? 0;
    if (bytes > maxListBytes) throw new ListTooLarge('The items do not fit in one answer');
    startKey = page.LastEvaluatedKey;
    if (!startKey) {
      return { ...page, ...(page.Items && { Items: items }), Count: count, ScannedCount: scanned };
    }
  }
};

/** The operations of the manager on the document client, answered as it answers. */
export const createDynamoTables = (client: DynamoDBDocumentClient): Tables => ({
  create: (TableName, payload) => client.send(new PutCommand({ ...payload, TableName })),
  read: (TableName, payload) => client.send(new GetCommand({ ...payload, TableName })),
  update: (TableName, payload) => client.send(new UpdateCommand({ ...payload, TableName })),
  delete: (TableName, payload) => client.send(new DeleteCommand({ ...payload, TableName })),
  // All items, unless the caller pages.
  list: (TableName, payload) =>
    payload.Limit === undefined
      ? scanAll(client, { ...payload, TableName })
      : client.send(new ScanCommand({ ...payload, TableName })),
});
