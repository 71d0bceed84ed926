import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type AwsApi, AwsError, type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type Operation } from '../../events/aws-json.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { decodeForm, encodeXml } from './query.ts';

const NAMESPACE = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
const CBOR_PATH = /^\/service\/GraniteServiceVersion20100801\/operation\/(\w+)$/;

type Failure = { code: string; message: string; status: number };

/** How one protocol says what it asks for, what came of it, and what went wrong. */
type Protocol = {
  operation: string;
  input: () => unknown;
  answer: (output: object) => AwsResponse;
  fail: (failure: Failure) => AwsResponse;
};

/** JSON has dates as seconds, where `JSON.stringify` would write ISO 8601. */
const jsonOf = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
};

const queryError = (code: string) => ({ 'x-amzn-query-error': `${code};Sender` });

const json = (operation: string, body: Buffer): Protocol => {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return {
    operation,
    input: () => (body.length === 0 ? {} : (JSON.parse(body.toString()) as unknown)),
    answer: (output) => ({ status: 200, headers, body: JSON.stringify(jsonOf(output)) }),
    fail: ({ code, message, status }) => ({
      status,
      headers: { ...headers, ...queryError(code) },
      body: JSON.stringify({ __type: code, message }),
    }),
  };
};

const rpcCbor = (operation: string, body: Buffer): Protocol => {
  const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
  return {
    operation,
    input: () => decodeCbor(body),
    answer: (output) => ({ status: 200, headers, body: encodeCbor(output) }),
    fail: ({ code, message, status }) => ({
      status,
      headers: { ...headers, ...queryError(code) },
      body: encodeCbor({ __type: code, message }),
    }),
  };
};

const query = (form: URLSearchParams): Protocol => {
  const operation = form.get('Action') ?? '';
  const headers = { 'content-type': 'text/xml' };
  const requestId = randomUUID();
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return {
    operation,
    input: () => decodeForm(form),
    answer: (output) => ({
      status: 200,
      headers,
      body: `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${encodeXml(output)}</${operation}Result>${metadata}</${operation}Response>`,
    }),
    fail: ({ code, message, status }) => ({
      status,
      headers,
      body: `<ErrorResponse xmlns="${NAMESPACE}"><Error>${encodeXml({ Type: 'Sender', Code: code, Message: message })}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    }),
  };
};

const protocolOf = ({ path, query: search, headers, body: raw }: AwsRequest): Protocol => {
  const body = headers['content-encoding']?.includes('gzip') ? gunzipSync(raw) : raw;
  const target = headers['x-amz-target'];
  const cborOperation = CBOR_PATH.exec(path)?.[1];
  if (cborOperation !== undefined) return rpcCbor(cborOperation, body);
  if (target !== undefined) return json(target.split('.').at(-1) ?? '', body);
  return query(body.length > 0 ? new URLSearchParams(body.toString()) : search);
};

const failureOf = (error: unknown): Failure => {
  if (error instanceof AwsError)
    return { code: error.code, message: error.message, status: error.status };
  if (error instanceof z.ZodError)
    return { code: 'InvalidParameterValue', message: z.prettifyError(error), status: 400 };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SyntaxError) return { code: 'SerializationException', message, status: 400 };
  return { code: 'InternalServiceFault', message, status: 500 };
};

/** CloudWatch's API in the three protocols it speaks: AWS JSON 1.0, Smithy RPC v2 CBOR, and query. */
export const createMonitoringProtocol =
  (operations: Record<string, Operation>): AwsApi =>
  async (request) => {
    let protocol = json('', Buffer.of());
    try {
      protocol = protocolOf(request);
      const { operation } = protocol;
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!run)
        throw new AwsError(
          'InvalidAction',
          `The local cloud's CloudWatch does not have ${operation === '' ? 'this operation' : operation}.`,
        );
      return protocol.answer(await run(protocol.input()));
    } catch (error) {
      return protocol.fail(failureOf(error));
    }
  };
