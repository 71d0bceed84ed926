import { aTask, ofOneState, runMachine } from '../testing/run-machine.ts';

const outputOf = async (definition: object, input: object = {}, answer?: unknown) =>
  (
    await runMachine(definition, {
      input: input as never,
      work: (task) => (answer === undefined ? task : answer),
    })
  ).output;

describe('what goes into a state and comes out of it', () => {
  it('takes the paths and templates of a task in their order', async () => {
    const state = aTask({
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id', fixed: 1, 'text.$': "States.Format('no. {}', $.id)" },
      ResultSelector: { 'all.$': '$' },
      ResultPath: '$.result',
      OutputPath: '$.result',
    });
    expect(await outputOf(ofOneState(state), { order: { id: 7 } })).toEqual({
      all: { id: 7, fixed: 1, text: 'no. 7' },
    });
  });

  it.each([
    ['all of it', '$', { a: 1 }, { did: 1 }],
    ['a name', '$.b', { a: 1 }, { a: 1, b: { did: 1 } }],
    ['a name in brackets', "$['b c']", { a: 1 }, { a: 1, 'b c': { did: 1 } }],
    ['a path that is not there', '$.x.y', {}, { x: { y: { did: 1 } } }],
    ['nowhere', null, { a: 1 }, { a: 1 }],
  ])('puts the result into %s', async (_name, ResultPath, input, expected) => {
    expect(await outputOf(ofOneState(aTask({ ResultPath })), input, { did: 1 })).toEqual(expected);
  });

  it.each([null, false, 0, ''])('hands on the result %j', async (result) => {
    const pass = { Type: 'Pass', Result: result, Next: 'Task' };
    const States = { Pass: pass, Task: aTask({ End: true, InputPath: '$' }) };
    expect(await outputOf({ StartAt: 'Pass', States })).toBe(result);
  });

  it('has the whole context object, outside of a map', async () => {
    const { output } = await runMachine(ofOneState(aTask({ Parameters: { 'context.$': '$$' } })), {
      input: { a: '$$' },
    });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    expect(output).toEqual({
      context: {
        Execution: {
          Id: 'arn:aws:states:us-east-1:000000000000:execution:m:x',
          Input: { a: '$$' },
          Name: 'x',
          RoleArn: 'arn:aws:iam::000000000000:role/r',
          StartTime: time,
          RedriveCount: 0,
        },
        State: { EnteredTime: time, Name: 'Only', RetryCount: 0 },
        StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:m', Name: 'm' },
      },
    });
  });

  it('leaves dollars alone that are no path', async () => {
    const Parameters = {
      text: '$$.Execution.Name',
      'said.$': "States.Format('$$ {}', $$.State.Name)",
    };
    expect(await outputOf(ofOneState(aTask({ Parameters })))).toEqual({
      text: '$$.Execution.Name',
      said: '$$ Only',
    });
  });

  it('has item, execution and state within nested maps', async () => {
    const inner = aTask({
      Parameters: {
        'item.$': '$$.Map.Item.Value',
        'index.$': '$$.Map.Item.Index',
        'input.$': '$$.Execution.Input.name',
        'state.$': '$$.State.Name',
      },
      End: true,
    });
    const innerMap = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Inner', States: { Inner: inner } },
      End: true,
    };
    const outer = {
      Type: 'Map',
      ItemsPath: '$.rows',
      ItemProcessor: { StartAt: 'InnerMap', States: { InnerMap: innerMap } },
    };
    const about = { input: 'n', state: 'Inner' };
    expect(await outputOf(ofOneState(outer), { name: 'n', rows: [['a', 'b'], ['c']] })).toEqual([
      [
        { item: 'a', index: 0, ...about },
        { item: 'b', index: 1, ...about },
      ],
      [{ item: 'c', index: 0, ...about }],
    ]);
  });

  it('selects what an item is made of', async () => {
    const map = {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'of.$': '$.of', 'item.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'Same', States: { Same: { Type: 'Pass', End: true } } },
      ResultPath: '$.done',
    };
    expect(await outputOf(ofOneState(map), { items: [1, 2], of: 'x' })).toMatchObject({
      of: 'x',
      done: [
        { of: 'x', item: 1 },
        { of: 'x', item: 2 },
      ],
    });
  });

  it('gathers the results of branches in their order', async () => {
    const branch = (Result: number) => ({
      StartAt: `B${Result}`,
      States: { [`B${Result}`]: { Type: 'Pass', Result, End: true } },
    });
    const state = { Type: 'Parallel', Branches: [branch(1), branch(2)], ResultPath: '$.both' };
    expect(await outputOf(ofOneState(state))).toEqual({ both: [1, 2] });
  });

  it.each([
    [1, 'Small'],
    [5, 'Large'],
    ['x', 'Other'],
  ])('goes on from a choice of %j with %s', async (size, expected) => {
    const named = (name: string) => ({ [name]: { Type: 'Pass', Result: name, End: true } });
    const Choices = [
      {
        And: [
          { Variable: '$.size', IsNumeric: true },
          { Variable: '$.size', NumericLessThan: 3 },
        ],
        Next: 'Small',
      },
      { Variable: '$.size', NumericGreaterThan: 3, Next: 'Large' },
    ];
    const Choice = { Type: 'Choice', Choices, Default: 'Other' };
    const States = { Choice, ...named('Small'), ...named('Large'), ...named('Other') };
    expect(await outputOf({ StartAt: 'Choice', States }, { size })).toBe(expected);
  });
});
