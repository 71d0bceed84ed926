import { randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Item, ItemBody } from './item.ts';
import { ItemError, type ItemErrorCode } from './item-errors.ts';
import type { ItemStore, WriteCondition } from './item-store.ts';
import { mergePatch } from './merge-patch.ts';

/** How often a patch without If-Match starts over when somebody else was faster. */
const patchAttempts = 5;

const notFound = (id: string) => new ItemError('NOT_FOUND', `There is no item ${id}`);

const exists = (code: ItemErrorCode, id: string, field: string, cause: unknown) =>
  new ItemError(code, `There is an item ${id} already`, { field, cause });

const conditionFailed = (error: unknown): boolean =>
  error instanceof ItemError && error.code === 'CONDITION_FAILED';

const isMet = (condition: WriteCondition, { version }: Item): boolean =>
  condition.type === 'version' ? condition.oneOf.includes(version) : true;

const refuseOtherId = (id: string, body: ItemBody): void => {
  if (body.id === undefined || body.id === id) return;
  throw new ItemError('INVALID', 'An id cannot change: leave it out or send that of the path', {
    field: 'id',
  });
};

/** What a client may do with items, whatever keeps them. */
export type Items = ReturnType<typeof createItems>;

export const createItems = ({ store, tableName }: { store: ItemStore; tableName: string }) => {
  const get = async (id: string): Promise<Item> => {
    const item = await store.get(id);
    if (!item) throw notFound(id);
    return item;
  };

  const list = async ({ limit, cursor }: { limit: number; cursor?: string }) => {
    const after = cursor === undefined ? undefined : decodeCursor(tableName, cursor);
    if (cursor !== undefined && after === undefined) {
      throw new ItemError('INVALID', 'The cursor is not one of this list', { field: 'cursor' });
    }
    const { items, last } = await store.list({ limit, after });
    return { items, nextCursor: last === undefined ? undefined : encodeCursor(tableName, last) };
  };

  const create = async ({ id = randomUUID(), attributes }: ItemBody): Promise<Item> => {
    const item = { id, attributes, version: randomUUID() };
    try {
      await store.put(item, { type: 'absent' });
    } catch (error) {
      if (!conditionFailed(error)) throw error;
      throw exists('EXISTS', id, 'id', error);
    }
    return item;
  };

  const replace = async (id: string, body: ItemBody, condition: WriteCondition) => {
    refuseOtherId(id, body);
    const item: Item = { id, attributes: body.attributes, version: randomUUID() };
    try {
      const { created } = await store.put(item, condition);
      return { item, created };
    } catch (error) {
      if (!conditionFailed(error) || condition.type !== 'absent') throw error;
      throw exists('CONDITION_FAILED', id, 'if-none-match', error);
    }
  };

  /** Reads, merges and writes back only if nobody wrote in between. */
  const patch = async (id: string, change: ItemBody, condition: WriteCondition): Promise<Item> => {
    refuseOtherId(id, change);
    for (let attempt = 1; attempt <= patchAttempts; attempt += 1) {
      const current = await store.get(id);
      if (!current && condition.type === 'none') throw notFound(id);
      if (!current || !isMet(condition, current)) {
        throw new ItemError('CONDITION_FAILED', 'If-Match names no current version of the item');
      }
      const attributes = mergePatch(current.attributes, change.attributes);
      const next = { id, attributes, version: randomUUID() };
      try {
        await store.put(next, { type: 'version', oneOf: [current.version] });
        return next;
      } catch (error) {
        if (!conditionFailed(error)) throw error;
      }
    }
    throw new ItemError('CONTENDED', `Others are changing item ${id}: try again`);
  };

  const remove = async (id: string, condition: WriteCondition): Promise<void> => {
    try {
      await store.delete(id, condition.type === 'none' ? { type: 'present' } : condition);
    } catch (error) {
      if (!conditionFailed(error) || condition.type !== 'none') throw error;
      throw notFound(id);
    }
  };

  return { get, list, create, replace, patch, remove };
};
