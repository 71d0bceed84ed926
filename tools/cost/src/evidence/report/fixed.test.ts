import { priceBook } from '@acado/pricing';
import type { UsageRecord } from '../record/schemas.ts';
import { anEvidence } from '../testing/an-evidence.ts';
import { fixedCosts } from './fixed.ts';

describe('fixedCosts', () => {
  const { run, recordings } = anEvidence();
  const pipeline = recordings.get('V7')!;
  const metric = (name: string, service: string): UsageRecord['metrics'][number] => ({
    namespace: 'Acado/Cost',
    name,
    dimensions: { service },
  });
  const seeing = (...metrics: UsageRecord['metrics']) => ({
    ...pipeline,
    usage: { ...pipeline.usage, metrics },
  });

  it('counts the metrics that the system has as it is, for every function that has them', () => {
    const everything = seeing(
      metric('EstimatedCost', 'ingest-a'),
      metric('EstimatedCost', 'worker-b'),
      metric('ComputeCost', 'ingest-a'),
    );
    const asItIs = seeing(metric('EstimatedCost', 'ingest-a'));

    const [, metrics] = fixedCosts([everything, asItIs], run, priceBook);

    expect(metrics).toEqual({ what: 'Custom metrics', amount: '2 series', usd: 600_000 });
  });
});
