import { call, itemPath } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as getItem } from '../get-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const put = (id: string, body: object, headers: Record<string, string> = {}) =>
  call(handler, {
    method: 'PUT',
    ...itemPath(id),
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('PUT /items/{id}', () => {
  it('creates, then replaces all of it', async () => {
    expect(await put('bolt', { a: 1, b: 2 })).toMatchObject({
      status: 201,
      headers: { location: '/items/bolt' },
      body: { id: 'bolt', a: 1, b: 2 },
    });
    expect(await put('bolt', { id: 'bolt', c: 3 })).toMatchObject({ status: 200 });
    expect((await call(getItem, itemPath('bolt'))).body).toEqual({ id: 'bolt', c: 3 });
  });

  it('creates only with If-None-Match: *', async () => {
    const onlyNew = { 'if-none-match': '*' };

    expect(await put('nut', {}, onlyNew)).toMatchObject({ status: 201 });
    expect(await put('nut', {}, onlyNew)).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED', errors: [{ field: 'if-none-match' }] },
    });
  });

  it('replaces only the version that If-Match names', async () => {
    const first = String((await put('washer', { n: 1 })).headers.etag);
    const second = await put('washer', { n: 2 }, { 'if-match': first });

    expect(second).toMatchObject({ status: 200 });
    expect(await put('washer', { n: 3 }, { 'if-match': first })).toMatchObject({
      status: 412,
      body: { errors: [{ field: 'if-match' }] },
    });
    expect((await call(getItem, itemPath('washer'))).body).toEqual({ id: 'washer', n: 2 });
  });

  it('does not create under If-Match', async () => {
    expect(await put('ghost', {}, { 'if-match': '*' })).toMatchObject({ status: 412 });
    expect(await put('ghost', {}, { 'if-match': '"x"' })).toMatchObject({ status: 412 });
    expect(await put('ghost', {}, { 'if-match': 'W/"x"' })).toMatchObject({ status: 412 });
    expect(await call(getItem, itemPath('ghost'))).toMatchObject({ status: 404 });
  });

  it('lets one of many writers of the same version through', async () => {
    const etag = String((await put('rivet', { writer: 'none' })).headers.etag);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, writer) => put('rivet', { writer }, { 'if-match': etag })),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(412)]);
  });

  it('answers 400 to another id and to a malformed condition', async () => {
    expect(await put('bolt', { id: 'nut' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'id' }] },
    });
    expect(await put('bolt', {}, { 'if-match': 'unquoted' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'if-match' }] },
    });
  });
});
