import { AwsError } from '../../aws-api.ts';

const SIZES = { usual: 25, most: 500 };

/** The part of a list that a request asks for by `limit` and `position`, and where the next part begins. */
export const pageOf = <Item>(
  items: readonly Item[],
  query: URLSearchParams,
): { item: Item[]; position?: string } => {
  const limit = Number(query.get('limit') ?? SIZES.usual);
  if (!Number.isInteger(limit) || limit < 1)
    throw new AwsError('BadRequestException', `Invalid limit: ${query.get('limit')}`);
  const from = Number(query.get('position') ?? 0);
  if (!Number.isInteger(from) || from < 0)
    throw new AwsError('BadRequestException', 'Invalid position parameter specified');
  const to = from + Math.min(limit, SIZES.most);
  return {
    item: items.slice(from, to),
    ...(to < items.length && { position: String(to) }),
  };
};
