import { call, itemPath } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as getItem } from '../get-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

describe('POST /items', () => {
  it('creates the item under the id of the client', async () => {
    const body = { id: '1234ABCD', number: 5, nested: { list: [1, null] } };

    const answer = await call(handler, { method: 'POST', path: '/items', body });

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: '/items/1234ABCD', etag: expect.stringMatching(/^"[^"]+"$/) as string },
      body,
    });
    const stored = await call(getItem, itemPath('1234ABCD'));
    expect(stored).toMatchObject({ status: 200, body, headers: { etag: answer.headers.etag } });
  });

  it('makes up an id where there is none', async () => {
    const answer = await call(handler, { method: 'POST', body: { number: 5 } });

    const { id } = answer.body as { id: string };
    expect(answer).toMatchObject({ status: 201, headers: { location: `/items/${id}` } });
  });

  it('answers 409 when the id is taken', async () => {
    await call(handler, { method: 'POST', body: { id: 'twice', first: true } });

    const answer = await call(handler, { method: 'POST', body: { id: 'twice' } });

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'CONFLICT',
        detail: 'There is an item twice already',
        errors: [{ field: 'id' }],
      },
    });
    expect(await call(getItem, itemPath('twice'))).toMatchObject({ body: { first: true } });
  });

  it.each([
    ['malformed JSON', '{"id":', 'body'],
    ['no object', '[1]', 'body'],
    ['a reserved name', '{"_version":"x"}', '_version'],
    ['a number that loses digits', '{"n":9007199254740993}', 'n'],
    ['an id that is no path segment', '{"id":"a/b"}', 'id'],
    ['the prototype', '{"__proto__":{"a":1}}', 'body'],
  ])('answers 400 to %s and names the field', async (_what, body, field) => {
    const headers = { 'content-type': 'application/json' };

    const answer = await call(handler, { method: 'POST', body, headers });

    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  it('answers 413 to an item that does not fit', async () => {
    const answer = await call(handler, { method: 'POST', body: { text: 'x'.repeat(410_000) } });

    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE', errors: [{ field: 'body' }] },
    });
  });

  it('answers 415 to another media type', async () => {
    const headers = { 'content-type': 'text/plain' };

    expect(await call(handler, { method: 'POST', body: 'hello', headers })).toMatchObject({
      status: 415,
    });
  });
});
