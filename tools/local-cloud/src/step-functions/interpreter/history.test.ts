import { type HistoryEvent, createHistory } from './history.ts';
import { aTask, INVOKE, ofOneState, runMachine } from '../testing/run-machine.ts';

describe('the history of an execution', () => {
  it('numbers events, and has each follow the one before it on its way', async () => {
    const map = {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } },
    };
    const { events } = await runMachine(ofOneState(map), { input: ['a', 'b'] });
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'MapStateEntered'],
      [3, 2, 'MapStateStarted'],
      [4, 3, 'MapIterationStarted'],
      [5, 4, 'PassStateEntered'],
      [6, 5, 'PassStateExited'],
      [7, 6, 'MapIterationSucceeded'],
      [8, 3, 'MapIterationStarted'],
      [9, 8, 'PassStateEntered'],
      [10, 9, 'PassStateExited'],
      [11, 10, 'MapIterationSucceeded'],
      [12, 11, 'MapStateSucceeded'],
      [13, 12, 'MapStateExited'],
      [14, 13, 'ExecutionSucceeded'],
    ]);
  });

  it('has the details of a function', async () => {
    const { events } = await runMachine(ofOneState(aTask({ TimeoutSeconds: 9 })), {
      work: () => 7,
    });
    const { resource } = { resource: aTask().Resource };
    expect(events.slice(2, 5).map(({ details }) => details)).toEqual([
      {
        lambdaFunctionScheduledEventDetails: {
          ...{ resource, input: '{}', inputDetails: { truncated: false }, timeoutInSeconds: 9 },
        },
      },
      {},
      {
        lambdaFunctionSucceededEventDetails: { output: '7', outputDetails: { truncated: false } },
      },
    ]);
  });

  it('has the details of lambda:invoke', async () => {
    const Parameters = { FunctionName: 'f' };
    const { events } = await runMachine(ofOneState(aTask({ Resource: INVOKE, Parameters })));
    const task = { resourceType: 'lambda', resource: 'invoke' };
    expect(events.slice(2, 5).map(({ type, details }) => [type, details])).toEqual([
      [
        'TaskScheduled',
        {
          taskScheduledEventDetails: {
            ...{ ...task, region: 'us-east-1', parameters: '{"FunctionName":"f"}' },
          },
        },
      ],
      ['TaskStarted', { taskStartedEventDetails: task }],
      [
        'TaskSucceeded',
        {
          taskSucceededEventDetails: {
            ...{ ...task, output: '{"FunctionName":"f"}', outputDetails: { truncated: false } },
          },
        },
      ],
    ]);
  });

  it('ends an execution that has more events than AWS keeps', () => {
    const events: HistoryEvent[] = [];
    const history = createHistory((event) => events.push(event));
    const thread = history.start({});
    for (let count = 1; count < 24_999; count++) thread.add('PassStateEntered');

    expect(() => thread.add('PassStateEntered')).toThrow('maximum number of history events');
    history.end('ExecutionFailed', {});
    expect(events.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  });
});
