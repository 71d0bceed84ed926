import { priceBook } from '@acado/pricing';
import fc from 'fast-check';
import { STEPS } from '../variants.ts';
import { aRun } from '../testing/an-evidence.ts';
import { COLD_SHARE } from './subject.ts';
import { type Part } from './price-run.ts';
import { waterfallOf } from './waterfall.ts';

const pricing = { run: aRun(), book: priceBook, coldShare: COLD_SHARE };

const part = (usd: number, resource = 'acado-worker-b-local-orders'): Part => ({
  service: 'worker-b',
  meter: 'DynamoDB writes',
  item: 'dynamodb.write-request-units',
  resource,
  usd,
});

describe('waterfallOf', () => {
  it('adds up to the difference between the first and the last run', () => {
    const micro = fc.integer({ min: 0, max: 50_000_000 });
    fc.assert(
      fc.property(
        fc.array(micro, { minLength: STEPS.length, maxLength: STEPS.length }),
        (costs) => {
          const steps = waterfallOf(
            (name) => [part(costs[STEPS.findIndex((step) => step.name === name)]!)],
            pricing,
          );

          const sum = steps.reduce((total, { usd }) => total + usd, 0);
          expect(sum).toBe(costs.at(-1)! - costs[0]!);
        },
      ),
    );
  });

  it('shows receipts in the table apart: their units against a PUT to S3 each', () => {
    const runs = new Map([
      ['V0', [part(20_000_000)]],
      ['V2', [part(10_000_000), part(700_000, 'acado-worker-c-local-receipts')]],
      ['V7', [part(4_000_000)]],
    ]);

    const steps = waterfallOf((name) => runs.get(name), pricing);

    expect(steps).toEqual([
      {
        technique: 'Asynchronous',
        from: 'V0',
        to: 'V2 with receipts on S3',
        usd: -5_000_000,
        share: 0.25,
      },
      {
        technique: 'Receipts in the table',
        from: 'V2 with receipts on S3',
        to: 'V2',
        usd: -4_300_000,
        share: 0.215,
      },
      { technique: 'Log volume', from: 'V2', to: 'V7', usd: -6_700_000, share: 0.335 },
    ]);
  });

  it('of the first and the last run alone has one step', () => {
    const steps = waterfallOf(
      (name) => ({ V0: [part(10)], V7: [part(4)] })[name as 'V0' | 'V7'],
      pricing,
    );

    expect(steps).toEqual([
      { technique: 'All techniques', from: 'V0', to: 'V7', usd: -6, share: 0.6 },
    ]);
  });
});
