import { AwsError } from '../../aws-api.ts';

const pageSizes = { min: 1, max: 10_000, usual: 50 };

/** The part of a list that a request asks for by `MaxItems` and `Marker`, and the marker of the next part. */
export const pageOf = <Item>(
  items: Item[],
  query: URLSearchParams,
): { items: Item[]; NextMarker: string | null } => {
  const size = Number(query.get('MaxItems') ?? pageSizes.usual);
  const start = Number(Buffer.from(query.get('Marker') ?? '', 'base64').toString() || 0);
  const inRange = size >= pageSizes.min && size <= pageSizes.max;
  if (!Number.isInteger(size) || !inRange || !Number.isInteger(start)) {
    throw new AwsError('InvalidParameterValueException', 'Invalid MaxItems or Marker');
  }
  const end = start + size;
  const NextMarker = end < items.length ? Buffer.from(String(end)).toString('base64') : null;
  return { items: items.slice(start, end), NextMarker };
};
