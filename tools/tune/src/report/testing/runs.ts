import type { Analysis } from '@acado/tuning';
import { resultOf, type Result } from '../result-file.ts';
import type { RunContext } from '../run-context.ts';
import { aContext, aCurve, anAnalysis, SIZES } from './an-analysis.ts';

/** Text that would do harm if it were taken for markup. */
export const HOSTILE = `<script>alert("1")</script><img src=x onerror='a'>]](javascript:a) & | *b*`;

/** Every size that aws-lambda-power-tuning calls "ALL". */
export const ALL_SIZES = Array.from({ length: 46 }, (_, index) => 128 + index * 64);

const aResult = (analysis: Partial<Analysis> = {}, context: Partial<RunContext> = {}): Result =>
  resultOf(anAnalysis(analysis), aContext(context));

const failed = (
  memoryMb: number,
  architecture: 'x86_64' | 'arm64',
  error = 'Runtime.OutOfMemory',
  cause = 'It used all of its memory.',
) => ({ memoryMb, architecture, error, cause });

/** Runs of all shapes that reports must cope with. */
export const RUNS: Readonly<Record<string, Result>> = {
  'six sizes': aResult(),
  'two sizes': aResult({ measurements: aCurve([512, 1024]) }),
  'one size': aResult({ measurements: aCurve([1024]) }),
  '46 sizes of two architectures': aResult({
    measurements: [...aCurve(ALL_SIZES), ...aCurve(ALL_SIZES, 'arm64', { cpuMs: 50, waitMs: 30 })],
    current: { memoryMb: 3008, architecture: 'x86_64' },
  }),
  'a constraint': aResult(
    {
      measurements: aCurve(SIZES).map((measured) =>
        measured.memoryMb < 512
          ? { ...measured, refusedBecause: 'p95 is over maxP95Ms' }
          : measured,
      ),
    },
    { input: { maxP95Ms: 300 } },
  ),
  'all failed but one': aResult({
    measurements: aCurve([3008]),
    failures: SIZES.slice(0, -1).map((memoryMb) => failed(memoryMb, 'x86_64')),
  }),
  '45 failed of 46': aResult({
    measurements: aCurve([3008]),
    failures: ALL_SIZES.slice(0, -1).map((memoryMb) => failed(memoryMb, 'x86_64')),
  }),
  'failures on both architectures': aResult({
    measurements: [...aCurve([512, 1024]), ...aCurve([256, 512], 'arm64')],
    failures: [
      failed(128, 'x86_64'),
      failed(256, 'x86_64'),
      failed(1024, 'arm64', 'Sandbox.Timedout'),
    ],
  }),
  'a recommendation that was not measured': aResult({
    measurements: aCurve([256, 512]).map((measured) => ({
      ...measured,
      refusedBecause: 'too slow',
    })),
    recommendation: {
      memoryMb: 1024,
      architecture: 'x86_64',
      change: false,
      confident: false,
      reason: 'nothing may be recommended',
    },
  }),
  'hostile text': aResult(
    {
      functionName: HOSTILE,
      lambdaARN: HOSTILE,
      warnings: [HOSTILE],
      measurements: aCurve(SIZES).map((measured) => ({ ...measured, refusedBecause: HOSTILE })),
      failures: [failed(1024, 'arm64', HOSTILE, HOSTILE)],
      recommendation: {
        memoryMb: 512,
        architecture: 'x86_64',
        change: true,
        confident: true,
        reason: HOSTILE,
      },
      stateMachine: {
        executionCost: 0,
        lambdaCost: 0,
        visualization: 'javascript:alert(1)//"><b>',
      },
    },
    { service: HOSTILE, functionKey: HOSTILE },
  ),
};
