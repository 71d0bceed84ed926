import { type EnvironmentPool } from '../sandbox/environment-pool.ts';
import { type SandboxFunction } from '../sandbox/sandbox-host.ts';
import { type FunctionDefinition } from '../types.ts';
import { type FunctionContent } from './function-version.ts';
import { createManagedFunction } from './managed-function.ts';

const definition: FunctionDefinition = {
  functionName: 'worker',
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  architecture: 'arm64',
  memorySizeMB: 512,
  timeoutS: 3,
  ephemeralStorageMB: 512,
  environment: {},
  roleArn: 'arn:role',
  codeZip: 'code.zip',
  logGroupName: '/aws/lambda/worker',
};
const code = { sha256: 'a', sizeBytes: 1, taskRoot: '/task', zipFile: '/task.zip' };

const contentOf = (overrides: Partial<FunctionDefinition> = {}): FunctionContent => ({
  code,
  definition: { ...definition, ...overrides },
});

/** A function whose clock the test sets, and what its environments were told to run. */
const create = () => {
  const clock = { now: 0 };
  const ran: SandboxFunction[] = [];
  const managed = createManagedFunction(contentOf(), {
    arn: 'arn:worker',
    createPool: (first) => {
      ran.push(first);
      const pool: Pick<EnvironmentPool, 'replace'> = { replace: (next) => void ran.push(next) };
      return pool as EnvironmentPool;
    },
    transitionMs: 100,
    now: () => clock.now,
  });
  const update = (overrides: Partial<FunctionDefinition>) => {
    managed.latest.update(contentOf(overrides));
    clock.now += 100;
  };
  return { managed, clock, ran, update };
};

describe('an update of $LATEST', () => {
  it('shows at once what runs when it is done', () => {
    const { managed, clock, ran } = create();

    managed.latest.update(contentOf({ memorySizeMB: 1024 }));

    expect(managed.latest.definition.memorySizeMB).toBe(1024);
    expect(managed.latest.lastUpdateStatus).toBe('InProgress');
    expect(() => managed.latest.checkNoUpdate()).toThrow('An update is in progress');
    expect(() => managed.publish()).toThrow('An update is in progress');
    managed.latest.pool();
    expect(ran).toHaveLength(1);
    clock.now = 100;
    managed.latest.pool();
    expect(managed.latest.lastUpdateStatus).toBe('Successful');
    expect(ran.map((one) => one.definition.memorySizeMB)).toEqual([512, 1024]);
  });

  it('is a revision at its start and at its end', () => {
    const { managed, clock } = create();
    const revisions = [managed.latest.revisionId];

    managed.latest.update(contentOf({ timeoutS: 4 }));
    revisions.push(managed.latest.revisionId);
    clock.now = 100;
    revisions.push(managed.latest.revisionId, managed.latest.revisionId);

    expect(new Set(revisions).size).toBe(3);
  });

  it('keeps the environments for what they do not notice', () => {
    const { managed, ran, update } = create();

    update({ description: 'other', tags: { a: 'b' }, codeZip: 'the same code elsewhere' });
    managed.latest.pool();

    expect(ran).toHaveLength(1);
  });

  it('ends with what the template says', () => {
    const { managed, ran } = create();
    managed.latest.update(contentOf({ memorySizeMB: 1024 }));

    managed.latest.replace(contentOf({ memorySizeMB: 256 }));

    expect(managed.latest.lastUpdateStatus).toBe('Successful');
    expect(ran.at(-1)?.definition.memorySizeMB).toBe(256);
  });

  it('is none when the template says what is there', () => {
    const { managed } = create();
    const { revisionId } = managed.latest;

    managed.latest.replace(contentOf());

    expect(managed.latest.revisionId).toBe(revisionId);
  });
});

describe('publishing', () => {
  it('freezes what $LATEST is, under the next number', () => {
    const { managed, update } = create();
    const first = managed.publish({ description: 'first' });
    update({ memorySizeMB: 1024 });
    const second = managed.publish();

    expect([first, second].map(({ version }) => version)).toEqual(['1', '2']);
    expect(first.definition).toMatchObject({ memorySizeMB: 512, description: 'first' });
    expect(second.definition.memorySizeMB).toBe(1024);
    expect(managed.versions()).toEqual([first, second]);
  });

  it('starts no environment by itself, and takes invocations when the version is active', () => {
    const { managed, clock, ran } = create();
    const version = managed.publish();

    expect(version.state).toBe('Pending');
    expect(() => version.pool()).toThrow('in the following state: Pending');
    expect(version.startedPool).toBeUndefined();
    clock.now = 100;
    expect(version.state).toBe('Active');
    expect(version.pool()).toBe(version.startedPool);
    expect(ran.at(-1)?.version).toBe('1');
  });

  it('gives the last version again when nothing has changed, unless it is gone', () => {
    const { managed } = create();
    const first = managed.publish();

    const again = managed.publish({ description: 'described otherwise' });
    managed.removeVersion('1');
    const next = managed.publish();

    expect(again).toBe(first);
    expect(next.version).toBe('2');
  });

  it('takes no time for the template', () => {
    const { managed } = create();
    managed.latest.update(contentOf({ timeoutS: 4 }));

    expect(managed.publish({ atOnce: true }).state).toBe('Active');
  });

  it('is a revision of $LATEST', () => {
    const { managed } = create();
    const { revisionId } = managed.latest;

    managed.publish({ revisionId });

    expect(managed.latest.revisionId).not.toBe(revisionId);
    expect(() => managed.publish({ revisionId })).toThrow('RevisionId');
  });
});

describe('an alias', () => {
  const settings = { description: '', weights: {} };

  it('leads to its version', () => {
    const { managed } = create();
    const version = managed.publish();
    managed.createAlias('live', { ...settings, functionVersion: '1' });

    expect(managed.version('live')).toBe(version);
    expect(managed.version()).toBe(managed.latest);
    expect(managed.version('$LATEST')).toBe(managed.latest);
  });

  it.each([
    [{ functionVersion: '7' }, 'Function not found: arn:worker:7'],
    [{ functionVersion: '1', weights: { 7: 0.5 } }, 'Function not found: arn:worker:7'],
    [{ functionVersion: '$LATEST', weights: { 1: 0.5 } }, 'divides its invocations'],
    [{ functionVersion: '1', weights: { $LATEST: 0.5 } }, 'divides its invocations'],
    [{ functionVersion: '1', weights: { 2: 1.5 } }, 'divides its invocations'],
    [{ functionVersion: '1', weights: { 1: 0.5 } }, 'version 1 is already included'],
    [{ functionVersion: '1', weights: { 2: 0.5, 3: 0.5 } }, 'cannot be greater than 1'],
  ])('is refused for %j', (wrong, message) => {
    const { managed } = create();
    managed.publish();
    managed.latest.replace(contentOf({ timeoutS: 4 }));
    managed.publish();

    expect(() => managed.createAlias('live', { ...settings, ...wrong })).toThrow(message);
  });

  it('holds the versions that it sends to', () => {
    const { managed } = create();
    managed.publish();
    managed.createAlias('live', { ...settings, functionVersion: '1' });

    expect(() => managed.removeVersion('1')).toThrow(
      'Unable to delete version because the following aliases reference it: [live]',
    );
    expect(() => managed.removeVersion('live')).toThrow('Deletion of aliases is not currently');
  });
});
