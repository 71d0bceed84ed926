import { StateFailure } from '../interpreter/state-failure.ts';
import { aTask, ofOneState, runMachine } from '../testing/run-machine.ts';
import { isTransition } from './transitions.ts';

describe('isTransition', () => {
  it('counts states, items and retries, as AWS bills them', async () => {
    const Each = aTask({
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 0, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    });
    const States = { Each, Caught: { Type: 'Pass', End: true } };
    const map = { Type: 'Map', ItemProcessor: { StartAt: 'Each', States } };
    const { events } = await runMachine(ofOneState(map), {
      input: ['good', 'bad'],
      work: (item) => {
        if (item === 'bad') throw new StateFailure('Mine');
        return item;
      },
    });
    // The map, one attempt that succeeds, three that fail, and what catches them.
    expect(events.filter(isTransition)).toHaveLength(6);
  });
});
