import { randomUUID } from 'node:crypto';
import { type EnvironmentPool } from '../sandbox/environment-pool.ts';
import { type CodePackage } from '../sandbox/package-store.ts';
import { type SandboxFunction } from '../sandbox/sandbox-host.ts';
import { type FunctionDefinition } from '../types.ts';
import { conflict } from './errors.ts';

export const LATEST = '$LATEST';

/** Code and configuration: all that a version freezes. */
export type FunctionContent = { definition: FunctionDefinition; code: CodePackage };

/** $LATEST or a published version, with execution environments of its own. */
export type FunctionVersion = FunctionContent & {
  readonly version: string;
  readonly lastModified: string;
  readonly revisionId: string;
  readonly state: 'Active' | 'Pending';
  readonly lastUpdateStatus: 'Successful' | 'InProgress';
  /** @throws AwsError while the version is being made. */
  pool(): EnvironmentPool;
  /** `undefined` as long as nobody has asked for `pool`. */
  readonly startedPool?: EnvironmentPool;
};

export type LatestVersion = FunctionVersion & {
  /** Environments take the content when the update is done; those that are busy finish as they began. */
  update(content: FunctionContent): void;
  /** At once, as the template says it. */
  replace(content: FunctionContent): void;
  /** A version has been published from it. */
  touch(): void;
  reserve(executions: number | undefined): void;
  /** @throws AwsError while an update is in progress. */
  checkNoUpdate(): void;
};

export type VersionServices = {
  /** Of the function, without a version. */
  arn: string;
  createPool: (sandboxFunction: SandboxFunction) => EnvironmentPool;
  /** How long an update, or a new version, takes to be ready. */
  transitionMs: number;
  now: () => number;
};

/** What a running environment can't take over, as text. */
const shapeOf = ({ definition, code }: FunctionContent): string => {
  const {
    codeZip: _zip,
    reservedConcurrency: _concurrency,
    tags: _tags,
    description: _description,
    deadLetterArn: _deadLetterArn,
    ...shape
  } = definition;
  return JSON.stringify([code.sha256, shape]);
};

/** What tells a version from the next one, as text. */
export const identityOf = (content: FunctionContent): string => {
  const { description, deadLetterArn } = content.definition;
  return JSON.stringify([shapeOf(content), description ?? '', deadLetterArn]);
};

export const createLatestVersion = (
  initial: FunctionContent,
  { arn, createPool, transitionMs, now }: VersionServices,
): LatestVersion => {
  const runnable = (content: FunctionContent): SandboxFunction => ({
    ...content,
    arn,
    version: LATEST,
  });
  const pool = createPool(runnable(initial));
  let content = initial;
  let running = shapeOf(initial);
  let lastModified = new Date().toISOString();
  let revisionId: string = randomUUID();
  let updatedAt: number | undefined;

  const change = (next: FunctionContent): void => {
    content = next;
    lastModified = new Date().toISOString();
    revisionId = randomUUID();
  };

  const run = (): void => {
    if (running === shapeOf(content)) return;
    running = shapeOf(content);
    pool.replace(runnable(content));
  };

  /** Nothing happens by itself when an update is done: whoever asks next finds it so. */
  const settle = (): void => {
    if (updatedAt === undefined || now() < updatedAt) return;
    updatedAt = undefined;
    revisionId = randomUUID(); // on AWS, too, the end of an update is a revision
    run();
  };

  return {
    version: LATEST,
    state: 'Active',
    get definition() {
      return content.definition;
    },
    get code() {
      return content.code;
    },
    get lastModified() {
      return lastModified;
    },
    get revisionId() {
      settle();
      return revisionId;
    },
    get lastUpdateStatus() {
      settle();
      return updatedAt === undefined ? 'Successful' : 'InProgress';
    },
    pool: () => {
      settle();
      return pool;
    },
    get startedPool() {
      settle();
      return pool;
    },
    update: (next) => {
      settle();
      change(next);
      updatedAt = now() + transitionMs;
    },
    replace: (next) => {
      updatedAt = undefined;
      if (identityOf(next) === identityOf(content)) content = next;
      else change(next);
      run();
    },
    touch: () => void (revisionId = randomUUID()),
    reserve: (reservedConcurrency) => {
      content = { ...content, definition: { ...content.definition, reservedConcurrency } };
    },
    checkNoUpdate: () => {
      settle();
      if (updatedAt === undefined) return;
      throw conflict(
        `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
      );
    },
  };
};

/** Without an environment until somebody invokes it. */
export const createPublishedVersion = (
  version: string,
  content: FunctionContent,
  { arn, createPool, transitionMs, now }: VersionServices,
): FunctionVersion => {
  const readyAt = now() + transitionMs;
  const isReady = (): boolean => now() >= readyAt;
  let pool: EnvironmentPool | undefined;
  return {
    ...content,
    version,
    lastModified: new Date().toISOString(),
    revisionId: randomUUID(),
    get state() {
      return isReady() ? 'Active' : 'Pending';
    },
    get lastUpdateStatus() {
      return 'Successful' as const;
    },
    pool: () => {
      if (isReady()) return (pool ??= createPool({ ...content, arn, version }));
      throw conflict(
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      );
    },
    get startedPool() {
      return pool;
    },
  };
};
