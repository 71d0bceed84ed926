import { parseFunctionName } from './function-name.ts';

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
