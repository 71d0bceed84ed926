import { anExecution } from '../testing/an-execution.ts';
import { type Asked, nextSteps } from './next-steps.ts';

const asked: Asked = {
  ...{ service: 'shop', target: 'aws', stage: 'dev', baseUrl: 'https://api.example.com' },
  routes: [{ functionKey: 'getItem', method: 'GET', path: '/items/{id}' }],
  hasToken: false,
};
const logs = 'What the function logged: npx nx logs shop --stage dev --function getItem';

describe('nextSteps', () => {
  it.each([
    [500, '{"requestId":"a-1"}', [`${logs}; this request is a-1`]],
    [502, '<html>', [logs]],
    [429, '{"message":"Too Many Requests"}', [expect.stringContaining('httpRateLimit')]],
    [404, '{"message":"Not Found"}', [expect.stringContaining('services/shop/serverless.yml')]],
    [401, '{}', [expect.stringContaining('SMOKE_TOKEN')]],
    [200, '{}', [logs, expect.stringContaining('services/shop/smoke')]],
  ])('after %d %s', (code, body, expected) => {
    expect(nextSteps(anExecution(code, body), asked)).toEqual(expected);
  });

  it('doubts the token where one was sent', () => {
    expect(nextSteps(anExecution(403), { ...asked, hasToken: true })).toEqual([
      expect.stringContaining('jwtAudience'),
    ]);
  });

  it('names the log file on this machine, and the command that starts the cloud', () => {
    const local: Asked = { ...asked, target: 'local', stage: 'local' };
    expect(nextSteps(anExecution(500), local)).toEqual([
      expect.stringContaining('.local/logs/acado-shop-local-getItem.log'),
    ]);
    expect(nextSteps(anExecution(undefined), local)).toEqual([
      expect.stringContaining('npm start'),
    ]);
  });

  it('tells a service that is away from one that is slow', () => {
    const slow = Object.assign(new Error('slow'), { code: 'ESOCKETTIMEDOUT' });
    expect(nextSteps(anExecution(undefined, '', { requestError: slow }), asked)).toEqual([logs]);
    expect(nextSteps(anExecution(undefined), asked)).toEqual([
      expect.stringContaining('npx nx info shop --stage dev'),
    ]);
  });
});
