import { readRunOptions } from './options.ts';

describe('readRunOptions', () => {
  it('runs on this machine by default', () => {
    expect(readRunOptions(['crud-api'], {})).toMatchObject({
      ...{ services: ['crud-api'], target: 'local', stage: 'local', timeoutMs: 30_000 },
      token: undefined,
    });
  });

  it.each([
    [['--url', 'https://a.example/dev/'], { target: 'url', url: 'https://a.example/dev' }],
    [['--stage', 'staging'], { target: 'aws', stage: 'staging' }],
    [['--target', 'aws'], { target: 'aws', stage: 'dev' }],
    [['--timeout', '0.5'], { timeoutMs: 500 }],
    [['--token', 'a'], { token: 'a' }],
  ])('reads %p', (args, expected) => {
    expect(readRunOptions(['crud-api', ...args], {})).toMatchObject(expected);
  });

  it('takes the token of the environment', () => {
    expect(readRunOptions(['crud-api'], { SMOKE_TOKEN: 'b' }).token).toBe('b');
  });

  it.each([
    [[], 'Name services'],
    [['crud-api', '--all'], 'Name services'],
    [['a', 'b', '--url', 'http://a'], '--url is of one service'],
    [['a', '--url', 'ftp://a'], '--url: expected a URL'],
    [['a', '--url', 'http://a/?b=c'], '--url: without user, query and fragment, such as http://a'],
    [['a', '--url', 'http://b:c@a'], '--url: without user'],
    [['a', '--stage', ''], '--stage: expected a value'],
    [['a', '--report='], '--report: expected a value'],
    [['a', '--ordersUrl', 'a'], '--ordersUrl: expected a URL'],
    [['a', '--url', 'http://a', '--target', 'aws'], 'leave --target out'],
    [['a', '--target', 'moon'], '--target: expected local or aws, not "moon"'],
    [['a', '--target', 'local', '--stage', 'dev'], 'stage is "local"'],
    [['a', '--timeout', 'soon'], '--timeout: expected seconds'],
    [['a', '--what'], '--what'],
  ])('refuses %p', (args, message) => {
    expect(() => readRunOptions(args, {})).toThrow(message);
  });
});
