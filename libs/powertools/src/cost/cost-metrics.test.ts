import '../testing/loud.ts';
import type * as powertools from '../index.ts';
import * as z from 'zod/mini';
import type { Context } from 'aws-lambda';
import { aContext } from '../testing/a-context.ts';
import { anHttpApiEvent } from '../testing/an-http-api-event.ts';
import { anSqsEvent } from '../testing/an-sqs-event.ts';
import { capturedOutput } from '../testing/captured-output.ts';

const rates = {
  timeoutMs: 30_000,
  gbSecond: 0.0000133334,
  request: 2e-7,
  logGb: 0.5,
  data: {},
  trigger: { 'api-gateway.http.requests': 0.000001, 'sqs.requests.standard': 4e-7 },
};

const environment = {
  COST_RATES: JSON.stringify(rates),
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  POWERTOOLS_SERVICE_NAME: 'acado-crud-api',
  STAGE: 'dev',
};

type Library = typeof powertools;
type Line = Record<string, unknown>;

/** What is logged while `action` runs in a new execution environment; the library reads the environment as it loads. */
const logged = async (
  action: (library: Library) => Promise<unknown>,
  variables: Record<string, string | undefined> = {},
): Promise<Line[]> => {
  const before = process.env;
  process.env = { ...before, ...environment, ...variables };
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
  }
  try {
    return await capturedOutput(() =>
      jest.isolateModulesAsync(async () => {
        await action(await import('../index.ts'));
      }),
    );
  } finally {
    process.env = before;
  }
};

const context = (overrides: Partial<Context> = {}) =>
  aContext({ functionName: 'acado-crud-api-dev-getItem', ...overrides });

const costLines = (lines: Line[]): Line[] => lines.filter((line) => 'EstimatedCost' in line);

const answering = ({ createHttpHandler }: Library, handle: () => unknown = () => undefined) =>
  createHttpHandler({
    services: () => ({}),
    handle: () => {
      handle();
      return { status: 204 };
    },
  });

