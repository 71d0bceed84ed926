import { type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type AnsweredRequest } from '../services/service-meter.ts';

export const aRequest = (overrides: Partial<AwsRequest> = {}): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
  principal: { kind: 'developer' },
  ...overrides,
});

/** A request of a JSON service, e.g. `AmazonSQS.SendMessage`. */
export const aJsonRequest = (target: string, parameters: object): AwsRequest =>
  aRequest({
    headers: { 'x-amz-target': target },
    body: Buffer.from(JSON.stringify(parameters)),
  });

export const answered = (
  request: AwsRequest,
  body: object = {},
  status = 200,
): AnsweredRequest & { answer: AwsResponse } => ({
  request,
  answer: { status, body: JSON.stringify(body) },
});
