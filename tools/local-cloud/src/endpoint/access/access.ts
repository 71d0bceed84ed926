import { z } from 'zod';
import { type AwsRequest } from '../../aws-api.ts';
import { type RequestContext } from '../../iam/types.ts';

/** One permission that a request needs, and the service's own condition keys, in lower case. */
export type Access = { action: string; resource: string; context?: RequestContext };

export type Account = { region: string; accountId: string };

/** The permissions that a request to one service needs; all must be granted. */
export type AccessOf = (request: AwsRequest, account: Account) => Access[];

const jsonObject = z.record(z.string(), z.unknown());

/** The operation of a JSON protocol request: `DynamoDB_20120810.PutItem` → `PutItem`. */
export const operationOf = ({ headers }: AwsRequest): string =>
  (headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';

/** Whoever asks first has a body parsed; several rooms need the parameters of one request. */
const parsedBodies = new WeakMap<Buffer, Record<string, unknown>>();

const parse = (body: Buffer): Record<string, unknown> => {
  try {
    return jsonObject.parse(JSON.parse(body.toString()));
  } catch {
    return {};
  }
};

/** The parameters of a JSON protocol request; none when the body is not a JSON object (the service refuses it). */
export const parametersOf = ({ body }: Pick<AwsRequest, 'body'>): Record<string, unknown> => {
  const known = parsedBodies.get(body);
  if (known) return known;
  const parameters = parse(body);
  parsedBodies.set(body, parameters);
  return parameters;
};

/** Of a body that was made from one whose parameters are known. */
export const rememberParameters = (body: Buffer, parameters: Record<string, unknown>): void =>
  void parsedBodies.set(body, parameters);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const objectOf = (value: unknown): Record<string, unknown> =>
  jsonObject.safeParse(value).data ?? {};
