import { type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type MeteredCall } from '../usage-meter.ts';

/** One answered request of a service. */
export type AnsweredRequest = {
  request: AwsRequest;
  answer: AwsResponse;
};

/** What a request is billed as; usually one call. It must not change the request or the answer. */
export type ServiceMeter = (answered: AnsweredRequest) => Omit<MeteredCall, 'caller'>[];

/** `failed: 1` for an answer that is an error. */
export const failure = ({ status }: AwsResponse): { failed?: number } =>
  status < 400 ? {} : { failed: 1 };

export const bytesOf = (body: string | Uint8Array = ''): Buffer =>
  typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** Last part of an ARN or URL. */
export const lastPart = (text: string): string => text.split(/[/:]/).at(-1) ?? '';
