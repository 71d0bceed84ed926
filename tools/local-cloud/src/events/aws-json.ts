import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AwsApi, AwsError, type AwsResponse } from '../aws-api.ts';

/** One operation of an AWS JSON API: its request's schema and what answers it. */
export type Operation = (body: unknown) => object | Promise<object>;

/** Binds a schema to a handler, so that the handler sees what the schema promises. */
export const operation =
  <S extends z.ZodType>(
    schema: S,
    handle: (input: z.infer<S>) => object | Promise<object>,
  ): Operation =>
  (body) =>
    handle(schema.parse(body));

/** The AWS JSON protocol: `X-Amz-Target: <service>.<operation>`, errors as `{ __type, message }`. */
export const createJsonApi =
  (service: string, operations: Record<string, Operation>): AwsApi =>
  async ({ headers, body }) => {
    const target = headers['x-amz-target'] ?? '';
    const name = target.startsWith(`${service}.`) ? target.slice(service.length + 1) : target;
    try {
      const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!run)
        throw new AwsError(
          'UnknownOperationException',
          `The local cloud does not support ${service}.${name === '' ? '(no operation)' : name}.`,
        );
      return answer(200, await run(body.length === 0 ? {} : parse(body)));
    } catch (error) {
      return failure(error);
    }
  };

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
};

const failure = (error: unknown): AwsResponse => {
  if (error instanceof AwsError)
    return answer(error.status, { __type: error.code, message: error.message, ...error.fields });
  if (error instanceof z.ZodError)
    return answer(400, { __type: 'SerializationException', message: z.prettifyError(error) });
  const message = error instanceof Error ? error.message : String(error);
  return answer(500, { __type: 'InternalException', message });
};

const answer = (status: number, body: object): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
