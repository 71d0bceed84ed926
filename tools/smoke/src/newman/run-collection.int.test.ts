import fastify, { type FastifyInstance } from 'fastify';
import type { CollectionFile } from '../collection/collection-file.ts';
import { aCollection, anItem, isOk } from '../testing/a-collection.ts';
import { type CollectionRun, runCollection } from './run-collection.ts';
import { failuresOf } from './smoke-run.ts';

const routes = [{ functionKey: 'getItem', method: 'GET', path: '/items/{id}' }];
const getItem = anItem(
  'Reads',
  ['GET', '/items/1'],
  [isOk, "pm.test('is the item', () => pm.expect(pm.response.json()).to.eql({ id: '1' }));"],
);
const CLEAN_UP = { name: 'Clean up', item: [anItem('Removes', ['DELETE', '/items/1'], [isOk])] };

let server: FastifyInstance;
let baseUrl: string;
/** What came in. */
let seen: string[];
let answer: (url: string) => { status?: number; body?: unknown; never?: boolean };

beforeAll(async () => {
  server = fastify({ forceCloseConnections: true });
  server.all('*', (request, reply) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
    const { status = 200, body = { id: '1' }, never = false } = answer(request.url);
    if (!never) void reply.status(status).send(body);
  });
  baseUrl = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
  answer = () => ({});
});

const run = (item: CollectionFile['item'], overrides: Partial<CollectionRun> = {}) =>
  runCollection({
    collection: aCollection(item),
    asked: { service: 'shop', target: 'aws', stage: 'dev', baseUrl, routes },
    variables: { baseUrl },
    secrets: [],
    timeoutMs: 5_000,
    ...overrides,
  });

describe('runCollection', () => {
  it('is green when every assertion holds', async () => {
    const result = await run([getItem]);

    expect(result).toMatchObject({ green: true, service: 'shop', leftOut: [] });
    expect(result.requests).toMatchObject([
      {
        ...{ name: 'Reads', method: 'GET', url: `${baseUrl}/items/1`, times: 1 },
        ...{ status: 200, milliseconds: expect.any(Number), bytes: 10 },
        assertions: [
          { name: '200 OK', passed: true },
          { name: 'is the item', passed: true },
        ],
      },
    ]);
  });

  it('says of a wrong status what was expected, what came and where the log is', async () => {
    const body = { code: 'INTERNAL', requestId: 'abc-1' };
    answer = () => ({ status: 500, body });

    const [failure] = failuresOf(await run([getItem]));

    expect(failure).toMatchObject({
      status: 500,
      assertions: [{ passed: false }, { passed: false }],
      failure: {
        reasons: [
          '200 OK: expected response to have status code 200 but got 500',
          expect.stringContaining("to deeply equal { id: '1' }"),
        ],
        request: { start: `GET ${baseUrl}/items/1` },
        answer: { start: '500 Internal Server Error', body: JSON.stringify(body) },
        next: [expect.stringMatching(/nx logs shop --stage dev --function getItem; .*abc-1$/)],
      },
    });
  });

  it('says of a wrong body what is wrong with it', async () => {
    answer = () => ({ body: { id: '2' } });

    const [failure] = failuresOf(await run([getItem]));

    expect(failure?.failure.reasons).toEqual([
      "is the item: expected { id: '2' } to deeply equal { id: '1' }",
    ]);
    expect(failure?.failure.next).toContainEqual(expect.stringContaining('services/shop/smoke'));
  });

  it('says that nothing listens, and asks no further', async () => {
    const result = await run([getItem, anItem('Reads again', ['GET', '/items/1'], [isOk])], {
      variables: { baseUrl: 'http://127.0.0.1:9' },
    });

    expect(failuresOf(result)).toMatchObject([
      { failure: { reasons: ['Nothing listens at http://127.0.0.1:9'] }, assertions: [] },
    ]);
    expect(result).toMatchObject({ green: false, leftOut: ['Reads again'] });
  });

  it('says that no answer came in time, and goes on if others did', async () => {
    answer = (url) => ({ never: url === '/slow' });
    const items = [getItem, anItem('Waits', ['GET', '/slow'], [isOk]), CLEAN_UP];

    const result = await run(items, { timeoutMs: 300 });

    expect(failuresOf(result)).toMatchObject([
      { name: 'Waits', failure: { reasons: ['No answer within 0.3 s'] } },
    ]);
    expect(result.requests.at(-1)).toMatchObject({ name: 'Removes', folder: 'Clean up' });
  });

  it('is red when it ends before its end, though nothing failed', async () => {
    const lost = "pm.execution.setNextRequest('Is not there');";
    const result = await run([anItem('Jumps', ['GET', '/items/1'], [isOk, lost]), getItem]);

    expect(result).toMatchObject({ green: false, leftOut: ['Reads'] });
    expect(failuresOf(result)).toEqual([]);
  });

  it('is red when a script fails', async () => {
    const result = await run([anItem('Breaks', ['GET', '/items/1'], ['nothing.at.all;'])]);

    expect(failuresOf(result)[0]?.failure.reasons).toEqual([
      expect.stringMatching(/script of the collection failed: ReferenceError: nothing/),
    ]);
  });

  it('shows of what is polled the last answer, and how often it was asked', async () => {
    answer = () => (seen.length < 3 ? { status: 404 } : {});
    const poll = anItem(
      'Polls',
      ['GET', '/items/1'],
      ["if (pm.response.code === 404) pm.execution.setNextRequest('Polls');", `else ${isOk}`],
    );

    const { requests, green } = await run([poll]);

    expect(green).toBe(true);
    expect(requests).toMatchObject([{ times: 3, status: 200 }]);
  });

  it('sends its token, and shows it nowhere', async () => {
    answer = () => ({ status: 401, body: { you: 'sent t0ken' } });

    const result = await run([getItem], {
      variables: { baseUrl, token: 't0ken' },
      secrets: ['t0ken'],
    });

    expect(seen).toEqual(['GET /items/1 Bearer t0ken']);
    expect(JSON.stringify(result)).not.toContain('t0ken');
    expect(failuresOf(result)[0]?.failure.next[0]).toContain('issuer');
  });

  it('makes an id of its own in each run, and leaves out what a request needs and has not', async () => {
    const skipped = anItem('Skipped', ['GET', '/x'], [isOk], ['pm.execution.skipRequest();']);
    const create = anItem('Creates', ['POST', '/{{runId}}'], [isOk]);

    const results = [await run([create, skipped]), await run([create, skipped])];

    expect(new Set(seen).size).toBe(2);
    expect(seen[0]).toMatch(/^POST \/[0-9a-f-]{36}$/);
    expect(results[0]).toMatchObject({ green: true, leftOut: ['Skipped'] });
  });

  it.each(['bail', 'Ctrl-C'])('removes what it made when %s ends it early', async (reason) => {
    const interrupt = new AbortController();
    answer = (url) => {
      if (reason === 'Ctrl-C' && url === '/slow') interrupt.abort();
      return url === '/slow' ? { status: 500 } : {};
    };
    const items = [
      anItem('Fails', ['GET', '/slow'], [isOk]),
      anItem('Comes later', ['GET', '/later'], [isOk]),
      CLEAN_UP,
    ];

    const result = await run(items, { bail: reason === 'bail', signal: interrupt.signal });

    expect(seen).toEqual(['GET /slow', 'DELETE /items/1']);
    expect(result.green).toBe(false);
    expect(result.leftOut).toEqual(['Comes later', 'Removes']);
  });
});
