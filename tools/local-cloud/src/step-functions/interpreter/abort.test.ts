import { eventually } from '../../events/testing.ts';
import { aTask, ofOneState, startMachine, type Started } from '../testing/run-machine.ts';
import { StateFailure } from './state-failure.ts';

const never = () => new Promise(() => undefined);
const each = (Each: object) => ({
  Type: 'Map',
  MaxConcurrency: 2,
  ItemProcessor: { StartAt: 'Each', States: { Each: { ...Each, End: true } } },
});
const fails = () => {
  throw new StateFailure('Mine');
};
const RETRIED = aTask({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }] });

const recorded = ({ events }: Started, type: string) =>
  eventually(() => expect(events.map((event) => event.type)).toContain(type));

describe('an execution that is stopped', () => {
  it.each([
    ['in a wait', ofOneState({ Type: 'Wait', Seconds: 3600 }), never, 'WaitStateEntered', 0],
    ['in a task', ofOneState(aTask()), never, 'LambdaFunctionStarted', 1],
    ['before a retry', ofOneState(RETRIED), fails, 'LambdaFunctionFailed', 1],
    ['in a map', ofOneState(each(aTask())), never, 'LambdaFunctionStarted', 2],
    ['before a retry in a map', ofOneState(each(RETRIED)), fails, 'LambdaFunctionFailed', 2],
  ])('%s starts nothing any more', async (_name, definition, work, event, tasks) => {
    const started = startMachine(definition, { input: [1, 2, 3], work });
    await recorded(started, event);
    await eventually(() => expect(started.tasks).toHaveLength(tasks));

    started.abort();

    expect(await started.done).toEqual({ status: 'ABORTED' });
    const { length } = started.events;
    await new Promise(setImmediate);
    expect(started.tasks).toHaveLength(tasks);
    expect(started.events).toHaveLength(length);
    expect(started.events.at(-1)).toMatchObject({ type: 'ExecutionAborted', id: length });
  });

  it('tells what it was doing', async () => {
    const started = startMachine(ofOneState(each(aTask())), { input: [1], work: never });
    await recorded(started, 'LambdaFunctionStarted');
    started.abort();
    await started.done;
    expect(started.types().slice(-3)).toEqual([
      ...['TaskStateAborted', 'MapIterationAborted', 'MapStateAborted'],
    ]);
  });
});
