import {
  type BatchGetCommand,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { BatchGetClient } from '../batch-get.ts';
import type { BatchWriteClient } from '../batch-write.ts';

export interface Row {
  id: string;
  value?: unknown;
}

/** An error as the SDK throws it. */
export const serviceError = (name: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

/** A table in memory that refuses, throttles or fails as it is told, call by call. */
export class FakeTable implements BatchWriteClient, BatchGetClient {
  readonly rows = new Map<string, Row>();
  /** The ids of each call. */
  readonly calls: string[][] = [];
  /** Ids the table leaves unprocessed at the given call, from 1. */
  unprocessed: (id: string, call: number) => boolean = () => false;
  /** What the given call throws, from 1. */
  failure: (ids: string[], call: number) => Error | undefined = () => undefined;

  send(command: BatchWriteCommand): Promise<BatchWriteCommandOutput>;
  send(command: BatchGetCommand): Promise<BatchGetCommandOutput>;
  async send(command: BatchWriteCommand | BatchGetCommand): Promise<unknown> {
    await Promise.resolve();
    if (command instanceof BatchWriteCommand) {
      const [[table, requests] = ['', []]] = Object.entries(command.input.RequestItems ?? {});
      return this.#write(
        table,
        requests.map(({ PutRequest }) => PutRequest?.Item as Row),
      );
    }
    const [[table, request] = ['', undefined]] = Object.entries(command.input.RequestItems ?? {});
    return this.#read(table, (request?.Keys ?? []) as Row[]);
  }

  #write(table: string, rows: Row[]) {
    const left = this.#begin(rows);
    for (const row of rows) if (!left.includes(row)) this.rows.set(row.id, row);
    return {
      $metadata: {},
      UnprocessedItems: { [table]: left.map((Item) => ({ PutRequest: { Item } })) },
    };
  }

  #read(table: string, keys: Row[]) {
    const left = this.#begin(keys);
    const found = keys.flatMap((key) =>
      left.includes(key) ? [] : [this.rows.get(key.id) ?? []].flat(),
    );
    return {
      $metadata: {},
      Responses: { [table]: found },
      UnprocessedKeys: { [table]: { Keys: left } },
    };
  }

  #begin(rows: Row[]): Row[] {
    const ids = rows.map(({ id }) => id);
    this.calls.push(ids);
    const call = this.calls.length;
    const error = this.failure(ids, call);
    if (error) throw error;
    return rows.filter(({ id }) => this.unprocessed(id, call));
  }
}
