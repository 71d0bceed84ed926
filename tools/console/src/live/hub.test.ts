import { createHub, type News } from './hub.ts';

const explain = (error: unknown) => (error as Error).message;

/** A hub whose looks are answered by hand. */
const setUp = () => {
  let looks = 0;
  let answer: () => Promise<number> = () => Promise.resolve(1);
  const hub = createHub({ look: () => (looks++, answer()), explain, intervalMs: 1 });
  const told: News<number>[] = [];
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return {
    ...{ hub, told, until },
    looks: () => looks,
    answerWith: (next: () => Promise<number>) => (answer = next),
    watch: () => hub.subscribe((news) => told.push(news)),
  };
};

describe('createHub', () => {
  it('looks only while somebody watches', async () => {
    const { watch, looks, until } = setUp();
    expect(looks()).toBe(0);
    const leave = watch();
    await until(() => looks() > 2);
    leave();
    const before = looks();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looks()).toBeLessThanOrEqual(before + 1);
    const leaveAgain = watch();
    await until(() => looks() > before + 2);
    leaveAgain();
  });

  it('tells what changes, and a late viewer what is known', async () => {
    const { hub, told, watch, looks, until, answerWith } = setUp();
    const leave = watch();
    await until(() => looks() > 3);
    expect(told).toEqual([{ state: 1 }]);
    const late: News<number>[] = [];
    const leaveLate = hub.subscribe((news) => late.push(news));
    expect(late).toEqual([{ state: 1 }]);
    answerWith(() => Promise.resolve(2));
    await until(() => told.length === 2 && late.length === 2);
    expect(late).toEqual(told);
    leave();
    leaveLate();
  });

  it('says why there is nothing, and goes on looking', async () => {
    const { told, watch, looks, until, answerWith } = setUp();
    answerWith(() => Promise.reject(new Error('not there')));
    const leave = watch();
    await until(() => looks() > 3);
    answerWith(() => Promise.resolve(7));
    await until(() => told.length === 2);
    expect(told).toEqual([{ problem: 'not there' }, { state: 7 }]);
    leave();
  });
});
