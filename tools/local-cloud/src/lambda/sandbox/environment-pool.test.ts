import { type InvocationResult } from '../types.ts';
import { createEnvironmentPool } from './environment-pool.ts';
import { type Environment, type EnvironmentEvents } from './environment.ts';
import { type SandboxFunction } from './sandbox-host.ts';
import { createSemaphore } from './semaphore.ts';

/** An environment whose every step the test takes itself. */
const createFake = (sandboxFunction: SandboxFunction, events: EnvironmentEvents) => {
  const fake = {
    events,
    ended: false,
    answer: undefined as ((options?: { free: boolean }) => void) | undefined,
    environment: {
      function: sandboxFunction,
      idleSince: 0,
      invoke: ({ requestId }) =>
        new Promise((resolve) => {
          fake.answer = ({ free } = { free: true }) => {
            resolve({ logTail: requestId } as InvocationResult);
            if (free) events.onFree();
          };
        }),
      end: () => {
        fake.ended = true;
        events.onEnded();
        return Promise.resolve();
      },
    } as Environment,
  };
  return fake;
};

const createPool = (initialisations = 2, semaphore = createSemaphore(initialisations)) => {
  const fakes: ReturnType<typeof createFake>[] = [];
  const pool = createEnvironmentPool(
    {} as SandboxFunction,
    semaphore,
    (sandboxFunction, events) => {
      const fake = createFake(sandboxFunction, events);
      fakes.push(fake);
      return fake.environment;
    },
  );
  const invoke = (requestId: string) => pool.invoke({ requestId, payload: Buffer.from('') });
  return { pool, fakes, invoke };
};

describe('createEnvironmentPool', () => {
  it('reuses the environment that became free', async () => {
    const { fakes, invoke } = createPool();
    const first = invoke('a');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!();
    await first;

    const second = invoke('b');
    fakes[0]!.answer!();

    expect((await second).logTail).toBe('b');
    expect(fakes).toHaveLength(1);
  });

  it('waits for an environment that has answered instead of starting another', async () => {
    const { fakes, invoke } = createPool();
    const first = invoke('a');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!({ free: false });
    await first;

    const second = invoke('b');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!();

    expect((await second).logTail).toBe('b');
    expect(fakes).toHaveLength(1);
  });

  it('starts another when the one that has answered does not come back', async () => {
    const { fakes, invoke } = createPool();
    const first = invoke('a');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!({ free: false });
    await first;

    const second = invoke('b');
    while (fakes.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));

    fakes[1]!.events.onFree();
    fakes[1]!.answer!();
    expect((await second).logTail).toBe('b');
  });

  it('initialises no more environments at once than it may', () => {
    const { fakes, invoke } = createPool(2);
    for (const id of ['a', 'b', 'c']) void invoke(id);
    expect(fakes).toHaveLength(2);

    fakes[0]!.events.onFree();

    expect(fakes).toHaveLength(3);
  });

  it('gives a waiting request the environment that is free first', async () => {
    const { fakes, invoke } = createPool(1);
    void invoke('a');
    fakes[0]!.events.onFree();
    const waiting = invoke('b');

    fakes[0]!.answer!();
    fakes[0]!.answer!();

    expect((await waiting).logTail).toBe('b');
  });

  it('replaces an environment that ended before it took its request', async () => {
    const { fakes, invoke } = createPool(1);
    const request = invoke('a');

    fakes[0]!.events.onEnded();
    fakes[1]!.events.onFree();
    fakes[1]!.answer!();

    expect((await request).logTail).toBe('a');
  });

  it('lets a busy environment of old code finish and then ends it', async () => {
    const { pool, fakes, invoke } = createPool();
    const old = invoke('a');
    fakes[0]!.events.onFree();

    pool.replace({} as SandboxFunction);
    expect(fakes[0]!.ended).toBe(false);
    fakes[0]!.answer!();

    expect((await old).logTail).toBe('a');
    expect(fakes[0]!.ended).toBe(true);
  });

  it('ends idle environments that were not used for long', () => {
    const { pool, fakes, invoke } = createPool();
    void invoke('a');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!();

    pool.endIdleSince(1);

    expect(fakes[0]!.ended).toBe(true);
  });

  it('tells since when its idle environments have been so', () => {
    const { pool, fakes, invoke } = createPool();
    void invoke('a');
    expect(pool.idleTimes()).toEqual([]);

    fakes[0]!.events.onFree();
    fakes[0]!.answer!();

    expect(pool.idleTimes()).toEqual([0]);
  });

  it('finishes what it has taken before it retires', async () => {
    const { pool, fakes, invoke } = createPool(1);
    const [first, second] = [invoke('a'), invoke('b')];
    fakes[0]!.events.onFree();

    let retired = false;
    void pool.retire().then(() => (retired = true));
    fakes[0]!.answer!();
    await first;
    fakes[0]!.answer!();
    await second;

    expect(fakes[0]!.ended).toBe(true);
    fakes[1]?.events.onFree();
    await new Promise(setImmediate);
    expect(fakes.every(({ ended }) => ended)).toBe(true);
    expect(retired).toBe(true);
  });

  it('has not retired while a request waits for an environment', async () => {
    const semaphore = createSemaphore(1);
    const { pool, fakes, invoke } = createPool(1, semaphore);
    void invoke('a');
    fakes[0]!.events.onFree();
    semaphore.acquire(() => undefined); // another function starts an environment
    const waiting = invoke('b');
    let retired = false;
    void pool.retire().then(() => (retired = true));

    void fakes[0]!.environment.end();
    await Promise.resolve();
    expect(retired).toBe(false);

    semaphore.release();
    fakes[1]!.events.onFree();
    fakes[1]!.answer!();
    await waiting;
    await pool.retire();
  });

  it('retires at once when it has nothing to do', async () => {
    const { pool, fakes, invoke } = createPool();
    void invoke('a');
    fakes[0]!.events.onFree();
    fakes[0]!.answer!();

    await pool.retire();

    expect(fakes[0]!.ended).toBe(true);
  });

  it('refuses what waits when it stops', async () => {
    const { pool, invoke } = createPool();
    const request = invoke('a');
    const refused = expect(request).rejects.toThrow('stopping');

    await pool.stop();

    await refused;
  });
});
