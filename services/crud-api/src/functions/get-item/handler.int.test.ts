import { call, itemPath } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as createItem } from '../create-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

describe('GET /items/{id}', () => {
  it('answers 304 to a client that has the item already', async () => {
    const created = await call(createItem, { method: 'POST', body: { id: 'bolt' } });
    const etag = String(created.headers.etag);

    const same = await call(handler, { ...itemPath('bolt'), headers: { 'If-None-Match': etag } });
    const other = await call(handler, { ...itemPath('bolt'), headers: { 'If-None-Match': '"x"' } });

    expect(same).toEqual({ status: 304, headers: { etag }, body: undefined });
    expect(other).toMatchObject({ status: 200, body: { id: 'bolt' } });
  });

  it('answers 404 where there is none', async () => {
    expect(await call(handler, itemPath('nut'))).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', detail: 'There is no item nut', requestId: 'a-request-id' },
    });
  });

  it('answers 400 to an id that cannot be', async () => {
    expect(await call(handler, itemPath('a b'))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'id' }] },
    });
  });
});
