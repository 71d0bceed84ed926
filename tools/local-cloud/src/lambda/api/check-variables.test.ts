import { checkVariables } from './check-variables.ts';

describe('checkVariables', () => {
  it('takes what a function may be told', () => {
    expect(() =>
      checkVariables({ TABLE: 'orders', AWS_ENDPOINT_URL: 'x', AWS_LAMBDA_EXEC_WRAPPER: '/x' }),
    ).not.toThrow();
  });

  it.each([
    [{ A: 'x', AWS_REGION: 'x', _HANDLER: 'x' }, 'used in this request: AWS_REGION, _HANDLER'],
    [{ A: 'x'.repeat(4096) }, 'exceeded the 4KB limit'],
  ])('refuses %j', (variables, problem) => {
    expect(() => checkVariables(variables)).toThrow(problem);
  });
});
