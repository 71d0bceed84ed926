import type { Architecture } from './run/system.ts';
import type { QueueSettings, Settings } from './settings.ts';

/** A run of the evidence. */
export interface Variant {
  /** Of its folder, such as `V3`. */
  name: string;
  architecture: Architecture;
  settings: Settings;
  /** What the run is, for tables. */
  title: string;
  /** What it adds to the run before it, for the waterfall; absent for runs beside it. */
  technique?: string;
  /** The run that this one repeats, to see how far two runs of the same differ. */
  repeats?: string;
}

/** Of Serverless Framework; what a team gets that does not choose. */
const DEFAULTS: Settings = { architecture: 'x86_64', memoryMb: 1024 };
/** One line per function and order, and no cost metrics: the baseline pays for nothing that it does not have. */
const BASELINE_LOGS = { POWERTOOLS_LOG_LEVEL: 'INFO', COST_METRICS: 'off' };
/** The telemetry of a stage where somebody looks at everything. */
const FULL_LOGS = { POWERTOOLS_LOG_LEVEL: 'INFO', COST_SAMPLE_RATE: '1' };
/** The telemetry of production, as in libs/serverless-config/params.yml. */
export const PRODUCTION_LOGS = {
  POWERTOOLS_LOG_LEVEL: 'WARN',
  COST_METRICS: 'total',
  COST_SAMPLE_RATE: '0.1',
};

const PUBLISH_ORDERS = 'acado-ingest-a-local-publishOrders';
const ARCHIVE_EVENTS = 'acado-s3-archiver-local-archiveEvents';

/** How production reads its queues where a laptop does not wait so long; as in ingest-a's and s3-archiver's serverless.yml. */
export const PRODUCTION_QUEUES = {
  [PUBLISH_ORDERS]: { windowSeconds: 5 },
  [ARCHIVE_EVENTS]: { batchSize: 10_000, windowSeconds: 60 },
} satisfies Readonly<Record<string, QueueSettings>>;

const MESSAGE_BY_MESSAGE: QueueSettings = { batchSize: 1, windowSeconds: 0 };
const UNBATCHED_ORDERS = {
  [PUBLISH_ORDERS]: MESSAGE_BY_MESSAGE,
  'acado-worker-b-local-storeOrders': MESSAGE_BY_MESSAGE,
  'acado-worker-c-local-renderReceipts': MESSAGE_BY_MESSAGE,
};
const UNBATCHED = { ...UNBATCHED_ORDERS, [ARCHIVE_EVENTS]: MESSAGE_BY_MESSAGE };
/** The archive's minute would make every run a minute longer: it keeps the laptop's second, which is dearer. */
const BATCHED = { [PUBLISH_ORDERS]: PRODUCTION_QUEUES[PUBLISH_ORDERS] };

const baseline = (settings: Settings): Settings => ({ environment: BASELINE_LOGS, ...settings });
const pipeline = (settings: Settings): Settings => ({
  environment: FULL_LOGS,
  queues: BATCHED,
  ...settings,
});

/** The baseline, and the pipeline with its techniques switched on one after the other. */
export const STEPS: readonly Variant[] = [
  {
    name: 'V0',
    architecture: 'baseline',
    settings: baseline(DEFAULTS),
    title: 'Baseline',
  },
  {
    name: 'V1',
    architecture: 'baseline',
    settings: baseline({ ...DEFAULTS, httpApi: true }),
    title: 'Baseline behind an HTTP API',
    technique: 'HTTP API',
  },
  {
    name: 'V2',
    architecture: 'pipeline',
    settings: pipeline({ ...DEFAULTS, queues: UNBATCHED }),
    title: 'Pipeline, message by message',
    technique: 'Asynchronous',
  },
  {
    name: 'V3',
    architecture: 'pipeline',
    settings: pipeline({ ...DEFAULTS, queues: UNBATCHED_ORDERS }),
    title: '+ batches for the archive',
    technique: 'Archival batching',
  },
  {
    name: 'V4',
    architecture: 'pipeline',
    settings: pipeline(DEFAULTS),
    title: '+ batches of orders and of events',
    technique: 'Batching',
  },
  {
    name: 'V5',
    architecture: 'pipeline',
    settings: pipeline({ memoryMb: 1024, architecture: 'arm64' }),
    title: '+ arm64',
    technique: 'arm64',
  },
  {
    name: 'V6',
    architecture: 'pipeline',
    settings: pipeline({}),
    title: '+ memory as tuned',
    technique: 'Memory',
  },
  {
    name: 'V7',
    architecture: 'pipeline',
    settings: pipeline({ environment: PRODUCTION_LOGS }),
    title: 'Pipeline as it is',
    technique: 'Log volume',
  },
];

/** The step before this one is changed on paper: its receipts are moved from the table to S3. */
export const RECEIPTS_STEP = { of: 'V2', technique: 'Receipts in the table' };

const BESIDE: readonly Variant[] = [
  {
    name: 'V0-512',
    architecture: 'baseline',
    settings: baseline({ ...DEFAULTS, memoryMb: 512 }),
    title: 'Baseline at 512 MB',
  },
  {
    name: 'V0-3008',
    architecture: 'baseline',
    settings: baseline({ ...DEFAULTS, memoryMb: 3008 }),
    title: 'Baseline at 3008 MB',
  },
];

const again = (name: string): Variant => {
  const { technique: _, ...variant } = STEPS.find((step) => step.name === name)!;
  return { ...variant, name: `${name}-again`, repeats: name };
};

/** Every run, in the order of reports. */
export const VARIANTS: readonly Variant[] = [...STEPS, ...BESIDE, again('V0'), again('V7')];

/** Runs in the order in which they are made: what is compared most is made side by side, at the beginning and the end. */
export const inOrderOfRunning = (variants: readonly Variant[]): Variant[] => {
  const first = (name: string) => (name === 'V0' ? 0 : name === 'V7' ? 1 : 2);
  return [...variants].sort((a, b) => first(a.name) - first(b.name));
};

/** @throws {RangeError} If there is no such run. */
export function variantOf(name: string): Variant {
  const variant = VARIANTS.find((candidate) => candidate.name === name);
  if (!variant) throw new RangeError(`There is no run "${name}"`);
  return variant;
}
