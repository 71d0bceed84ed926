import type { Architecture } from '../run/system.ts';
import { VARIANTS } from '../variants.ts';
import type { Analysis } from './analysis.ts';
import { type FixedCost, fixedCosts, keepingCosts } from './fixed.ts';
import type { Monthly, Report, Scaling } from './model.ts';
import { savingOf, toUsd } from './money.ts';
import { totalOf } from './price-run.ts';
import { BASELINE, MILLION, PIPELINE } from './subject.ts';

const VOLUMES = [MILLION, 100 * MILLION, 10_000 * MILLION];

const monthly = (costs: readonly FixedCost[]): Monthly[] =>
  costs.map(({ what, amount, usd }) => ({ what, amount, usd: toUsd(usd) }));

const sumOf = (costs: readonly Monthly[]): number => costs.reduce((sum, { usd }) => sum + usd, 0);

/** What months of different sizes cost, and what they cost whatever their size is. */
export function monthsOf({
  parts,
  recording,
  recordings,
  pricing,
}: Analysis): Pick<Report, 'scaling' | 'fixed' | 'breakEvenOrdersPerMonth' | 'keeping'> {
  const { run, book } = pricing;
  const costOf = (name: string, orders: number) => totalOf(parts(name, { orders }));
  const fixed = (architecture: Architecture): Monthly[] => {
    const runs = VARIANTS.filter(
      ({ name, settings, ...variant }) =>
        variant.architecture === architecture && recordings.has(name) && !settings.httpApi,
    );
    return monthly(
      fixedCosts(
        runs.map(({ name }) => recording(name)),
        run,
        book,
      ),
    );
  };
  const keeping = (name: string) => monthly(keepingCosts(recording(name), run, book));
  const [baseline, pipeline] = [fixed('baseline'), fixed('pipeline')];
  const more = sumOf(pipeline) - sumOf(baseline);
  const savedByOne = toUsd(costOf(BASELINE, MILLION) - costOf(PIPELINE, MILLION)) / MILLION;
  return {
    scaling: VOLUMES.map((ordersPerMonth): Scaling => {
      const [from, to] = [costOf(BASELINE, ordersPerMonth), costOf(PIPELINE, ordersPerMonth)];
      return {
        ordersPerMonth,
        baselineUsd: toUsd(from),
        pipelineUsd: toUsd(to),
        saving: savingOf(from, to),
      };
    }),
    fixed: { baseline, pipeline },
    breakEvenOrdersPerMonth: savedByOne > 0 ? Math.max(0, Math.ceil(more / savedByOne)) : undefined,
    keeping: { baseline: keeping(BASELINE), pipeline: keeping(PIPELINE) },
  };
}
