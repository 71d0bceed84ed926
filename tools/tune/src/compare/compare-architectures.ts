import { CommandError } from '@acado/command-line';
import { type Analysis, type Architecture, choose, type Preferences } from '@acado/tuning';
import { contendersOf } from '../report/choices.ts';
import { settingsOf, type Settings } from '../report/run-context.ts';
import { measurementOf } from '../report/words.ts';
import type { Comparison, Side } from './comparison.ts';
import { comparisonUrl } from './comparison-url.ts';
import { judge } from './judge.ts';
import { rowsOf } from './rows.ts';

/**
 * Compares the architectures of one run, each by the size that the run's strategy takes of its sizes.
 *
 * @throws {CommandError} if the run measured only one of them.
 */
export function compareArchitectures(
  run: Analysis,
  settings: Pick<Settings, 'confidence' | 'minimumEffect' | 'balancedWeight'> = settingsOf({}),
): Comparison {
  const { strategy } = run;
  const sides: [Side, Side] = [
    sideOf('x86_64', run, { ...settings, strategy }),
    sideOf('arm64', run, { ...settings, strategy }),
  ];
  return {
    kind: 'architectures',
    functionName: run.functionName,
    strategy,
    ...judge(...sides, { ...settings, strategy }),
    confidence: settings.confidence,
    minimumEffect: settings.minimumEffect,
    before: sides[0],
    after: sides[1],
    rows: rowsOf(...sides, settings.minimumEffect),
    visualization: comparisonUrl(...sides, run.stateMachine.visualization),
    warnings: [],
  };
}

function sideOf(architecture: Architecture, run: Analysis, preferences: Preferences): Side {
  const isOfIt = (of: { architecture: Architecture }): boolean => of.architecture === architecture;
  const contenders = contendersOf(run).filter(({ candidate }) => isOfIt(candidate));
  if (contenders.length === 0) {
    throw new CommandError(
      `The run has no size of ${architecture} that may be recommended; give two runs, or tune with --architectures x86_64,arm64`,
    );
  }
  const { candidate } = choose(contenders, preferences, run.current);
  return {
    name: architecture,
    startedAt: run.startedAt,
    ...candidate,
    measurement: measurementOf(run, candidate),
    measurements: run.measurements.filter(isOfIt),
    failures: run.failures.filter(isOfIt),
  };
}
