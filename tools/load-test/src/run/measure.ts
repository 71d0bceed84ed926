import type { Io } from '@acado/command-line';
import { readTelemetry } from '../billing/read-telemetry.ts';
import type { Model } from '../engine/model.ts';
import { apiErrors, nameThrottling } from '../metrics/name-throttling.ts';
import type { Measurement } from '../metrics/result.ts';
import type { FunctionState } from '../settings/settings.ts';
import type { AwsAccess } from '../target/target.ts';
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

/** CloudWatch has metrics of AWS after some minutes, and those of this machine at once. */
const PATIENCE_MS = { aws: 180_000, local: 5_000 };

export const openTelemetry = ({ target }: Session, aws: AwsAccess) =>
  readTelemetry(aws, target.kind === 'aws' ? PATIENCE_MS.aws : PATIENCE_MS.local);

/** Asks Lambda whether it throttled what the API answered with 5xx. */
export async function explainErrors(
  session: Session,
  { functions, aws }: { functions: readonly FunctionState[]; aws: AwsAccess },
  measured: Measured,
): Promise<Measured> {
  const wanted = apiErrors(measured.measurement);
  if (wanted === 0) return measured;
  const telemetry = openTelemetry(session, aws);
  try {
    const span = { from: Date.parse(measured.startedAt), to: Date.parse(measured.finishedAt) };
    const throttles = await telemetry.throttles(functions, span, wanted);
    return { ...measured, measurement: nameThrottling(measured.measurement, throttles) };
  } finally {
    telemetry.close();
  }
}