describe('the cost metrics of an invocation', () => {
  it('are one record with the dimensions of the function', async () => {
    const lines = await logged(async (library) => {
      await answering(library)(anHttpApiEvent(), context());
    });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'Acado/Cost', Dimensions: [['service', 'function', 'stage']] },
        ],
      },
      service: 'acado-crud-api',
      function: 'acado-crud-api-dev-getItem',
      stage: 'dev',
      RequestCost: 2e-7,
      DataCost: 0,
      TriggerCost: 0.000001,
      records: 1,
      calls: {},
    });
    expect(metricNames(lines[0]!)).toEqual([
      'EstimatedCost',
      'ComputeCost',
      'RequestCost',
      'DataCost',
      'TriggerCost',
      'TelemetryCost',
      'CostPerRecord',
      'BilledDuration',
    ]);
    const { EstimatedCost, ComputeCost, TelemetryCost } = lines[0] as Record<string, number>;
    expect(EstimatedCost).toBeCloseTo(ComputeCost! + TelemetryCost! + 0.0000012, 10);
  });

  it('have Init in them at the first invocation only', async () => {
    const [cold, warm] = (await logged(async (library) => {
      const handler = answering(library);
      await handler(anHttpApiEvent(), context());
      await handler(anHttpApiEvent(), context());
    })) as Record<string, number>[];

    expect(cold!.BilledDuration! - cold!.initMs!).toBeGreaterThan(0);
    expect(warm).not.toHaveProperty('initMs');
    expect(warm!.BilledDuration).toBeLessThan(cold!.initMs!);
  });

  it.each(['provisioned-concurrency', 'snap-start', undefined])(
    'have no Init in them where nobody bills it: %s',
    async (AWS_LAMBDA_INITIALIZATION_TYPE) => {
      const lines = await logged(
        async (library) => answering(library)(anHttpApiEvent(), context()),
        { AWS_LAMBDA_INITIALIZATION_TYPE },
      );

      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toHaveProperty('initMs');
    },
  );

  it('begin when Lambda started the clock, unless that cannot be', async () => {
    const waited = (ms: number) => context({ getRemainingTimeInMillis: () => 30_000 - ms });

    const lines = await logged(
      async (library) => {
        const handler = answering(library);
        await handler(anHttpApiEvent(), waited(900));
        await handler(anHttpApiEvent(), waited(20_000));
        await handler(anHttpApiEvent(), waited(-5));
      },
      { AWS_LAMBDA_INITIALIZATION_TYPE: undefined },
    );

    const [late, ...others] = lines.map(({ BilledDuration }) => Number(BilledDuration));
    expect(late).toBeGreaterThan(900);
    others.forEach((other) => expect(other).toBeLessThan(900));
  });

  it("have the log lines of the invocation in them, the platform's and their own", async () => {
    const lines = await logged(async (library) => {
      const quiet = answering(library);
      const loud = answering(library, () => library.logger.warn('x'.repeat(100_000)));
      await quiet(anHttpApiEvent(), context());
      await quiet(anHttpApiEvent(), context());
      await loud(anHttpApiEvent(), context());
    });

    const records = costLines(lines);
    const [, quiet, loud] = records.map(
      ({ TelemetryCost }) => (Number(TelemetryCost) / rates.logGb) * 2 ** 30,
    );
    expect(loud! - quiet!).toBeGreaterThan(100_000);
    expect(loud! - quiet!).toBeLessThan(101_000);
    // The record counts for as many bytes as the last one: its line, and what CloudWatch adds to a line.
    expect(quiet).toBeCloseTo(340 + JSON.stringify(records[0]).length + '\n'.length + 26, 0);
  });

  it('divide by the messages of a batch, or by what the function counted', async () => {
    const batch = anSqsEvent([{ body: {} }, { body: {} }]);

    const lines = await logged(async ({ createSqsHandler, countRecords }) => {
      const counts = [0, 50, 0];
      const handler = createSqsHandler({
        services: () => ({}),
        message: z.any(),
        handle: async () => {
          const count = counts.shift();
          if (count) countRecords(count);
          return { failed: [] };
        },
      });
      for (const _ of [1, 2, 3]) await handler(batch, context());
    });

    expect(lines.map(({ records }) => records)).toEqual([2, 50, 2]);
    const { EstimatedCost, CostPerRecord } = lines[1] as Record<string, number>;
    expect(CostPerRecord! * 50).toBeCloseTo(EstimatedCost!, 10);
  });

  it.each([
    [
      'a handler that throws',
      ({ createPlainHandler }: Library) => {
        const handle = () => {
          throw new Error('no');
        };
        const handler = createPlainHandler({ services: () => ({}), input: z.any(), handle });
        return handler({}, context()).catch(() => undefined);
      },
    ],
    [
      'a request that is refused',
      ({ createHttpHandler }: Library) =>
        createHttpHandler({
          services: () => ({}),
          body: z.object({}),
          handle: () => ({ status: 204 }),
        })(anHttpApiEvent({ method: 'POST', body: '{' }), context()),
    ],
  ])('are reported of %s', async (_, invoke) => {
    expect(costLines(await logged(invoke))).toHaveLength(1);
  });

  it('are one metric when only the total is wanted, and say the rest', async () => {
    const [line] = await logged(
      async (library) => answering(library)(anHttpApiEvent(), context()),
      { COST_METRICS: 'total' },
    );

    expect(metricNames(line!)).toEqual(['EstimatedCost']);
    expect(line).toMatchObject({ RequestCost: 2e-7, BilledDuration: expect.any(Number) });
  });

  it('are reported by a share of the invocations that stands for all', async () => {
    const draws = [0.9, 0.3, 0.24, 0.25];
    const random = jest.spyOn(Math, 'random').mockImplementation(() => draws.shift()!);

    const lines = await logged(
      async (library) => {
        const handler = answering(library);
        for (const _ of [1, 2, 3, 4]) await handler(anHttpApiEvent(), context());
      },
      { COST_SAMPLE_RATE: '0.25' },
    );
    random.mockRestore();

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ sampleRate: 0.25, RequestCost: 8e-7, TriggerCost: 0.000004 });
    // The environment's initialisation belonged to the first, which was not drawn.
    expect(lines[0]).not.toHaveProperty('initMs');
  });

  it('have nothing in them of an invocation that was not drawn', async () => {
    const draws = [0.1, 0.9, 0.1];
    const random = jest.spyOn(Math, 'random').mockImplementation(() => draws.shift()!);

    const lines = await logged(
      async (library) => {
        const quiet = answering(library);
        const loud = answering(library, () => {
          library.countRecords(7);
          library.logger.warn('x'.repeat(100_000));
        });
        for (const handler of [quiet, loud, quiet]) await handler(anHttpApiEvent(), context());
      },
      { COST_SAMPLE_RATE: '0.5' },
    );
    random.mockRestore();

    const [, after] = costLines(lines) as Record<string, number>[];
    expect(after!.records).toBe(1);
    expect((after!.TelemetryCost! / rates.logGb) * 2 ** 30).toBeLessThan(3000);
  });

  it('leave the parts that are known where a price is not', async () => {
    const [line] = await logged(
      async (library) => answering(library)(anHttpApiEvent(), context()),
      { COST_RATES: JSON.stringify({ ...rates, gbSecond: undefined }) },
    );

    expect(line).toMatchObject({ RequestCost: 2e-7 });
    expect(line).not.toHaveProperty('EstimatedCost');
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['there are no rates', { COST_RATES: undefined }],
    ['the rates are nonsense', { COST_RATES: 'nonsense' }],
    ['they are off', { COST_METRICS: 'off' }],
    ['none is sampled', { COST_SAMPLE_RATE: '0' }],
    [
      'only an unknown total is wanted',
      { COST_METRICS: 'total', COST_RATES: JSON.stringify({ timeoutMs: 1000 }) },
    ],
  ])('are not written when %s', async (_, variables) => {
    const lines = await logged(
      async (library) => answering(library)(anHttpApiEvent(), context()),
      variables,
    );

    expect(lines).toEqual([]);
  });

  it('fail no invocation', async () => {
    let response: unknown;
    const lines = await logged(async (library) => {
      const { Metrics } = await import('@aws-lambda-powertools/metrics');
      jest.spyOn(Metrics.prototype, 'publishStoredMetrics').mockImplementation(() => {
        throw new Error('no');
      });
      response = await answering(library)(anHttpApiEvent(), context());
    });

    expect(response).toMatchObject({ statusCode: 204 });
    expect(lines).toEqual([expect.objectContaining({ message: 'Cost metrics failed' })]);
  });
});

const metricNames = (line: Line): string[] =>
  (
    line as { _aws: { CloudWatchMetrics: [{ Metrics: { Name: string }[] }] } }
  )._aws.CloudWatchMetrics[0].Metrics.map(({ Name }) => Name);
