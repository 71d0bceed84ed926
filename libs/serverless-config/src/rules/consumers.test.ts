import { aSoundStack } from '../testing/a-sound-stack.ts';
import { partialBatchResponses } from './consumers.ts';

const findingsWith = (source: string | undefined): string[] => {
  const stack = aSoundStack();
  const functions = new Map([['acado-worker-b-dev-writeOrders', { key: 'writeOrders', source }]]);
  return partialBatchResponses.check('WriteOrdersMapping', { ...stack, functions });
};

describe('partial-batch-responses', () => {
  it.each([
    ['is made by the factory', 'export const handler = createSqsHandler({'],
    [
      'is made by the factory, with its type',
      'export const handler: SQSHandler = createSqsHandler({',
    ],
    ['says what failed', 'export const handler = async () => ({ batchItemFailures: [] });'],
    [
      'leaves that to Powertools',
      'export const handler = async (event) => processPartialResponse(event, one, processor);',
    ],
    ['is made elsewhere', "export { handler } from '../handler.ts';"],
    ['is made by what nobody knows', 'export const handler = withTracing(createSqsHandler({'],
    ['cannot be read', undefined],
  ])('accepts a handler that %s', (_what, source) => {
    expect(findingsWith(source)).toEqual([]);
  });

  it.each([
    'export const handler = createHttpHandler({',
    'export const handler: Handler<unknown, Done> = createPlainHandler({',
    'export const handler = async (event: SQSEvent) => {',
    'export const handler = (event: SQSEvent) => {',
    'export async function handler(event: SQSEvent) {',
  ])('refuses %s', (source) => {
    expect(findingsWith(source)).toHaveLength(1);
  });
});
