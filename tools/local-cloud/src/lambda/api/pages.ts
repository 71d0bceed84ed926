import { invalidParameter } from '../functions/errors.ts';

const pageSizes = { min: 1, max: 10_000, usual: 50 };

/**
 * The part of a list that a request asks for by `MaxItems` and `Marker`, and the marker of the next part. The list is in
 * the order of its keys: as a marker is the last key that was seen, who deletes page by page misses nothing.
 */
export const pageOf = <Item>(
  items: Item[],
  query: URLSearchParams,
  keyOf: (item: Item) => string,
): { items: Item[]; NextMarker: string | null } => {
  const size = Number(query.get('MaxItems') ?? pageSizes.usual);
  if (!Number.isInteger(size) || size < pageSizes.min || size > pageSizes.max)
    throw invalidParameter(`MaxItems must be from ${pageSizes.min} to ${pageSizes.max}`);
  const seen = Buffer.from(query.get('Marker') ?? '', 'base64').toString();
  const left = seen === '' ? items : items.filter((item) => keyOf(item) > seen);
  const page = left.slice(0, size);
  const last = page.at(-1);
  const hasMore = last !== undefined && left.length > size;
  return {
    items: page,
    NextMarker: hasMore ? Buffer.from(keyOf(last)).toString('base64') : null,
  };
};
