import { awsCloud } from '@acado/cost/aws';
import type { InvocationReport } from '@acado/tuning';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionState } from '../settings/settings.ts';
import type { AwsAccess } from '../target/target.ts';
import { lambdaCost, type LambdaCost } from './lambda-cost.ts';

/** When something was measured, ms since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** Reads what functions did meanwhile; logs and metrics come later than answers, so it waits for them a while. */
export interface Telemetry {
  /** @param expected How many invocations there should be. */
  cost(
    states: readonly FunctionState[],
    span: Span,
    expected: number,
  ): Promise<LambdaCost | undefined>;
  /** Invocations that Lambda throttled in those minutes. */
  throttles(names: readonly string[], span: Span, expected: number): Promise<number>;
  close(): void;
}

const LOOK_MS = 500;
const MINUTE_MS = 60_000;

/**
 * @param patienceMs How long to wait for what is not there yet.
 * @param signal Aborted: no longer than that.
 */
export function readTelemetry(
  { config }: AwsAccess,
  patienceMs: number,
  signal: AbortSignal,
): Telemetry {
  // Each look reads all of it again.
  const lookMs = Math.max(LOOK_MS, patienceMs / 60);
  const cloud = awsCloud(config.region, config);

  const reportsOf = async (state: FunctionState, span: Span): Promise<InvocationReport[]> => {
    const found: InvocationReport[] = [];
    for await (const page of cloud.reports(state, { from: span.from, to: span.to + 1000 }))
      found.push(...page);
    return found;
  };
  const until = async <Value>(look: () => Promise<Value>, isEnough: (value: Value) => boolean) => {
    for (const deadline = Date.now() + patienceMs; ; await sleep(lookMs)) {
      const value = await look();
      if (isEnough(value) || signal.aborted || Date.now() >= deadline) return value;
    }
  };

  return {
    cost: async (states, span, expected) => {
      const all = await until(
        () =>
          Promise.all(
            states.map(async (state) => ({ state, reports: await reportsOf(state, span) })),
          ),
        (found) => found.reduce((sum, { reports }) => sum + reports.length, 0) >= expected,
      );
      return lambdaCost(all, config.region);
    },
    throttles: (names, span, expected) =>
      until(
        async () => {
          const questions = names.map((name) => ({
            metric: {
              namespace: 'AWS/Lambda',
              name: 'Throttles',
              dimensions: { FunctionName: name },
            },
            statistic: 'Sum' as const,
          }));
          const from = Math.floor(span.from / MINUTE_MS) * MINUTE_MS;
          const to = Math.ceil((span.to + 1) / MINUTE_MS) * MINUTE_MS;
          const values = await cloud.values(questions, { from, to, periodS: 60 });
          return values.flat().reduce((sum, value) => sum + value, 0);
        },
        (count) => count >= expected,
      ),
    close: () => cloud.close(),
  };
}
