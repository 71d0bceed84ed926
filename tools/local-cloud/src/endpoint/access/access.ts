import { z } from 'zod';
import { type AwsRequest } from '../../aws-api.ts';

/** One permission that a request needs. */
export type Access = { action: string; resource: string };

export type Account = { region: string; accountId: string };

/** The permissions that a request to one service needs; all must be granted. */
export type AccessOf = (request: AwsRequest, account: Account) => Access[];

const jsonObject = z.record(z.string(), z.unknown());

/** The operation of a JSON protocol request: `DynamoDB_20120810.PutItem` → `PutItem`. */
export const operationOf = ({ headers }: AwsRequest): string =>
  (headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';

/** The parameters of a JSON protocol request; none when the body is not a JSON object (the service refuses it). */
export const parametersOf = ({ body }: AwsRequest): Record<string, unknown> => {
  try {
    return jsonObject.parse(JSON.parse(body.toString()));
  } catch {
    return {};
  }
};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const objectOf = (value: unknown): Record<string, unknown> =>
  jsonObject.safeParse(value).data ?? {};
