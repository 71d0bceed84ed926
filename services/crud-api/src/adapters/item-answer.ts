import { entityTag, type HttpResult } from '@acado/powertools';
import type { Item } from '../domain/item.ts';

/** An item as JSON. */
export const itemBody = ({ id, attributes }: Item) => ({ id, ...attributes });

/** An answer that carries one item and its entity tag. */
export const itemAnswer = (
  item: Item,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): HttpResult => ({
  status,
  headers: { ...headers, etag: entityTag(item.version) },
  body: itemBody(item),
});

/** Where an item is found. */
export const itemLocation = ({ id }: Item): string => `/items/${id}`;
