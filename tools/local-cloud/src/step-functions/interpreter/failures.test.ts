import { FUNCTION, aTask, INVOKE, ofOneState, runMachine } from '../testing/run-machine.ts';
import { createRetries } from './retry.ts';
import { StateFailure } from './state-failure.ts';

const failing =
  (name: string, cause = 'because') =>
  () => {
    throw new StateFailure(name, cause);
  };
const NOW = { IntervalSeconds: 0 };
const caughtBy = (ErrorEquals: string[]) => ({
  StartAt: 'Try',
  States: {
    Try: aTask({ End: true, Catch: [{ ErrorEquals, ResultPath: '$.error', Next: 'Caught' }] }),
    Caught: { Type: 'Pass', End: true },
  },
});

describe('a state that fails', () => {
  it('fails the execution with its error and cause', async () => {
    const { outcome } = await runMachine(ofOneState(aTask()), { work: failing('Mine') });
    expect(outcome).toEqual({ status: 'FAILED', error: 'Mine', cause: 'because' });
  });

  it.each([
    ['Mine', ['Mine']],
    ['Mine', ['States.TaskFailed']],
    ['Mine', ['States.ALL']],
    ['States.Timeout', ['States.Timeout']],
    ['States.Timeout', ['States.ALL']],
    ['States.DataLimitExceeded', ['States.DataLimitExceeded']],
  ])('%s is caught by %j', async (name, errors) => {
    const { output } = await runMachine(caughtBy(errors), { input: { a: 1 }, work: failing(name) });
    expect(output).toEqual({ a: 1, error: { Error: name, Cause: 'because' } });
  });

  it.each([
    ['Mine', ['Other']],
    ['States.Timeout', ['States.TaskFailed']],
    ['States.Runtime', ['States.ALL']],
    ['States.DataLimitExceeded', ['States.ALL']],
  ])('%s is not caught by %j', async (name, errors) => {
    const { outcome } = await runMachine(caughtBy(errors), { work: failing(name) });
    expect(outcome).toMatchObject({ status: 'FAILED', error: name });
  });

  it('is tried again as often as its retrier says, and then caught', async () => {
    const retried = aTask({
      Retry: [{ ErrorEquals: ['Mine'], MaxAttempts: 2, ...NOW }],
      Parameters: { 'attempt.$': '$$.State.RetryCount' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    });
    const States = { Try: retried, Caught: { Type: 'Pass', End: true } };
    const { tasks, output, types } = await runMachine(
      { StartAt: 'Try', States },
      { work: failing('Mine') },
    );
    expect(tasks).toEqual([{ attempt: 0 }, { attempt: 1 }, { attempt: 2 }]);
    expect(output).toEqual({ Error: 'Mine', Cause: 'because' });
    const attempt = ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionFailed'];
    expect(types()).toEqual([
      ...['TaskStateEntered', ...attempt, ...attempt, ...attempt, 'TaskStateExited'],
      ...['PassStateEntered', 'PassStateExited'],
    ]);
  });

  it.each([
    ['a path that leads nowhere', { Type: 'Pass', Parameters: { 'a.$': '$.nothing' } }],
    [
      'a map over no list',
      {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'I',
          States: { I: { Type: 'Pass', End: true } },
        },
      },
    ],
    ['a wait for no number', { Type: 'Wait', SecondsPath: '$.text' }],
    ['a wait for a part of a second', { Type: 'Wait', SecondsPath: '$.half' }],
    ['a wait until no timestamp', { Type: 'Wait', TimestampPath: '$.text' }],
    ['a timeout that is none', aTask({ TimeoutSecondsPath: '$.text' })],
  ])('names the state with %s', async (_name, state) => {
    const { outcome } = await runMachine(ofOneState(state), { input: { text: '1', half: 0.5 } });
    expect(outcome).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining(
        "while executing the state 'Only' (entered at the event id #2)",
      ) as string,
    });
  });

  it.each([
    ['States.NoChoiceMatched', { Type: 'Choice', Choices: [] }, 'No rule of the Choice matches'],
    [
      'States.ResultPathMatchFailure',
      { Type: 'Pass', ResultPath: '$.a' },
      'The ResultPath leads into a part of the input that is no object.',
    ],
  ])('says what %s means, and where', async (error, state, text) => {
    const { outcome } = await runMachine(ofOneState(state), { input: 'text' });
    expect(outcome).toEqual({ status: 'FAILED', error, cause: expect.any(String) as string });
    expect(outcome).toMatchObject({
      cause: expect.stringMatching(new RegExp(`state 'Only' .*${text}`)) as string,
    });
  });

  it.each([
    ['is of another type', 'States.StringToJson($.number)'],
    ['is no JSON', 'States.StringToJson($.text)'],
    ['has other arguments', "States.Format('{}', $.text, $.text)"],
  ])('catches an intrinsic function whose input %s', async (_name, call) => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const Try = aTask({ Parameters: { 'a.$': call }, Catch, End: true });
    const States = { Try, Caught: { Type: 'Pass', End: true } };
    const { output } = await runMachine(
      { StartAt: 'Try', States },
      { input: { text: 'x', number: 1 } },
    );
    expect(output).toEqual({
      Error: 'States.IntrinsicFailure',
      Cause: expect.stringContaining("while executing the state 'Try'") as string,
    });
  });

  it('ends a task that takes too long, and the execution', async () => {
    const slow = ofOneState(aTask({ TimeoutSeconds: 1 }), { TimeoutSeconds: 60 });
    const { outcome, types } = await runMachine(slow, { work: () => new Promise(() => undefined) });
    expect(outcome).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(types().at(-1)).toBe('LambdaFunctionTimedOut');
  });

  it('ends an execution that takes too long', async () => {
    const slow = ofOneState({ Type: 'Wait', Seconds: 3600 }, { TimeoutSeconds: 1 });
    const { outcome, events } = await runMachine(slow);
    expect(outcome).toEqual({ status: 'TIMED_OUT' });
    expect(events.map(({ type }) => type).slice(-2)).toEqual([
      'WaitStateAborted',
      'ExecutionTimedOut',
    ]);
  });

  it('refuses a result that is larger than AWS takes', async () => {
    const { outcome } = await runMachine(ofOneState(aTask()), { work: () => 'x'.repeat(262_144) });
    expect(outcome).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining(`'${FUNCTION}' returned a result with a size`) as string,
    });
  });

  it('refuses parameters that are larger than AWS takes, before it does the task', async () => {
    const Parameters = { 'a.$': '$', 'b.$': '$' };
    const { outcome, tasks } = await runMachine(ofOneState(aTask({ Parameters })), {
      input: 'x'.repeat(200_000),
    });
    expect(outcome).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining("'Only' was given an input with a size") as string,
    });
    expect(tasks).toEqual([]);
  });

  it('cuts off errors and causes that are longer than AWS has room for', async () => {
    const work = failing('N'.repeat(1000), 'c'.repeat(100_000));
    const { outcome } = await runMachine(ofOneState(aTask()), { work });
    expect(outcome).toEqual({
      ...{ status: 'FAILED', error: 'N'.repeat(256), cause: 'c'.repeat(32_768) },
    });
  });

  it('is caught as a failed task by the state around it', async () => {
    const Each = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Do', States: { Do: aTask({ End: true }) } },
      Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }],
      End: true,
    };
    const { output } = await runMachine(
      { StartAt: 'Each', States: { Each, Caught: { Type: 'Pass', End: true } } },
      { input: [1], work: failing('Mine') },
    );
    expect(output).toEqual({ Error: 'Mine', Cause: 'because' });
  });

  it('stops the other branches when one fails, and goes on where it is caught', async () => {
    const branch = (name: string, state: object) => ({
      StartAt: name,
      States: { [name]: { ...state, End: true } },
    });
    const Both = {
      Type: 'Parallel',
      Branches: [branch('Wait', { Type: 'Wait', Seconds: 3600 }), branch('Bad', aTask())],
      Catch: [{ ErrorEquals: ['Mine'], Next: 'Caught' }],
      End: true,
    };
    const { output, types } = await runMachine(
      { StartAt: 'Both', States: { Both, Caught: { Type: 'Pass', End: true } } },
      { work: failing('Mine') },
    );
    expect(output).toEqual({ Error: 'Mine', Cause: 'because' });
    expect(types().slice(-6)).toEqual([
      ...['LambdaFunctionFailed', 'WaitStateAborted', 'ParallelStateFailed'],
      ...['ParallelStateExited', 'PassStateEntered', 'PassStateExited'],
    ]);
  });

  it('stops the other items when one fails', async () => {
    const map = {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Each',
        States: { Each: { ...aTask(), Resource: INVOKE, End: true } },
      },
    };
    const { outcome, tasks, types } = await runMachine(ofOneState(map), {
      input: [{ FunctionName: 'slow' }, { FunctionName: 'bad' }, { FunctionName: 'third' }],
      work: (task) =>
        JSON.stringify(task).includes('bad') ? failing('Mine')() : new Promise(() => undefined),
    });
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'Mine' });
    expect(tasks).toHaveLength(2);
    expect(types().slice(-5)).toEqual([
      ...['TaskFailed', 'MapIterationFailed', 'TaskStateAborted'],
      ...['MapIterationAborted', 'MapStateFailed'],
    ]);
  });
});

describe('createRetries', () => {
  const retrier = {
    ...{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 },
    ...{ MaxDelaySeconds: 10, JitterStrategy: 'NONE' as const },
  };
  const failure = new StateFailure('Mine');

  it('waits longer each time, up to a maximum', () => {
    const retries = createRetries([retrier]);
    const delays = Array.from({ length: 4 }, () => retries.next(failure));
    expect(delays).toEqual([2000, 6000, 10_000, undefined]);
  });

  it('waits a random part of it with full jitter', () => {
    const jittered = { ...retrier, JitterStrategy: 'FULL' as const };
    expect(createRetries([jittered], () => 0.25).next(failure)).toBe(500);
  });

  it('counts for each retrier on its own', () => {
    const own = { ...retrier, ErrorEquals: ['Mine'], MaxAttempts: 1 };
    const retries = createRetries([own, retrier]);
    const names = ['Mine', 'Other', 'Other', 'Mine'];
    const delays = names.map((name) => retries.next(new StateFailure(name)));
    expect(delays).toEqual([2000, 2000, 6000, undefined]);
  });
});
