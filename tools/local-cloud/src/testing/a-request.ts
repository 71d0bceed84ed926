import { type AwsRequest } from '../aws-api.ts';

/** A request of somebody with keys that the cloud did not issue. */
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
export const aJsonRequest = (target: string, parameters: unknown): AwsRequest =>
  aRequest({
    headers: { 'x-amz-target': target },
    body: Buffer.from(JSON.stringify(parameters)),
  });
