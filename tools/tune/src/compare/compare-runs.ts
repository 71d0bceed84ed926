import { type Analysis, type Candidate, isSame } from '@acado/tuning';
import { settingsOf, type Settings } from '../report/run-context.ts';
import { measurementOf } from '../report/words.ts';
import type { Comparison, Side } from './comparison.ts';
import { judge } from './judge.ts';
import { rowsOf } from './rows.ts';
import { comparisonUrl } from './comparison-url.ts';

/** What decides; default: what inputs that don't say have. */
export type Preferences = Partial<
  Pick<Settings, 'confidence' | 'minimumEffect' | 'balancedWeight'>
>;

/**
 * Compares two runs of a function, each by the configuration that the function had then: what a change of its code, its
 * size or its architecture brought. `verdict` is `worse` only if that is certain, at the confidence of the runs, and
 * by more than the minimum effect, or if what the function has now fails or breaks a constraint that it met before.
 * Where that configuration was not measured, `cost` and `duration` are absent.
 */
export function compareRuns(
  before: Analysis,
  after: Analysis,
  preferences: Preferences = {},
): Comparison {
  const settings = { ...settingsOf({}), ...preferences };
  const sides: [Side, Side] = [sideOf('before', before), sideOf('after', after)];
  return {
    kind: 'runs',
    functionName: after.functionName,
    strategy: after.strategy,
    ...judge(...sides, { ...settings, strategy: after.strategy }),
    confidence: settings.confidence,
    minimumEffect: settings.minimumEffect,
    before: sides[0],
    after: sides[1],
    rows: rowsOf(...sides, settings.minimumEffect),
    visualization: comparisonUrl(...sides, after.stateMachine.visualization),
    warnings: differencesOf(before, after),
  };
}

function sideOf(name: string, run: Analysis): Side {
  const { memoryMb, architecture } = configurationOf(run);
  return {
    name,
    startedAt: run.startedAt,
    memoryMb,
    architecture,
    measurement: measurementOf(run, { memoryMb, architecture }),
    measurements: run.measurements,
    failures: run.failures,
  };
}

/** What the function had; what the run recommends where that was not tried. */
function configurationOf({ current, recommendation, measurements, failures }: Analysis): Candidate {
  const isTried = [...measurements, ...failures].some((tried) => isSame(tried, current));
  return isTried ? current : recommendation;
}

/** In what the runs differ although they should not. */
function differencesOf(before: Analysis, after: Analysis): string[] {
  const fields = ['functionName', 'region', 'strategy'] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => `The runs differ in ${field}: ${before[field]} and ${after[field]}`);
}
