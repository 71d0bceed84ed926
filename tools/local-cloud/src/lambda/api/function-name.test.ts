import { parseFunction, parseFunctionName } from './function-name.ts';

describe('parseFunctionName', () => {
  it.each([
    ['worker', undefined],
    ['worker:$LATEST', '$LATEST'],
    ['000000000000:function:worker', undefined],
    ['arn:aws:lambda:us-east-1:000000000000:function:worker', undefined],
    ['arn:aws:lambda:us-east-1:000000000000:function:worker:7', '7'],
  ])('reads %s', (text, qualifier) => {
    expect(parseFunctionName(text)).toEqual({
      functionName: 'worker',
      ...(qualifier && { qualifier }),
    });
  });

  it('refuses what can be no name', () => {
    expect(() => parseFunctionName('no/name')).toThrow('failed to satisfy constraint');
  });
});

describe('parseFunction', () => {
  const parse = (text: string, query = '') => parseFunction(text, new URLSearchParams(query));

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
