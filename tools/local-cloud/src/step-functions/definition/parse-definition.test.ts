import { aTask, ofOneState } from '../testing/run-machine.ts';
import { explain, parseDefinition } from './parse-definition.ts';

const problemsOf = async (definition: object | string): Promise<string> => {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const parsed = await parseDefinition(text);
  return 'diagnostics' in parsed ? explain(parsed.diagnostics) : '';
};

describe('parseDefinition', () => {
  it('takes what the local cloud interprets', async () => {
    const map = {
      Type: 'Map',
      MaxConcurrencyPath: '$.max',
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...ofOneState(aTask()) },
      End: true,
    };
    expect(await problemsOf({ StartAt: 'Map', States: { Map: map } })).toBe('');
  });

  it.each([
    ['no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    ['no object', '[]', 'is not a JSON object'],
    ['a state of no type', ofOneState({ Type: 'Nope' }), '/States/Only/Type'],
    [
      'a state that is not there',
      { StartAt: 'A', States: { A: aTask({ Next: 'B' }) } },
      'target: B',
    ],
    ['no end', { StartAt: 'A', States: { A: aTask({ Next: 'A' }) } }, 'missing a terminal state'],
    [
      'another service',
      ofOneState(aTask({ Resource: 'arn:aws:states:::sqs:sendMessage' })),
      'Resource arn:aws:states:::sqs:sendMessage',
    ],
    [
      'another call of an SDK',
      ofOneState(aTask({ Resource: 'arn:aws:states:::aws-sdk:lambda:listFunctions' })),
      'aws-sdk:lambda:listFunctions',
    ],
    [
      'a task token',
      ofOneState(aTask({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' })),
      'waitForTaskToken',
    ],
    [
      'JSONata',
      ofOneState({ Type: 'Pass', QueryLanguage: 'JSONata' }),
      'JSONPath alone at /States/Only',
    ],
    [
      'JSONata for all',
      ofOneState({ Type: 'Pass' }, { QueryLanguage: 'JSONata' }),
      'JSONPath alone',
    ],
    ['variables', ofOneState({ Type: 'Pass', Assign: { a: 1 } }), 'Assign: there are no variables'],
    [
      'a distributed map in a branch',
      ofOneState({
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Map',
            States: {
              Map: {
                Type: 'Map',
                ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...ofOneState(aTask()) },
                End: true,
              },
            },
          },
        ],
      }),
      'at /States/Only[0]/States/Map',
    ],
  ])('names the state with %s', async (_name, definition, expected) => {
    expect(await problemsOf(definition)).toContain(expected);
  });
});
