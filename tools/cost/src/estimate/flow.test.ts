import { attemptsOf, batchReached, flowOf } from './flow.ts';
import {
  aFunctionUsage,
  aQueueUsage,
  aShape,
  aUsageFile,
  exactly,
  someResources,
} from './testing/a-service.ts';

const storeOf = (usage = aUsageFile(), shape = aShape(), failures = {}) =>
  flowOf(shape.functions, usage, failures).find(({ shape: { key } }) => key === 'store')!;

const withStore = (store: Parameters<typeof aFunctionUsage>[0], queue = aQueueUsage()) => {
  const usage = aUsageFile({ queues: { Queue: queue } });
  return { ...usage, functions: { ...usage.functions, store: aFunctionUsage(store) } };
};

const withMapping = (overrides: Record<string, unknown>) => {
  const resources = someResources();
  const { Mapping } = resources;
  return aShape({
    ...resources,
    Mapping: { ...Mapping!, Properties: { ...Mapping!.Properties, ...overrides } },
  });
};

const batch = { size: 10, messages: exactly(4) };

describe('flowOf', () => {
  it('follows bus → rule → queue → batch → function', () => {
    const usage = withStore(
      {
        batch,
        calls: [{ item: 's3.put.STANDARD', resource: 'b', per: 'invocation', count: exactly(2) }],
      },
      aQueueUsage({
        rule: {
          pattern: { source: ['shop'] },
          entriesPerEvent: exactly(0.5),
          matchRate: exactly(0.8),
          requestsPerMessage: exactly(2),
        },
        messagesPerReceive: exactly(4),
        requestsPerReceive: exactly(3),
        messagesPerDelete: exactly(2),
      }),
    );

    const { invocations, calls, queue } = storeOf(usage);

    // 0.5 entries × 0.8 = 0.4 messages; in batches of 4.
    expect(queue!.messages).toBeCloseTo(0.4, 10);
    expect(invocations).toBeCloseTo(0.1, 10);
    expect(calls).toEqual([0.2]);
    // Each message: 2 to send it, 3 ÷ 4 to receive it, 1 ÷ 2 to delete it.
    expect(queue!.requests).toBeCloseTo(0.4 * 3.25, 10);
  });

  it('adds the share of cold starts to the billed ms', () => {
    const usage = withStore({
      batch,
      coldStarts: { share: exactly(0.01), extraMs: exactly(400) },
    });

    expect(storeOf(usage).billedMs).toBeCloseTo(10 + 4, 10);
  });

  it('lets the part of the duration grow with the batch that is above the fastest invocations', () => {
    const usage = withStore({
      batch: { size: 10, messages: exactly(10) },
      billedMs: { ...exactly(30), p5: 10, p50: 30, p95: 40 },
    });

    const { invocations, billedMs } = storeOf(usage, withMapping({ BatchSize: 5 }));

    expect(invocations).toBeCloseTo(0.2, 10);
    expect(billedMs).toBeCloseTo(10 + 20 / 2, 10);
  });

  it('receives and deletes fewer messages a call when batches shrink', () => {
    const { queue } = storeOf(aUsageFile(), withMapping({ BatchSize: 1 }));

    // Sent, received and deleted one by one.
    expect(queue!.requests).toBeCloseTo(3, 10);
  });

  it('multiplies by tries, and takes dead letters away', () => {
    const { queue, invocations } = storeOf(aUsageFile(), aShape(), {
      retryRate: 0.1,
      deadLetterRate: 0.01,
    });

    // 99 % of the messages: 1 + 0.1 + 0.01 tries; the others 3. Of the former 0.1 % die too.
    const attempts = 0.99 * 1.11 + 0.01 * 3;
    const dead = 0.01 + 0.99 * 0.001;
    expect(queue!.attempts).toBeCloseTo(attempts, 10);
    expect(invocations).toBeCloseTo(attempts / 10, 10);
    expect(queue!.requests).toBeCloseTo(1 + attempts / 10 + (1 - dead) / 10 + dead * 3, 10);
  });

  it('makes calls that go with events again with each try', () => {
    const call = { item: 's3.put.STANDARD', resource: 'b', per: 'event' } as const;
    const usage = withStore({ batch, calls: [{ ...call, count: exactly(2) }] });

    expect(storeOf(usage, aShape(), { retryRate: 0.1 }).calls[0]).toBeCloseTo(2 * 1.11, 10);
  });

  it('needs at least one request to receive messages', () => {
    const usage = withStore(
      { batch: { size: 10, messages: exactly(10) } },
      aQueueUsage({ requestsPerReceive: exactly(2) }),
    );
    const { queue } = storeOf(usage, withMapping({ BatchSize: 1 }));

    expect(queue!.requests).toBeCloseTo(3, 10);
  });

  it('meters a REST API by requests', () => {
    const { HttpApi, HttpApiIntegrationPlace, ...others } = someResources();
    const shape = aShape({
      ...others,
      HttpApi: { ...HttpApi!, Type: 'AWS::ApiGateway::RestApi' },
      Method: { ...HttpApiIntegrationPlace!, Type: 'AWS::ApiGateway::Method' },
    });
    const usage = aUsageFile();
    usage.functions['place'] = aFunctionUsage({ unitsPerRequest: exactly(3) });

    expect(flowOf(shape.functions, usage)[0]).toMatchObject({ invocations: 1, apiUnits: 1 });
  });

  it('meters an HTTP API by 512 KB', () => {
    const usage = aUsageFile();
    usage.functions['place'] = aFunctionUsage({
      invocationsPerEvent: exactly(0.5),
      unitsPerRequest: exactly(3),
    });

    expect(flowOf(aShape().functions, usage)[0]).toMatchObject({ invocations: 0.5, apiUnits: 1.5 });
  });

  it('names the function, queue or pattern that was not measured, and the command', () => {
    const { functions, ...usage } = aUsageFile();
    const { place } = functions;
    const other = aQueueUsage();
    other.rule!.pattern = { source: ['other'] };

    expect(() => storeOf({ ...usage, functions: { place: place! } })).toThrow(
      'shop: usage.json knows no function store. Measure it: npm run measure -- shop',
    );
    expect(() => storeOf(aUsageFile({ queues: {} }))).toThrow('knows no queue Queue');
    expect(() => storeOf(aUsageFile({ queues: { Queue: other } }))).toThrow(
      'knows no match rate of the pattern that rule Rule has now',
    );
  });
});

