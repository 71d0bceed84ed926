import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logger } from '../telemetry.ts';
import { initDuration, invocationStart } from './clock.ts';
import { startCounting, takeCounts } from './invocation.ts';
import { countOutput, takeOutputBytes } from './output-bytes.ts';
import { price } from './price.ts';
import { type RateCard, readRateCard } from './rate-card.ts';
import { type BillTrigger, defaultRecords, triggerUnits } from './trigger-units.ts';

/** What is looked at of a request in middy's hands. */
interface Request {
  event: unknown;
  context: { functionName: string; getRemainingTimeInMillis: () => number };
  response: unknown;
  error: unknown;
}

/** What runs first and last around everything else, whether the handler returns or throws. */
interface Hooks {
  requestStart?: (request: Request) => void;
  requestEnd?: (request: Request) => void;
}

interface Settings {
  card: RateCard;
  /** Share of the invocations that are measured, above 0 and at most 1. */
  sampleRate: number;
  /** `EstimatedCost` is the only metric; the rest are properties of the record. */
  totalOnly: boolean;
  memoryMb: number;
  stage: string;
  /** Anything but an on-demand environment was made at somebody else's expense. */
  isInitBilled: boolean;
}

/** Log bytes of Lambda's own START, END and REPORT; and what a cold start adds: INIT_START and the Init Duration. */
const PLATFORM_BYTES = 340;
const PLATFORM_INIT_BYTES = 220;

/** The answer on its way to Lambda, which cannot be seen from inside: measured against REPORT lines, in ms. */
const TAIL_MS = 0.3;

/** Length of the last record, for the cost of the next one; before the first a typical one. */
let recordBytes = 800;

let isFirstInvocation = true;

const readSettings = (env = process.env): Settings | undefined => {
  const card = readRateCard(env);
  const rate = Number(env.COST_SAMPLE_RATE || 1);
  if (!card || !(rate > 0) || env.COST_METRICS === 'off') return undefined;
  return {
    card,
    sampleRate: Math.min(1, rate),
    totalOnly: env.COST_METRICS === 'total',
    memoryMb: Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE),
    stage: env.STAGE || 'unknown',
    isInitBilled: env.AWS_LAMBDA_INITIALIZATION_TYPE === 'on-demand',
  };
};

/** Metrics whose record carries further properties: for queries, not for graphs, so that nobody pays for a metric. */
class CostRecord extends Metrics {
  properties: Record<string, string | number | object> = {};

  override serializeMetrics(): ReturnType<Metrics['serializeMetrics']> {
    return { ...super.serializeMetrics(), ...this.properties };
  }
}

/**
 * Measures what invocations cost and writes one EMF record for each, if the function has a rate card (`COST_RATES`). To
 * be called where the handler is made: there the environment's initialisation ends.
 */
export const costHooks = (): Hooks => {
  const settings = readSettings();
  if (!settings) return {};
  const { card, sampleRate, totalOnly, memoryMb, stage, isInitBilled } = settings;
  const loadedAt = performance.now();
  let metrics: CostRecord | undefined;
  let isMeasured = false;
  let initMs = 0;
  let startedAt = 0;
  let billTrigger: BillTrigger = () => ({});
  startCounting(true);
  countOutput();

  const write = (request: Request): void => {
    const billedMs = Math.ceil(performance.now() - startedAt + TAIL_MS + initMs);
    const { units, calls, records = defaultRecords(request.event) } = takeCounts();
    const costs = price(
      {
        billedMs,
        memoryMb,
        data: units,
        trigger: billTrigger(request),
        logBytes: takeOutputBytes() + PLATFORM_BYTES + (initMs > 0 ? PLATFORM_INIT_BYTES : 0),
        recordBytes,
        records,
        sampleRate,
      },
      card,
    );
    metrics ??= new CostRecord({
      namespace: 'Acado/Cost',
      defaultDimensions: { function: request.context.functionName, stage },
    });
    const { EstimatedCost, ...parts } = costs;
    if (EstimatedCost !== undefined)
      metrics.addMetric('EstimatedCost', MetricUnit.NoUnit, EstimatedCost);
    metrics.properties = {
      records,
      calls,
      ...(initMs > 0 && { initMs: Math.round(initMs) }),
      ...(sampleRate < 1 && { sampleRate }),
      ...(totalOnly && { ...parts, BilledDuration: billedMs / sampleRate }),
    };
    if (!totalOnly) {
      for (const [name, cost] of Object.entries(parts))
        metrics.addMetric(name, MetricUnit.NoUnit, cost);
      metrics.addMetric('BilledDuration', MetricUnit.Milliseconds, billedMs / sampleRate);
    }
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    recordBytes = takeOutputBytes();
  };

  return {
    requestStart: (request) => {
      isMeasured = sampleRate === 1 || Math.random() < sampleRate;
      if (isMeasured) {
        startedAt = invocationStart(request.context.getRemainingTimeInMillis(), card.timeoutMs);
        initMs = isFirstInvocation && isInitBilled ? initDuration(startedAt, loadedAt) : 0;
        billTrigger = triggerUnits(request.event, card.queueFedByRule);
      }
      isFirstInvocation = false;
      startCounting(isMeasured);
    },
    requestEnd: (request) => {
      try {
        if (isMeasured) return write(request);
      } catch (error) {
        // Nobody's request fails because its price is not known.
        logger.warn('Cost metrics failed', { error });
        metrics = undefined;
      }
      takeCounts();
      takeOutputBytes();
    },
  };
};
