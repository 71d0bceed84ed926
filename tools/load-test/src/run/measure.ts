import type { Io } from '@acado/command-line';
import type { LambdaCost } from '../billing/lambda-cost.ts';
import { readTelemetry, type Span, type Telemetry } from '../billing/read-telemetry.ts';
import type { Model } from '../engine/model.ts';
import { duration } from '../report/format.ts';
import { apiErrors, nameThrottling } from '../metrics/name-throttling.ts';
import type { Measurement } from '../metrics/result.ts';
import type { AwsAccess } from '../target/target.ts';
import type { Borrowed } from './borrow.ts';
import { createLiveView } from './progress.ts';
import { runLoad } from './run-load.ts';
import type { Session } from './session.ts';

/** A measurement, and when it was made. */
export interface Measured {
  startedAt: string;
  finishedAt: string;
  measurement: Measurement;
}

/** Makes a load and shows how it goes. */
export async function measure({ plan }: Session, model: Model, io: Io): Promise<Measured> {
  const startedAt = new Date().toISOString();
  const measurement = await runLoad({
    ...plan(model),
    view: createLiveView(io.stderr, model.durationMs),
  });
  return { startedAt, finishedAt: new Date().toISOString(), measurement };
}

/** Makes the load without its ramp: execution environments start, as many as it needs, before it counts. */
export async function warmUp(
  { plan, model, say }: Pick<Session, 'plan' | 'model' | 'say'>,
  durationMs: number,
): Promise<void> {
  if (durationMs === 0) return;
  say(`Warming up for ${duration(durationMs)} …`);
  await runLoad(plan({ ...model, rampUpMs: 0, durationMs }));
}

/** AWS has logs and metrics after up to some minutes; a local cloud has them at once. */
const PATIENCE_MS = { aws: 180_000, local: 5_000 };

/** Asks CloudWatch, where it can, whether Lambda throttled what the API answered with 5xx. */
export async function explainErrors(session: Session, measured: Measured): Promise<Measured> {
  const { target, functionNames, say } = session;
  const { aws } = target;
  const wanted = apiErrors(measured.measurement);
  const names = aws && wanted > 0 ? functionNames() : [];
  if (!aws || names.length === 0) return measured;
  say('Asking CloudWatch what Lambda throttled …');
  return withTelemetry(session, aws, async (telemetry) => {
    const throttles = await telemetry.throttles(names, spanOf(measured), wanted);
    return { ...measured, measurement: nameThrottling(measured.measurement, throttles) };
  });
}

/** What Lambda bills for a measurement; nothing if its logs do not say. */
export const costOf = (
  session: Session,
  { functions, aws, answer }: Borrowed,
  measured: Measured,
): Promise<LambdaCost | undefined> =>
  withTelemetry(session, aws, (telemetry) => {
    const own = measured.measurement.byRequest.filter(({ name }) => answer(name));
    const expected = own.reduce((sum, { requests, failed }) => sum + requests - failed, 0);
    return telemetry.cost(functions.states(), spanOf(measured), expected);
  });

const spanOf = ({ startedAt, finishedAt }: Measured): Span => ({
  from: Date.parse(startedAt),
  to: Date.parse(finishedAt),
});

async function withTelemetry<Result>(
  { signal }: Session,
  aws: AwsAccess,
  work: (telemetry: Telemetry) => Promise<Result>,
): Promise<Result> {
  const patience = aws.config.endpoint === undefined ? PATIENCE_MS.aws : PATIENCE_MS.local;
  const telemetry = readTelemetry(aws, patience, signal);
  try {
    return await work(telemetry);
  } finally {
    telemetry.close();
  }
}
