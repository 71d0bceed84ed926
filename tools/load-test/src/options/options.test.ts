import { readLoadOptions } from './common-options.ts';

const read = (...args: string[]) => readLoadOptions(['crud-api', ...args]);
const model = (...args: string[]) => read(...args).modelFor(0);

describe('readLoadOptions', () => {
  it('has ten users for two minutes by default', () => {
    expect(model()).toEqual({
      ...{ type: 'closed', users: 10, durationMs: 120_000, rampUpMs: 30_000, thinkTimeMs: 0 },
    });
    expect(read()).toMatchObject({
      ...{ timeoutMs: 30_000, limits: { maxErrorRate: 0.01 }, warmUpMs: undefined, json: false },
    });
  });

  it('takes the think time of the scenario, unless it is told another', () => {
    expect(read().modelFor(500)).toMatchObject({ thinkTimeMs: 500 });
    expect(read('--think-time', '0').modelFor(500)).toMatchObject({ thinkTimeMs: 0 });
  });

  it('makes an open model of a rate', () => {
    expect(model('--rate', '50', '--ramp-up', '10s', '--duration', '1m')).toEqual({
      ...{ type: 'open', rate: 50, startRate: 0, durationMs: 60_000, rampUpMs: 10_000 },
      maxUsers: 200,
    });
  });

  it('reads pairs; names of requests may have an equals sign', () => {
    const { variables, weights } = read('--variable', 'token=a=b', '--weight', 'GET /?a=b=0');
    expect([variables, weights]).toEqual([{ token: 'a=b' }, { 'GET /?a=b': 0 }]);
  });

  it('takes a token from the environment', () => {
    expect(read().token).toBeUndefined();
    expect(readLoadOptions(['a'], { LOAD_TEST_TOKEN: 'x' }).token).toBe('x');
    expect(readLoadOptions(['a', '--token', 'y'], { LOAD_TEST_TOKEN: 'x' }).token).toBe('y');
  });

  it.each([
    [['--duration', '5 s'], '--duration: expected a duration such as 90s, 2m or 500ms, not "5 s"'],
    [['--duration', '25h'], '--duration: expected at most 24h, not "25h"'],
    [['--think-time', '999999999'], '--think-time: expected at most 24h'],
    [['--timeout', '11m'], '--timeout: expected at most 10m'],
    [['--rate', '50/s'], '--rate: expected a number, from 0.01 to 100000, not "50/s"'],
    [['--users', 'NaN'], '--users: expected a whole number'],
    [['--users=-1'], '--users: expected a whole number'],
    [['--duration', '0'], '--duration: expected more than 0'],
    [['--ramp-up', '3m'], '--ramp-up: is longer than --duration'],
    [['--users', '0'], '--users: expected a whole number, from 1 to 10000, not "0"'],
    [['--users', ''], '--users: expected a whole number'],
    [['--users', '5', '--rate', '5'], '--users is of the closed model, --rate of the open one'],
    [['--max-users', '5'], '--max-users needs --rate'],
    [['--timeout', '0'], '--timeout: expected at least 1ms'],
    [['--memory', '128'], '--memory: expected different sizes such as 128,1024, not "128"'],
    [['--memory', '128,128'], '--memory: expected different sizes'],
    [['--memory', '64,128'], '--memory: expected a whole number, from 128 to 10240, not "64"'],
    [['--max-error-rate', '150%'], '--max-error-rate: expected a number, from 0 to 100, not "150"'],
    [['--variable', 'a'], '--variable: expected <name>=<value>, not "a"'],
    [['--url', 'localhost:80'], '--url: expected a URL such as http://127.0.0.1:4666'],
    [['--url', 'http://a/dev?b=c'], '--url: expected no more than a host and a path'],
    [['--url', 'http://a:b@c/'], '--url: expected no more than a host and a path'],
    [['--target', 'moon'], '--target: expected local, new or aws, not "moon"'],
    [['--report', 'a', '--no-report'], '--report or --no-report, not both'],
    [['another'], 'Name one service, such as crud-api'],
    [['--nope'], "Unknown option '--nope'"],
  ])('refuses %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