describe('batchReached', () => {
  it.each([
    ['the same size', 10, 10, 4, 4],
    ['a smaller one cuts them', 3, 10, 4, 3],
    ['a smaller one that they never reached', 5, 10, 4, 4],
    ['a larger one does not fill what a window closed', 100, 10, 4, 4],
    ['a larger one lets full ones grow', 20, 10, 9.5, 19],
    ['less than a message', 10, 10, 0.5, 1],
  ])('%s', (_, size, measuredSize, measured, reached) => {
    expect(batchReached(size, measuredSize, measured)).toBe(reached);
  });
});

describe('attemptsOf', () => {
  const rates = (retryRate: number, deadLetterRate = 0) => ({ retryRate, deadLetterRate });

  it('is one try where nothing fails', () => {
    expect(attemptsOf({ maxReceiveCount: 5 }, { partialResponses: true }, 10, rates(0))).toEqual({
      attempts: 1,
      dead: 0,
    });
  });

  it('brings the whole batch back without partial responses', () => {
    const whole = attemptsOf({ maxReceiveCount: 2 }, { partialResponses: false }, 2, rates(0.1));

    // One of two fails: 1 − 0.9².
    expect(whole.attempts).toBeCloseTo(1 + 0.19, 10);
    expect(whole.dead).toBeCloseTo(0.19 ** 2, 10);
  });

  it('tries until it works without a dead-letter queue', () => {
    const none = { maxReceiveCount: undefined };

    expect(attemptsOf(none, { partialResponses: true }, 1, rates(0.5)).attempts).toBe(2);
    expect(() => attemptsOf(none, { partialResponses: true }, 1, rates(0, 0.1))).toThrow(
      'for ever',
    );
  });

  it('ends after the last try of what always fails', () => {
    expect(attemptsOf({ maxReceiveCount: 4 }, { partialResponses: true }, 1, rates(1))).toEqual({
      attempts: 4,
      dead: 1,
    });
  });
});
