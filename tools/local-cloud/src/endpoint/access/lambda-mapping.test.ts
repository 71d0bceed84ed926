import { aRequest } from '../../testing/a-request.ts';
import { lambdaAccessWith } from './lambda.ts';

describe('lambdaAccessWith', () => {
  const accessOf = lambdaAccessWith((uuid) => (uuid === 'u-1' ? 'worker' : undefined));
  const account = { region: 'us-east-1', accountId: '000000000000' };
  const contextOf = (path: string) =>
    accessOf(aRequest({ method: 'PUT', path: `/2015-03-31/${path}` }), account)[0]?.context;

  it('says which function a mapping feeds', () => {
    expect(contextOf('event-source-mappings/u-1')).toEqual({
      'lambda:functionarn': 'arn:aws:lambda:us-east-1:000000000000:function:worker',
    });
  });

  it('says nothing of a mapping that nobody knows, and of functions', () => {
    expect(contextOf('event-source-mappings/u-2')).toBeUndefined();
    expect(contextOf('functions/worker/concurrency')).toBeUndefined();
  });
});
