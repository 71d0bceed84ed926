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
    expect(summary).toMatchObject({ curves: 95, notNoisy: 77, families: 18 });
    expect(ours?.name).toBe(OURS);
    expect(ours?.notNoisy.byCurve.curves).toBe(77);
  });

  it('finds durations off by at most 16 % on average, 10 % in the median', () => {
    expect(ours?.byCurve.meanError).toBeLessThan(0.16);
    expect(ours?.byCurve.medianError).toBeLessThan(0.095);
    expect(ours?.byFamily.meanError).toBeLessThan(0.135);
  });

  it('finds durations off by less than 10 % on the curves that are not flagged noisy', () => {
    expect(ours?.notNoisy.byCurve.meanError).toBeLessThan(0.096);
    expect(ours?.notNoisy.byFamily.meanError).toBeLessThan(0.1);
  });

  it('finds durations off by less than 9 % where cold and warm starts were not mixed', () => {
    const unmixed = summary.variants.find(({ name }) => name.includes('no mixed starts'));

    expect(unmixed?.byCurve).toMatchObject({ curves: 54 });
    expect(unmixed?.byCurve.meanError).toBeLessThan(0.09);
  });

  it('finds the cheapest size for at least 80 % of the curves that are not noisy, 85 % with families alike', () => {
    expect(ours?.byCurve.cheapest).toBeGreaterThan(0.73);
    expect(ours?.byCurve.cheapestBilled).toBeGreaterThan(0.75);
    expect(ours?.notNoisy.byCurve.cheapest).toBeGreaterThan(0.8);
    expect(ours?.notNoisy.byCurve.cheapestBilled).toBeGreaterThan(0.8);
    expect(ours?.notNoisy.byFamily.cheapest).toBeGreaterThan(0.85);
    expect(ours?.notNoisy.byFamily.cheapestBilled).toBeGreaterThan(0.85);
  });

  it('finds predictions better than every plain fit, noisy curves left out or not', () => {
    expect(plainFits).toHaveLength(3);
    for (const fit of plainFits) {
      expect(ours?.byCurve.medianError).toBeLessThan(fit.byCurve.medianError);
      for (const [own, plain] of [
        [ours, fit],
        [ours?.notNoisy, fit.notNoisy],
      ]) {
        expect(own?.byCurve.meanError).toBeLessThan(plain?.byCurve.meanError ?? NaN);
        expect(own?.byFamily.meanError).toBeLessThan(plain?.byFamily.meanError ?? NaN);
        expect(own?.byCurve.cheapest).toBeGreaterThan(plain?.byCurve.cheapest ?? NaN);
        expect(own?.byCurve.cheapestBilled).toBeGreaterThan(plain?.byCurve.cheapestBilled ?? NaN);
        expect(own?.byFamily.cheapest).toBeGreaterThan(plain?.byFamily.cheapest ?? NaN);
        expect(own?.byFamily.cheapestBilled).toBeGreaterThan(plain?.byFamily.cheapestBilled ?? NaN);
      }
    }
  });

  it('names the curves whose cheapest size is missed', () => {
    const missed = summary.missed.filter(({ noisy, excess }) => !noisy && excess > 0.05);

    expect(missed).toHaveLength(15);
  });

  it('finds predictions nearer to a measurement than a second measurement is', () => {
    expect(summary.again.curves).toBeGreaterThan(50);
    expect(summary.again.meanErrorOfPredicting).toBeLessThan(summary.again.meanErrorOfMeasuring);
    expect(summary.again.cheapest.curves).toBeGreaterThan(30);
    expect(summary.again.cheapest.byPredicting).toBeGreaterThan(summary.again.cheapest.byMeasuring);
  });

  it('finds about four of five measurements within the band', () => {
    expect(summary.withinBand).toBeGreaterThan(0.75);
    expect(summary.withinBand).toBeLessThan(0.9);
  });

  it('says so as text and as a chart', () => {
    expect(summaryText(summary)).toMatch(/unfaasener-image +42/);
    expect(summaryText(summary)).toContain('77 not flagged noisy');
    expect(summaryChart(summary)).toContain('not noisy (77)');
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
