import './testing/loud.ts';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { createHttpHandler } from './http/create-http-handler.ts';
import { createPlainHandler } from './plain/create-plain-handler.ts';
import { createSqsHandler } from './sqs/create-sqs-handler.ts';
import { logger, metrics } from './telemetry.ts';
import { aContext } from './testing/a-context.ts';
import { anHttpApiEvent } from './testing/an-http-api-event.ts';
import { anSqsEvent } from './testing/an-sqs-event.ts';
import { capturedOutput } from './testing/captured-output.ts';
import * as z from 'zod';

const measure = (): void => {
  logger.appendKeys({ orderId: '1' });
  metrics.addMetric('Work', MetricUnit.Count, 1);
};

const http = (after: () => void) =>
  createHttpHandler({
    services: () => ({}),
    handle: () => {
      measure();
      after();
      return { status: 204 };
    },
  });

const fail = (): never => {
  throw new Error('no');
};

const isMetric = (line: Record<string, unknown>): boolean => '_aws' in line;

describe('instrumented', () => {
  it.each([
    ['an HTTP handler', () => http(() => undefined)(anHttpApiEvent(), aContext())],
    ['an HTTP handler that throws', () => http(fail)(anHttpApiEvent(), aContext())],
    [
      'a queue handler that throws',
      () =>
        createSqsHandler({
          services: () => ({}),
          message: z.any(),
          handle: async () => {
            measure();
            return fail();
          },
        })(anSqsEvent([{ body: {} }]), aContext()),
    ],
    [
      'a plain handler that throws',
      () =>
        createPlainHandler({
          services: () => ({}),
          input: z.any(),
          handle: () => {
            measure();
            return fail();
          },
        })({}, aContext()).catch(() => undefined),
    ],
  ])('flushes the metrics and forgets the log keys of %s', async (_, invoke) => {
    const lines = await capturedOutput(invoke);
    expect(lines.filter(isMetric)).toEqual([expect.objectContaining({ Work: 1 })]);
    expect(metrics.hasStoredMetrics()).toBe(false);
    const [next] = await capturedOutput(async () => logger.info('next'));
    expect(next).not.toHaveProperty('orderId');
    expect(next).not.toHaveProperty('correlation_id');
  });

  it('forgets the dimensions of an invocation without metrics', async () => {
    metrics.addDimension('tenant', 'a');
    await http(() => metrics.clearMetrics())(anHttpApiEvent(), aContext());
    const [line] = await capturedOutput(() => http(() => undefined)(anHttpApiEvent(), aContext()));
    expect(line).not.toHaveProperty('tenant');
  });

  it('still answers when the metrics cannot be written', async () => {
    const broken = http(() => undefined);
    const write = jest.spyOn(metrics, 'publishStoredMetrics').mockImplementation(fail);
    let response: unknown;
    const lines = await capturedOutput(async () => {
      response = await broken(anHttpApiEvent(), aContext());
    });
    write.mockRestore();
    metrics.clearMetrics();
    expect(response).toMatchObject({ statusCode: 500 });
    expect(lines).toContainEqual(expect.objectContaining({ level: 'ERROR' }));
  });

  it('writes nothing of an invocation that has nothing to say', async () => {
    expect(
      await capturedOutput(() => http(() => metrics.clearMetrics())(anHttpApiEvent(), aContext())),
    ).toEqual([]);
  });

  it('logs what the log group and the REPORT line do not say already', async () => {
    const [line] = await capturedOutput(() =>
      http(() => logger.warn('late'))(anHttpApiEvent(), aContext()),
    );

    expect(Object.keys(line!)).toEqual([
      'level',
      'message',
      'timestamp',
      'service',
      'function_request_id',
      'correlation_id',
      'orderId',
    ]);
  });
});
