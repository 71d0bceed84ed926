import type { Context } from 'aws-lambda';

/**
 * A Lambda context with 30 seconds left.
 *
 * @example
 * await handler(anHttpApiEvent(), aContext({ functionName: 'acado-crud-api-dev-getItem' }));
 */
export const aContext = (overrides: Partial<Context> = {}): Context => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'a-function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:a-function',
  memoryLimitInMB: '128',
  awsRequestId: 'a0000000-0000-4000-8000-000000000001',
  logGroupName: '/aws/lambda/a-function',
  logStreamName: '2026/01/01/[$LATEST]a',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
  ...overrides,
});
