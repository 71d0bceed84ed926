import type { Check } from './check.ts';
import { checks } from './checks.ts';
import type { Answer, Request } from './ports.ts';
import { type Checking, runChecks } from './run-checks.ts';

const status: Check = {
  ...{ endpoint: 'shop-status', service: 'shop', method: 'GET', path: '/status' },
  expected: { status: 200, contentType: 'application/json' },
  isClosed: false,
};
const order: Check = {
  ...{ endpoint: 'shop-orders', service: 'shop', method: 'POST', path: '/orders', body: {} },
  expected: { status: 400, contentType: 'application/problem+json' },
  isClosed: true,
};

describe('runChecks', () => {
  let asked: Request[];
  let clock: number;
  beforeEach(() => {
    asked = [];
    clock = 0;
  });

  const run = (
    given: Check[],
    answers: Record<string, Answer | Error>,
    overrides: Partial<Checking> = {},
  ) =>
    runChecks(given, {
      apis: { find: async () => new Map([['shop', 'https://shop.example']]) },
      tokens: { get: async () => 'a.b.c' },
      ask: async (request) => {
        asked.push(request);
        clock += 25;
        const answer = answers[new URL(request.url).pathname];
        if (!answer || answer instanceof Error) throw answer ?? new Error('never asked');
        return answer;
      },
      now: () => clock,
      ...overrides,
    });

  const ok = { status: 200, contentType: 'application/json; charset=utf-8' };
  const refused = { status: 400, contentType: 'application/problem+json' };

  it('measures what answers as expected', async () => {
    expect(await run([status, order], { '/status': ok, '/orders': refused })).toEqual([
      { endpoint: 'shop-status', available: true, milliseconds: 25 },
      { endpoint: 'shop-orders', available: true, milliseconds: 25 },
    ]);
  });

  it('sends a body as JSON, and a token only to what is closed', async () => {
    await run([status, order], { '/status': ok, '/orders': refused });

    expect(asked).toEqual([
      { url: 'https://shop.example/status', method: 'GET', headers: {} },
      {
        ...{ url: 'https://shop.example/orders', method: 'POST', body: '{}' },
        headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
      },
    ]);
  });

  it.each([
    [{ status: 500, contentType: 'application/problem+json' }, /^Expected 400 .* not 500 /],
    [{ status: 400, contentType: 'application/json' }, /not 400 application\/json$/],
  ])('says what else was answered: %j', async (answer, reason) => {
    expect(await run([order], { '/orders': answer })).toEqual([
      {
        ...{ endpoint: 'shop-orders', available: false, milliseconds: 25 },
        reason: expect.stringMatching(reason),
      },
    ]);
  });

  it('goes on when an endpoint does not answer', async () => {
    const outcomes = await run([status, order], {
      '/status': new Error('No answer within 5000 ms'),
      '/orders': refused,
    });

    expect(outcomes).toEqual([
      { endpoint: 'shop-status', available: false, reason: 'No answer within 5000 ms' },
      { endpoint: 'shop-orders', available: true, milliseconds: 25 },
    ]);
  });

  it('takes a closed door for available when it has no credentials', async () => {
    const tokens = { get: async () => undefined };
    const closed = { status: 401, contentType: 'application/json' };

    expect(await run([order], { '/orders': closed }, { tokens })).toMatchObject([
      { available: true },
    ]);
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(await run([status], { '/status': closed }, { tokens })).toMatchObject([
      { available: false },
    ]);
  });

  it('does not when its token was refused', async () => {
    const closed = { status: 401, contentType: 'application/json' };

    expect(await run([order], { '/orders': closed })).toMatchObject([{ available: false }]);
  });

  it('reports every endpoint when it cannot find the APIs, one when there is none of it', async () => {
    const lost = { find: () => Promise.reject(new Error('AccessDenied')) };
    expect(await run([status, order], {}, { apis: lost })).toMatchObject([
      { available: false, reason: 'Cannot find the APIs: AccessDenied' },
      { available: false, reason: 'Cannot find the APIs: AccessDenied' },
    ]);
    const none = { find: async () => new Map<string, string>() };
    expect(await run([status], {}, { apis: none })).toMatchObject([
      { available: false, reason: 'There is no API of shop' },
    ]);
  });

  it('reports only what is closed when it cannot get a token', async () => {
    const tokens = { get: () => Promise.reject(new Error('invalid_client')) };

    expect(await run([status, order], { '/status': ok }, { tokens })).toMatchObject([
      { endpoint: 'shop-status', available: true },
      { endpoint: 'shop-orders', reason: 'Cannot get a token: invalid_client' },
    ]);
  });
});

describe('checks', () => {
  it('have names of their own', () => {
    expect(new Set(checks.map(({ endpoint }) => endpoint)).size).toBe(checks.length);
  });
});
