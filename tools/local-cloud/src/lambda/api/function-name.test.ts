import { parseFunction, parseFunctionName } from './function-name.ts';

const account = { region: 'us-east-1', accountId: '000000000000' };

describe('parseFunctionName', () => {
  it.each([
    ['worker', undefined],
    ['worker:$LATEST', '$LATEST'],
    ['000000000000:function:worker', undefined],
    ['arn:aws:lambda:us-east-1:000000000000:function:worker', undefined],
    ['arn:aws:lambda:us-east-1:000000000000:function:worker:7', '7'],
  ])('reads %s', (text, qualifier) => {
    expect(parseFunctionName(text, account)).toEqual({
      functionName: 'worker',
      ...(qualifier && { qualifier }),
    });
  });

  it('reads a function whose name is a word of ARNs', () => {
    expect(parseFunctionName('function', account)).toEqual({ functionName: 'function' });
  });

  it.each([
    ['no/name', 'failed to satisfy constraint'],
    ['worker:a b', 'failed to satisfy constraint'],
    ['worker:1:2', 'failed to satisfy constraint'],
    [
      'arn:aws:lambda:eu-west-1:000000000000:function:worker',
      "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    ],
    ['arn:aws:lambda:us-east-1:111111111111:function:worker', 'Function not found'],
    ['111111111111:function:worker', 'Function not found'],
  ])('refuses %s', (text, problem) => {
    expect(() => parseFunctionName(text, account)).toThrow(problem);
  });
});

describe('parseFunction', () => {
  const parse = (text: string, query = '') =>
    parseFunction(text, new URLSearchParams(query), account);

  it.each([
    ['worker', '', undefined],
    ['worker', 'Qualifier=', undefined],
    ['worker', 'Qualifier=3', '3'],
    ['worker:live', '', 'live'],
    ['worker:3', 'Qualifier=3', '3'],
    ['worker', 'Qualifier=$LATEST', '$LATEST'],
  ])('reads %s with %j', (text, query, qualifier) => {
    expect(parse(text, query).qualifier).toBe(qualifier);
  });

  it('refuses two versions at once', () => {
    expect(() => parse('worker:3', 'Qualifier=4')).toThrow('does not match');
  });

  it('refuses what can be no version', () => {
    expect(() => parse('worker', 'Qualifier=a+b')).toThrow("at 'qualifier' failed to satisfy");
  });
});
