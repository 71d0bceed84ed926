import { aRequest } from '../testing/a-load.ts';
import { isExpected, type Scenario, withToken } from './scenario.ts';

describe('isExpected', () => {
  it('takes statuses and classes', () => {
    expect([200, 204, 409, 404].map((status) => isExpected(['2xx', 409], status))).toEqual([
      ...[true, true, true, false],
    ]);
  });
});

describe('withToken', () => {
  it('adds a token where there is no authorization', () => {
    const own = aRequest({ headers: [['Authorization', 'Basic x']] });
    const scenario: Scenario = {
      ...{ name: 'a', file: 'a.yml', api: 'http', variables: { token: '' }, thinkTimeMs: 0 },
      setup: [{ request: aRequest(), times: 2 }],
      requests: [aRequest(), own],
    };
    const { requests, setup, variables } = withToken(scenario, 'jwt');
    const added = [['authorization', 'Bearer {{token}}']];
    expect(requests.map(({ headers }) => headers)).toEqual([added, own.headers]);
    expect(setup).toMatchObject([{ request: { headers: added }, times: 2 }]);
    expect(variables).toEqual({ token: 'jwt' });
    expect(withToken(scenario, undefined)).toBe(scenario);
  });
});
