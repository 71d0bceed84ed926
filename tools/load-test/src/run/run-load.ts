import { CommandError } from '@acado/command-line';
import { type Clock, systemClock } from '../engine/clock.ts';
import { Connection, type Sender } from '../engine/connection.ts';
import type { Model } from '../engine/model.ts';
import { runModel } from '../engine/run-model.ts';
import { errorKindOf } from '../metrics/error-kind.ts';
import { Recorder } from '../metrics/recorder.ts';
import { type Measurement, measurementOf } from '../metrics/result.ts';
import { mixOf } from '../scenario/mix.ts';
import { prepareRequest } from '../scenario/prepare.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { LiveView } from './progress.ts';

/** A load to be made. */
export interface LoadPlan {
  scenario: Scenario;
  baseUrl: string;
  model: Model;
  /** How long an answer may take. */
  timeoutMs: number;
  /** Aborted: the run ends with what there is. */
  signal: AbortSignal;
  view?: LiveView | undefined;
  clock?: Clock;
  connect?: () => Sender;
}

const LOOK_MS = 1000;

/**
 * Sends the requests that a scenario wants to find done.
 *
 * @throws {CommandError} If one is not answered as expected.
 */
export async function setUp(plan: Pick<LoadPlan, 'scenario' | 'baseUrl' | 'timeoutMs' | 'signal'>) {
  const { scenario, baseUrl, timeoutMs, signal } = plan;
  const sender = new Connection(new URL(baseUrl), timeoutMs);
  try {
    for (const { request, times } of scenario.setup)
      for (let index = 1; index <= times && !signal.aborted; index += 1) {
        const variables = { ...scenario.variables, index: String(index) };
        const answer = await sender.send(prepareRequest(request, variables, baseUrl)());
        if (errorKindOf(request, answer) === undefined) continue;
        const came =
          'status' in answer ? `${answer.status} ${answer.body.slice(0, 200)}` : answer.failure;
        throw new CommandError(`${request.at}: ${request.method} ${request.url}: ${came}`, 1);
      }
  } finally {
    sender.close();
  }
}

/** Makes the load, and measures what comes of it. */
export async function runLoad(plan: LoadPlan): Promise<Measurement> {
  const { scenario, baseUrl, model, timeoutMs, signal, view, clock = systemClock } = plan;
  const target = new URL(baseUrl);
  const { connect = () => new Connection(target, timeoutMs) } = plan;
  const startedAt = clock.now();
  const idle = performance.eventLoopUtilization();
  const recorder = new Recorder(scenario.requests, model, startedAt);
  const look =
    view && setInterval(() => view.update(recorder.live(), clock.now() - startedAt), LOOK_MS);
  try {
    const { unsent } = await runModel(model, {
      ...{ clock, connect, signal },
      next: mixOf(scenario, baseUrl),
      record: (sample) => recorder.record(sample),
      onUsers: (users) => recorder.onUsers(users, clock.now()),
    });
    const { utilization: generatorBusy } = performance.eventLoopUtilization(idle);
    const elapsedMs = clock.now() - startedAt;
    return measurementOf(recorder, model, { elapsedMs, unsent, generatorBusy });
  } finally {
    clearInterval(look);
    view?.end();
  }
}
