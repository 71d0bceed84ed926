import { call, itemPath } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as createItem } from '../create-item/handler.ts';
import { handler as getItem } from '../get-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const remove = (id: string, headers: Record<string, string> = {}) =>
  call(handler, { method: 'DELETE', ...itemPath(id), headers });

describe('DELETE /items/{id}', () => {
  it('removes the item', async () => {
    await call(createItem, { method: 'POST', body: { id: 'bolt' } });

    expect(await remove('bolt')).toEqual({ status: 204, headers: {}, body: undefined });
    expect(await call(getItem, itemPath('bolt'))).toMatchObject({ status: 404 });
    expect(await remove('bolt')).toMatchObject({ status: 404 });
  });

  it('removes only the version that If-Match names', async () => {
    const { headers } = await call(createItem, { method: 'POST', body: { id: 'nut' } });

    expect(await remove('nut', { 'if-match': '"other"' })).toMatchObject({
      status: 412,
      body: { errors: [{ field: 'if-match' }] },
    });
    expect(await remove('nut', { 'if-match': String(headers.etag) })).toMatchObject({
      status: 204,
    });
  });
});
