import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StateMachine } from '../state-machine.ts';
import { anExecution } from '../testing/an-execution.ts';
import { type ExecutionStore, openExecutionStore } from './execution-store.ts';

const DAY_MS = 24 * 3600 * 1000;
const machine: StateMachine = {
  ...{
    arn: anExecution().stateMachineArn,
    name: 'm',
    roleArn: 'arn:r',
    definition: '{}',
    tags: {},
  },
  ...{ program: { StartAt: 'A', States: {} }, revisionId: 'r1', createdAt: 0, updatedAt: 0 },
  logging: { level: 'OFF', includeExecutionData: false, logGroups: [] },
};

describe('the store of executions', () => {
  let directory: string;
  let store: ExecutionStore;

  const open = () => openExecutionStore(join(directory, 'state/executions.db'));
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'executions-'));
    store = open();
  });
  afterEach(() => {
    store.close();
    rmSync(directory, { recursive: true });
  });

  const add = (name: string, stopDate?: number) => {
    const execution = anExecution({ name });
    store.add(execution, machine);
    store.addEvent(execution.arn, {
      ...{ id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 1, details: {} },
    });
    if (stopDate !== undefined) store.finish({ ...execution, status: 'SUCCEEDED', stopDate });
    return execution.arn;
  };

  it('has everything after it was opened again', () => {
    const arn = add('kept', 5);
    store.close();
    store = open();
    expect(store.get(arn)).toMatchObject({ status: 'SUCCEEDED', stopDate: 5, output: undefined });
    expect(store.events(arn, false, { limit: 9 }).items).toHaveLength(1);
    expect(store.revision('r1')).toMatchObject({ definition: '{}', roleArn: 'arn:r' });
  });

  it('forgets what ended long ago, not what runs', () => {
    const now = 100 * DAY_MS;
    const [old, recent, running] = [add('old', 9 * DAY_MS), add('recent', 11 * DAY_MS), add('r')];
    store.prune(now);
    expect([old, recent, running].map((arn) => store.get(arn)?.name)).toEqual([
      ...[undefined, 'recent', 'r'],
    ]);
    expect(store.events(old, false, { limit: 9 })).toEqual({ items: [] });
  });

  it('goes on with a list where it was, whatever has begun since', () => {
    const { stateMachineArn } = anExecution();
    const page = (after?: number) => {
      const { items, next } = store.list(stateMachineArn, '', { limit: 2, after });
      return { names: items.map(({ name }) => name), next };
    };
    ['a', 'b', 'c'].forEach((name) => add(name));
    const { names, next } = page();
    add('d');
    expect(names).toEqual(['c', 'b']);
    expect(page(next)).toEqual({ names: ['a'], next: undefined });
  });

  it('goes backwards through a history that grows', () => {
    const arn = add('grows');
    const event = (id: number) =>
      store.addEvent(arn, { id, previousEventId: 0, type: 'X', timestamp: 1, details: {} });
    event(2);
    const { items, next } = store.events(arn, true, { limit: 1 });
    event(3);
    expect(items).toMatchObject([{ id: 2 }]);
    expect(store.events(arn, true, { limit: 1, after: next })).toMatchObject({
      items: [{ id: 1 }],
    });
  });

  it('knows whose status nobody was told of', () => {
    const arn = add('a');
    const told = anExecution({ name: 'a' });
    expect(store.untold().map((execution) => execution.arn)).toEqual([arn]);
    store.setTold(told);
    expect(store.untold()).toEqual([]);
    store.finish({ ...told, status: 'FAILED', stopDate: 2 });
    expect(store.untold()).toMatchObject([{ arn, status: 'FAILED' }]);
  });
});
