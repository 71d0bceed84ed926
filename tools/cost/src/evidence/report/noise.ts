import type { Run } from '../record/schemas.ts';
import type { Noise, ReportedVariant } from './model.ts';

/** Between two runs of the same, how far they differ. */
export function noiseOf(variants: readonly ReportedVariant[]): Noise[] {
  return variants.flatMap((again) => {
    const first = variants.find(({ name }) => name === again.repeats);
    if (!first) return [];
    const [a, b] = [first.usdPerMillion, again.usdPerMillion];
    return [
      {
        run: first.name,
        usdPerMillion: [a, b] as [number, number],
        answerP95Ms: [first.answerMs.p95, again.answerMs.p95] as [number, number],
        costSpread: Number(((2 * Math.abs(a - b)) / (a + b)).toFixed(4)),
      },
    ];
  });
}

/** Two runs of the same on a machine that does nothing else differ less. */
const MOST_SPREAD = 0.1;

/** Why the figures may not be right. */
export function warningsOf({ machine }: Run, noise: readonly Noise[]): string[] {
  const { coresInUse, cores } = machine;
  return [
    ...(coresInUse > cores / 4
      ? [`The machine was busy before it began: ${coresInUse} of its ${cores} cores were in use.`]
      : []),
    ...noise
      .filter(({ costSpread }) => costSpread > MOST_SPREAD)
      .map(
        ({ run, costSpread }) =>
          `Two runs of ${run} differ by ${(costSpread * 100).toFixed(1)} %: durations are those of a busy machine.`,
      ),
  ];
}
