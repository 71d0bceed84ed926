import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

/*
 * A cursor is the id of the last item of a page and a checksum. The checksum finds cursors that were
 * cut, mistyped or made for another table. It is no secret, and need not be: a forged cursor can only
 * start a list elsewhere, and whoever may list sees every item anyway.
 */
const checksum = (tableName: string, payload: string): string =>
  createHash('sha256').update(`${tableName}\n${payload}`).digest('base64url').slice(0, 12);

export const encodeCursor = (tableName: string, lastId: string): string => {
  const payload = Buffer.from(lastId).toString('base64url');
  return `${payload}.${checksum(tableName, payload)}`;
};

/** The last id in a cursor, or undefined if we did not make it. */
export const decodeCursor = (tableName: string, cursor: string): string | undefined => {
  const [payload = '', sum, ...rest] = cursor.split('.');
  if (rest.length > 0 || sum !== checksum(tableName, payload)) return undefined;
  return Buffer.from(payload, 'base64url').toString();
};

const defaultLimit = 25;
const limitPattern = /^([1-9]\d?|100)$/;

/** The query of a list. */
export const listQuerySchema = z.object({
  limit: z._default(
    z.pipe(
      z.string().check(z.regex(limitPattern, 'A whole number from 1 to 100')),
      z.transform(Number),
    ),
    defaultLimit,
  ),
  cursor: z.optional(z.string()),
});
