import '../testing/loud.ts';
import * as z from 'zod';
import { aContext } from '../testing/a-context.ts';
import { anSqsEvent, type SqsRecordOverrides } from '../testing/an-sqs-event.ts';
import { capturedOutput } from '../testing/captured-output.ts';
import { createSqsHandler, type Message, type SqsHandlerOptions } from './create-sqs-handler.ts';

const schema = z.object({ orderId: z.string() });
type Handle = SqsHandlerOptions<object, typeof schema>['handle'];
type Order = Message<z.infer<typeof schema>>;

const order = (
  orderId: string,
  overrides: Partial<SqsRecordOverrides> = {},
): SqsRecordOverrides => ({
  body: { orderId },
  messageId: orderId,
  ...overrides,
});

const run = async (handle: Handle, records: SqsRecordOverrides[]) => {
  const handler = createSqsHandler({ services: () => ({}), message: schema, handle });
  let failed: string[] = [];
  const lines = await capturedOutput(async () => {
    const { batchItemFailures } = await handler(anSqsEvent(records), aContext());
    failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  });
  return { failed, lines };
};

const succeed: Handle = async () => ({ failed: [] });

describe('createSqsHandler', () => {
  it('hands all valid messages over at once and reports nothing when they are processed', async () => {
    const calls: Order[][] = [];
    const handle: Handle = async (messages) => {
      calls.push(messages);
      return { failed: [] };
    };
    const { failed, lines } = await run(handle, [order('1'), order('2', { receiveCount: 3 })]);
    expect(calls).toEqual([
      [
        { messageId: '1', value: { orderId: '1' }, receiveCount: 1 },
        { messageId: '2', value: { orderId: '2' }, receiveCount: 3 },
      ],
    ]);
    expect(failed).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('fails records that are not valid on their own and processes their neighbours', async () => {
    const seen: string[] = [];
    const handle: Handle = async (messages) => {
      seen.push(...messages.map(({ messageId }) => messageId));
      return { failed: [] };
    };
    const records = [
      order('1'),
      order('malformed', { body: '{' }),
      order('wrong', { body: {} }),
      order('2'),
    ];
    const { failed } = await run(handle, records);
    expect(failed).toEqual(['malformed', 'wrong']);
    expect(seen).toEqual(['1', '2']);
  });

  it('does not call handle when no message is valid', async () => {
    const handle = jest.fn(succeed);
    const { failed } = await run(handle, [order('1', { body: '' })]);
    expect(failed).toEqual(['1']);
    expect(handle).not.toHaveBeenCalled();
  });

  it('reports the messages that handle names, each once', async () => {
    const error = new Error('throttled');
    const handle: Handle = async () => ({
      failed: [
        { messageId: '2', error },
        { messageId: '2', error },
      ],
    });
    expect((await run(handle, [order('1'), order('2')])).failed).toEqual(['2']);
  });

  it('fails all messages when handle throws', async () => {
    const handle: Handle = () => Promise.reject(new Error('table is gone'));
    const { failed, lines } = await run(handle, [order('1'), order('2')]);
    expect(failed).toEqual(['1', '2']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 'ERROR',
      received: 2,
      failed: 2,
      reasons: [
        {
          messages: 2,
          which: [{ messageId: '1' }, { messageId: '2' }],
          error: { message: 'table is gone' },
        },
      ],
    });
  });

  it('logs the correlation id of what failed', async () => {
    const handler = createSqsHandler({
      services: () => ({}),
      message: schema,
      correlationId: ({ orderId }) => `request-of-${orderId}`,
      handle: async () => ({ failed: [{ messageId: '2', error: new Error('no') }] }),
    });
    const [line] = await capturedOutput(() =>
      handler(anSqsEvent([order('1'), order('2')]), aContext()),
    );
    expect(line).toMatchObject({
      reasons: [{ which: [{ messageId: '2', correlation_id: 'request-of-2' }] }],
    });
  });

  it('logs errors apart that differ in their cause alone', async () => {
    const failure = (messageId: string, cause: Error) => ({
      messageId,
      error: new Error('the order could not be read', { cause }),
    });
    const handle: Handle = async () => ({
      failed: [
        failure('1', new TypeError('no data')),
        failure('2', new RangeError('too large')),
        failure('3', new TypeError('no data')),
      ],
    });
    const { lines } = await run(handle, [order('1'), order('2'), order('3')]);
    expect(lines[0]).toMatchObject({
      reasons: [
        {
          which: [{ messageId: '1' }, { messageId: '3' }],
          error: { cause: { name: 'TypeError', message: 'no data' } },
        },
        { which: [{ messageId: '2' }], error: { cause: { name: 'RangeError' } } },
      ],
    });
  });

  it('fails all messages when handle throws before it becomes asynchronous', async () => {
    const handle: Handle = () => {
      throw new Error('sync');
    };
    expect((await run(handle, [order('1')])).failed).toEqual(['1']);
  });

  it('fails all messages when handle names one that is not in the batch', async () => {
    const handle: Handle = async () => ({ failed: [{ messageId: 'x', error: new Error('no') }] });
    expect((await run(handle, [order('1'), order('2')])).failed).toEqual(['1', '2']);
  });

  it('fails all messages when the services cannot be made', async () => {
    const handler = createSqsHandler({
      services: (): object => {
        throw new Error('BUCKET is missing');
      },
      message: schema,
      handle: succeed,
    });
    await capturedOutput(async () => {
      const { batchItemFailures } = await handler(anSqsEvent([order('1')]), aContext());
      expect(batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    });
  });

  it('logs a large failed batch in one line that fits a log event', async () => {
    const records = Array.from({ length: 10_000 }, (_, index) => order(`message-${index}`));
    const handle: Handle = async (messages) => ({
      failed: messages.map(({ messageId }) => ({ messageId, error: new Error(`no ${messageId}`) })),
    });
    const { failed, lines } = await run(handle, records);
    expect(failed).toHaveLength(10_000);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines[0]).length).toBeLessThan(256 * 1024);
  });
});
