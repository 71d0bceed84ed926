import { type RequestListener } from 'node:http';
import inject from 'light-my-request';
import { type AwsApi } from '../aws-api.ts';

/** A program that somebody else wrote and that answers an AWS API; it runs inside this process. */
export type Engine = {
  /** For requests whose body is streamed. */
  listener: RequestListener;
  /** For requests that were read to their end. */
  api: AwsApi;
  /** Of queues: those who wait for a message of this one go away without. */
  endReceives?: (queueName: string) => void;
  stop: () => Promise<void>;
};

type Method = 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT';

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** Calls a request listener without a socket. */
export const apiOf =
  (listener: RequestListener): AwsApi =>
  async ({ method, path, query, headers, body }) => {
    const search = query.size > 0 ? `?${query.toString()}` : '';
    const response = await inject((request, reply) => listener(request, reply), {
      method: method as Method,
      url: path + search,
      headers,
      payload: body,
    });
    const kept = Object.entries(response.headers).filter(
      ([name, value]) => value !== undefined && !HOP_BY_HOP.has(name),
    );
    return {
      status: response.statusCode,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
      body: response.rawPayload,
    };
  };
