import { analyseRun } from '../domain/analyse-run.ts';
import { applyResult } from '../domain/apply-result.ts';
import { endRun, outcomeOf } from '../domain/end-run.ts';
import { lockFunction } from '../domain/lock-function.ts';
import { measureCandidate } from '../domain/measure-candidate.ts';
import { planNext } from '../domain/plan-next.ts';
import type { Executions } from '../domain/ports.ts';
import { publishVersions } from '../domain/publish-version.ts';
import { restoreBeforeMeasuring } from '../domain/restore-before-measuring.ts';
import type { Run } from '../domain/run.ts';
import { validateRun } from '../domain/validate-run.ts';
import type { OnEffect } from './effects.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeLambda, type FakeLambdaOptions, functionArn } from './fake-lambda.ts';
import { createInMemoryJournal } from './in-memory-journal.ts';

export const aRun = (id = 'a-run'): Run => ({
  id,
  arn: `arn:aws:states:us-east-1:123456789012:execution:tune:${id}`,
});

export const anInput = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  lambdaARN: functionArn,
  num: 5,
  powerValues: [128, 512, 1024],
  ...overrides,
});

/** The tuner's steps over fakes: one function, one journal, one clock. */
export function aWorld(options: Omit<FakeLambdaOptions, 'clock'> & { onEffect?: OnEffect } = {}) {
  const clock = createFakeClock();
  const lambda = createFakeLambda({ ...options, clock });
  const { journal, locks } = createInMemoryJournal(options.onEffect);
  const objects = new Map<string, string>();
  const executions = new Map<string, Awaited<ReturnType<Executions['state']>>>();
  const services = {
    functions: lambda.functions,
    invoker: lambda.invoker,
    journal,
    clock,
    executions: { state: async (arn: string) => executions.get(arn) ?? ('running' as const) },
    payloads: { read: async (uri: string) => objects.get(uri) ?? '' },
    powerValues: [128, 256],
    patience: 5_000,
    random: () => 0.5,
    region: 'us-east-1',
  };
  const later = () => clock.now() + 180_000;
  const tuned = (run: Run) => ({ run, functionArn });

  const steps = {
    validate: (run: Run, input: unknown) => validateRun(services, { run, input }),
    lock: (run: Run) => lockFunction(services, tuned(run), later()),
    plan: (run: Run) => planNext(services, tuned(run)),
    publish: (run: Run, candidateId: string, copies = 1) =>
      publishVersions(services, { ...tuned(run), candidateId, copies }, later()),
    restore: (run: Run) => restoreBeforeMeasuring(services, tuned(run), later()),
    measure: (run: Run, candidateId: string, samples: number, parallel = 1) =>
      measureCandidate(services, { ...tuned(run), candidateId, samples, parallel }, later()),
    analyse: (run: Run) => analyseRun(services, tuned(run)),
    apply: (run: Run, recommended: Parameters<typeof applyResult>[2]) =>
      applyResult(services, tuned(run), recommended, later()),
    end: (run: Run) => endRun(services, tuned(run), later()),
  };

  /** A whole run, as the state machine makes it; every step is repeated as long as `again` says so. */
  const tune = async (
    run: Run,
    input: unknown,
    again: (error: unknown) => boolean = () => false,
  ) => {
    const repeated = async <T>(step: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await step();
        } catch (error) {
          if (!again(error)) throw error;
        }
      }
    };
    await repeated(() => steps.validate(run, input));
    await repeated(() => steps.lock(run));
    for (;;) {
      const round = await repeated(() => steps.plan(run));
      if (round.next === 'analyse') break;
      for (const { candidateId, copies } of round.publish) {
        while (!(await repeated(() => steps.publish(run, candidateId, copies))).ready);
      }
      if (round.next === 'publish') await repeated(() => steps.restore(run));
      for (const { candidateId, samples, parallel } of round.measure) {
        while (
          !(await repeated(() => steps.measure(run, candidateId, samples, parallel))).finished
        );
      }
    }
    const { analysis, apply } = await repeated(() => steps.analyse(run));
    if (apply && analysis) await repeated(() => steps.apply(run, analysis.recommendation));
    const warnings = await repeated(() => steps.end(run));
    const handedOn = analysis && { ...analysis };
    return outcomeOf(tuned(run), { analysis: handedOn }, warnings);
  };

  return {
    ...services,
    lambda,
    lambdaArn: functionArn,
    locks,
    objects,
    executionStates: executions,
    steps,
    tune,
  };
}

export type World = ReturnType<typeof aWorld>;
