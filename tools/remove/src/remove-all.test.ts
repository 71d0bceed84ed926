import type { Doomed } from './inventory.ts';
import { removeAll } from './remove-all.ts';
import { aCloud } from './testing/a-cloud.ts';

const doomed = (key: string, before: string[] = []): Doomed => ({
  ...{ key, before, resources: [], holdings: [] },
  stack: {
    ...{ name: `acado-${key}-dev`, id: `id-acado-${key}-dev`, status: 'CREATE_COMPLETE' },
    ...{ isProtected: false, tags: {} },
  },
});

describe('removeAll', () => {
  it('stops waiting when it is interrupted, and begins nothing more', async () => {
    const { cloud, calls } = aCloud({ 'acado-a-dev': {}, 'acado-b-dev': {} });
    const wish = new AbortController();
    const statusOf = async () => {
      wish.abort();
      return 'DELETE_IN_PROGRESS';
    };

    const outcomes = await removeAll([doomed('a'), doomed('b', ['a'])], {
      cloud: { ...cloud, stacks: { ...cloud.stacks, statusOf } },
      progress: { say: () => undefined, count: () => undefined },
      ...{ signal: wish.signal, pollMs: 60_000 },
    });

    expect(calls).toEqual(['delete acado-a-dev']);
    expect(outcomes.get('a')).toMatchObject({
      result: 'interrupted',
      reason: 'AWS goes on deleting it: repeat to see its end',
    });
    expect(outcomes.get('b')).toMatchObject({ result: 'skipped' });
  });

  it('says what AWS says, and goes on with the others', async () => {
    const { cloud } = aCloud({ 'acado-a-dev': {}, 'acado-b-dev': {} });
    const remove = async (name: string) => {
      if (name === 'acado-a-dev') throw new Error('not authorized');
      await cloud.stacks.delete(name);
    };

    const outcomes = await removeAll([doomed('a'), doomed('b')], {
      cloud: { ...cloud, stacks: { ...cloud.stacks, delete: remove } },
      progress: { say: () => undefined, count: () => undefined },
      ...{ signal: new AbortController().signal, pollMs: 0 },
    });

    expect([...outcomes.values()]).toEqual([
      { result: 'failed', reason: 'not authorized' },
      { result: 'removed', objects: 0 },
    ]);
  });
});
