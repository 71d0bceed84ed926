import { type Json } from '../json.ts';
import { runMachine } from '../testing/run-machine.ts';

const end = (Result: string) => ({ Type: 'Pass', Result, End: true });
const decide = async (rule: object, input: Json) => {
  const Choice = { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' };
  const States = { Choice, Yes: end('yes'), No: end('no') };
  return (await runMachine({ StartAt: 'Choice', States }, { input })).output;
};
const a = (test: object) => ({ Variable: '$.a', ...test });

describe('a choice', () => {
  it.each<[string, object, Json, string]>([
    ['is there', a({ IsPresent: true }), { a: null }, 'yes'],
    ['is not there', a({ IsPresent: false }), {}, 'yes'],
    ['is there after all', a({ IsPresent: false }), { a: 1 }, 'no'],
    ['is no number', a({ IsNumeric: false }), { a: '1' }, 'yes'],
    ['is less', a({ NumericLessThan: 3 }), { a: 2 }, 'yes'],
    ['is a text, not a number', a({ NumericGreaterThan: 3 }), { a: '10' }, 'no'],
    ['is a number, not a text', a({ StringGreaterThan: '1' }), { a: 2 }, 'no'],
    ['matches', a({ StringMatches: 'arn:*/x' }), { a: 'arn:a/b/x' }, 'yes'],
    ['is a number where a text should match', a({ StringMatches: '*' }), { a: 2 }, 'no'],
    [
      'is later',
      a({ TimestampGreaterThan: '2026-01-01T00:00:00Z' }),
      { a: '2026-01-02T00:00:00Z' },
      'yes',
    ],
    ['is no time', a({ TimestampGreaterThan: '2026-01-01T00:00:00Z' }), { a: 'later' }, 'no'],
    ['equals another', a({ NumericEqualsPath: '$.b' }), { a: 1, b: 1 }, 'yes'],
    ['is the state', { Variable: '$$.State.Name', StringEquals: 'Choice' }, {}, 'yes'],
    [
      'is one of them',
      { Or: [a({ IsPresent: false }), a({ BooleanEquals: true })] },
      { a: true },
      'yes',
    ],
    [
      'is not both',
      { Not: { And: [a({ IsString: true }), a({ IsNull: false })] } },
      { a: 'x' },
      'no',
    ],
  ])('finds out whether something %s', async (_name, rule, input, expected) => {
    expect(await decide(rule, input)).toBe(expected);
  });

  it('fails when nothing fits', async () => {
    const Choice = { Type: 'Choice', Choices: [a({ IsPresent: true, Next: 'End' })] };
    const States = { Choice, End: end('') };
    const { outcome } = await runMachine({ StartAt: 'Choice', States });
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });
});
