import type { Architecture } from '@acado/tuning';
import { FunctionBusy, FunctionNotFound, NotNow, Refused } from '../domain/errors.ts';
import type { Clock, Configuration, Functions, Invocation, Invoker } from '../domain/ports.ts';
import type { OnEffect } from './effects.ts';
import { performed } from './effects.ts';

/** What an invocation does: how long it takes, and how it fails if it does. */
export interface Behaviour {
  durationMs: number;
  initMs?: number;
  error?: { errorType?: string; errorMessage: string };
  /** Lambda's own answer in place of an invocation. */
  refusal?: Error;
  withoutReport?: boolean;
}

type Behave = (invoked: {
  memoryMb: number;
  architecture: Architecture;
  payload: string;
}) => Behaviour;

/** CPU-bound. */
const busy: Behave = ({ memoryMb }) => ({ durationMs: 10_240 / memoryMb });

export interface FakeLambdaOptions {
  clock: Clock;
  onEffect?: OnEffect;
  initial?: Partial<Configuration>;
  /** MB; more is refused. */
  maxMemoryMb?: number;
  reservedConcurrency?: number;
  /** How often a changed function, or a new version, is seen changing before it is ready. */
  readsUntilReady?: number;
  behave?: (invoked: {
    memoryMb: number;
    architecture: Architecture;
    payload: string;
  }) => Behaviour;
}

export const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:shop';

const initialConfiguration: Configuration = {
  version: '$LATEST',
  memoryMb: 512,
  architecture: 'arm64',
  description: 'Sells',
  codeSha256: 'code-1',
  revisionId: 'revision-0',
  packageType: 'Zip',
  status: 'ready',
  statusReason: '',
  settings: { Runtime: 'nodejs24.x' },
};

/** One function in Lambda, with its revisions, versions and conflicts. */
export function createFakeLambda(options: FakeLambdaOptions) {
  const { clock, onEffect = () => undefined, maxMemoryMb = 10_240, readsUntilReady = 1 } = options;
  const { behave = busy } = options;
  let latest: Configuration = { ...initialConfiguration, ...options.initial };
  let readsLeft = 0;
  let revisions = 0;
  let lastVersion = 0;
  const versions = new Map<string, Configuration>();
  const pending = new Map<string, number>();
  const warm = new Set<string>();
  const aliases = new Map<string, string>();
  const invocations: { version: string; payload: string }[] = [];
  let inFlight = 0;
  let mostInFlight = 0;

  const find = (version?: string): Configuration => {
    const found =
      version === undefined || version === '$LATEST'
        ? latest
        : versions.get(aliases.get(version) ?? version);
    if (!found) throw new FunctionNotFound(`There is no ${functionArn}:${version}`);
    return found;
  };
  const change = (revisionId: string, changes: Partial<Configuration>): void => {
    if (revisionId !== latest.revisionId) throw new FunctionBusy('The revision is another');
    if (latest.status === 'changing') throw new FunctionBusy('An update is in progress');
    if ((changes.memoryMb ?? 0) > maxMemoryMb) {
      throw new Refused('ValidationException', `MemorySize must be at most ${maxMemoryMb}`);
    }
    latest = { ...latest, ...changes, status: 'changing', revisionId: `revision-${++revisions}` };
    readsLeft = readsUntilReady;
  };
  const isSameAsLast = (): boolean => {
    const last = versions.get(String(lastVersion));
    const { memoryMb, architecture, description, codeSha256 } = latest;
    return (
      last?.memoryMb === memoryMb &&
      last.architecture === architecture &&
      last.description === description &&
      last.codeSha256 === codeSha256
    );
  };

  const functions: Functions = {
    configuration: async (_arn, version) => {
      const found = find(version);
      const left = version === undefined ? readsLeft : (pending.get(found.version) ?? 0);
      if (left > 0) {
        if (version === undefined) readsLeft--;
        else pending.set(found.version, left - 1);
        return { ...found, status: 'changing' };
      }
      // As on AWS, an update that has ended is another revision.
      if (version === undefined && latest.status === 'changing') {
        latest = { ...latest, status: 'ready', revisionId: `revision-${++revisions}` };
        return latest;
      }
      return { ...found, status: 'ready' };
    },
    reservedConcurrency: async () => options.reservedConcurrency,
    configure: (_arn, { memoryMb, description, revisionId }) =>
      performed(onEffect, `configure ${memoryMb}`, () =>
        change(revisionId, { memoryMb, description }),
      ),
    changeArchitecture: (_arn, { architecture, revisionId }) =>
      performed(onEffect, `changeArchitecture ${architecture}`, () =>
        change(revisionId, { architecture }),
      ),
    publish: (_arn, { revisionId }) =>
      performed(onEffect, 'publish', () => {
        if (revisionId !== latest.revisionId) throw new FunctionBusy('The revision is another');
        if (isSameAsLast()) return String(lastVersion);
        const version = String(++lastVersion);
        versions.set(version, { ...latest, version });
        pending.set(version, readsUntilReady);
        return version;
      }),
    versions: async () => [...versions.values()],
    deleteVersion: (_arn, version) =>
      performed(onEffect, `deleteVersion ${version}`, () => void versions.delete(version)),
    pointAlias: (_arn, alias, version) =>
      performed(onEffect, `pointAlias ${alias}`, () => void aliases.set(alias, version)),
  };

  const answer = (version: string, payload: string): Invocation => {
    const { memoryMb, architecture } = find(version);
    const behaviour = behave({ memoryMb, architecture, payload });
    if (behaviour.refusal) throw behaviour.refusal;
    const initMs = warm.has(version) ? undefined : behaviour.initMs;
    warm.add(version);
    invocations.push({ version, payload });
    const requestId = crypto.randomUUID();
    const { durationMs, error } = behaviour;
    const billed = Math.ceil(durationMs + (initMs ?? 0));
    const report = `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: 70 MB\t${initMs === undefined ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`}\n`;
    return {
      requestId,
      payload: error ? JSON.stringify(error) : '{"ok":true}',
      logTail: behaviour.withoutReport ? 'something else\n' : report,
      failed: error !== undefined,
    };
  };
  const invoker: Invoker = {
    invoke: async (_arn, payload, version = '$LATEST') => {
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      try {
        return await performed(onEffect, `invoke ${version}`, () => answer(version, payload));
      } finally {
        inFlight--;
        await clock.sleep(10);
      }
    },
  };

  return {
    functions,
    invoker,
    invocations,
    aliases,
    versions,
    mostInFlight: () => mostInFlight,
    latest: () => latest,
    /** What somebody else does. */
    deploy: (changes: Partial<Configuration>): void => {
      latest = { ...latest, ...changes, revisionId: `revision-${++revisions}` };
    },
  };
}

export type FakeLambda = ReturnType<typeof createFakeLambda>;

export const throttled = () => new NotNow('throttled', 'Rate Exceeded.');
