import { z } from 'zod';
import { type AwsApi, AwsError, type AwsResponse } from '../aws-api.ts';

const answerSchema = z.record(z.string(), z.unknown());

/** For engines that take a request's region, and insist on a date, from its signature; they check nothing else. */
const signature = (service: string, region: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=local/20000101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=local`,
  'x-amz-date': '20000101T000000Z',
});

export type EngineCaller = {
  /** An operation of a JSON service, e.g. `DynamoDB_20120810.CreateTable`. @throws AwsError */
  json: (target: string, parameters: object) => Promise<Record<string, unknown>>;
  /** An operation of a query protocol service; the XML answer. @throws AwsError */
  query: (parameters: Record<string, string>) => Promise<string>;
  /** A REST request. @throws AwsError */
  rest: (method: string, path: string, body?: string) => Promise<AwsResponse>;
};

const SERVICES: Record<string, string> = { DynamoDB_20120810: 'dynamodb', AmazonSQS: 'sqs' };

const textOf = ({ body }: AwsResponse): string => Buffer.from(body ?? '').toString();

/** Calls an engine on behalf of the cloud itself. */
export const callerOf = (
  api: AwsApi,
  { region, endpoint }: { region: string; endpoint: string },
): EngineCaller => {
  const base = {
    query: new URLSearchParams(),
    principal: { kind: 'developer' as const },
  };
  const { host } = new URL(endpoint);
  return {
    json: async (target, parameters) => {
      const service = SERVICES[target.split('.')[0] ?? ''] ?? 'local';
      const response = await api({
        ...base,
        method: 'POST',
        path: '/',
        headers: {
          host,
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          ...signature(service, region),
        },
        body: Buffer.from(JSON.stringify(parameters)),
      });
      const answer = answerSchema.parse(JSON.parse(textOf(response) || '{}'));
      if (response.status < 300) return answer;
      const code = String(answer.__type).split('#').at(-1) ?? '';
      const message = answer.message ?? answer.Message;
      throw new AwsError(code, typeof message === 'string' ? message : code, response.status);
    },
    query: async (parameters) => {
      const response = await api({
        ...base,
        method: 'POST',
        path: '/',
        headers: {
          host,
          'content-type': 'application/x-www-form-urlencoded',
          ...signature('sns', region),
        },
        body: Buffer.from(new URLSearchParams(parameters).toString()),
      });
      return checked(response);
    },
    rest: async (method, path, body = '') => {
      const response = await api({
        ...base,
        method,
        path,
        headers: { host, ...signature('s3', region) },
        body: Buffer.from(body),
      });
      checked(response);
      return response;
    },
  };
};

const checked = (response: AwsResponse): string => {
  const text = textOf(response);
  if (response.status < 300) return text;
  const part = (name: string): string => new RegExp(`<${name}>([^<]*)`).exec(text)?.[1] ?? '';
  throw new AwsError(part('Code'), part('Message') || text, response.status);
};
