import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, OURS } from './evaluate.ts';
import { learntFrom, measuredBand } from './learnt.ts';
import { readCurves } from './measurements/measurements.ts';
import { summarise } from './summary.ts';
import { summaryChart } from './summary-chart.ts';
import { summaryText } from './summary-text.ts';

const curves = readCurves();
const evaluation = evaluate(curves);
const summary = summarise(evaluation);
const [ours, ...plainFits] = summary.methods;

const committed = (name: string): unknown =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../libs/tuning/src/curve', name), 'utf8'),
  );

describe('evaluate', () => {
  it('holds predictions against the 95 curves of 18 families, each family left out of what is learnt', () => {
    expect(summary).toMatchObject({ curves: 95, families: 18 });
    expect(ours?.name).toBe(OURS);
  });

  it('finds durations off by at most 16.5 % on average, 10 % in the median', () => {
    expect(ours?.byCurve.meanError).toBeLessThan(0.165);
    expect(ours?.byCurve.medianError).toBeLessThan(0.1);
    expect(ours?.byFamily.meanError).toBeLessThan(0.131);
  });

  it('finds durations off by less than 10 % where cold and warm starts were not mixed', () => {
    const clean = summary.variants.find(({ name }) => name.includes('no mixed starts'));

    expect(clean?.byCurve).toMatchObject({ curves: 54 });
    expect(clean?.byCurve.meanError).toBeLessThan(0.095);
    expect(clean?.byFamily.meanError).toBeLessThan(0.1);
  });

  it('finds the cheapest size for at least 72 % of the curves, 78 % with families alike', () => {
    expect(ours?.byCurve.cheapest).toBeGreaterThan(0.72);
    expect(ours?.byFamily.cheapest).toBeGreaterThan(0.78);
  });

  it('finds predictions better than every plain fit', () => {
    expect(plainFits).toHaveLength(3);
    for (const fit of plainFits) {
      expect(ours?.byCurve.meanError).toBeLessThan(fit.byCurve.meanError);
      expect(ours?.byCurve.medianError).toBeLessThan(fit.byCurve.medianError);
      expect(ours?.byFamily.meanError).toBeLessThan(fit.byFamily.meanError);
      expect(ours?.byCurve.cheapest).toBeGreaterThan(fit.byCurve.cheapest);
      expect(ours?.byFamily.cheapest).toBeGreaterThan(fit.byFamily.cheapest);
    }
  });

  it('finds predictions nearer to a measurement than a second measurement is', () => {
    expect(summary.again.curves).toBeGreaterThan(50);
    expect(summary.again.meanErrorOfPredicting).toBeLessThan(summary.again.meanErrorOfMeasuring);
  });

  it('finds about four of five measurements within the band', () => {
    expect(summary.withinBand).toBeGreaterThan(0.75);
    expect(summary.withinBand).toBeLessThan(0.9);
  });

  it('says so as text and as a chart', () => {
    expect(summaryText(summary)).toContain('unfaasener-image             42');
    expect(summaryChart(summary)).toContain('sebs (6)');
  });
});

describe('what is learnt', () => {
  it('is what the reference measurements teach', () => {
    expect(committed('prior.json')).toEqual(learntFrom(curves));
  });

  it('states the error that the evaluation finds', () => {
    expect(committed('reference-band.json')).toEqual(measuredBand(evaluation));
  });
});
