import { randomUUID } from 'node:crypto';
import { AwsError, type AwsResponse } from '../../aws-api.ts';

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): AwsResponse => ({
  status,
  headers: { 'Content-Type': 'application/json', 'x-amzn-RequestId': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

export const noContent = (status: number): AwsResponse => ({
  status,
  headers: { 'x-amzn-RequestId': randomUUID() },
  body: '',
});

/** An error as Lambda's API words it; what isn't an AwsError is a ServiceException. */
export const errorAnswer = (error: unknown): AwsResponse => {
  const known =
    error instanceof AwsError ? error : new AwsError('ServiceException', String(error), 500);
  const { code, status, message, fields } = known;
  const type = status >= 500 ? 'Service' : 'User';
  // Lambda's model spells the member differently from error to error; clients read either.
  const body = { Type: type, ...fields, message, Message: message };
  return json(status, body, { 'x-amzn-ErrorType': code });
};
