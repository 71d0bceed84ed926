import { call, itemPath } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as createItem } from '../create-item/handler.ts';
import { handler as getItem } from '../get-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  call(handler, {
    method: 'PATCH',
    ...itemPath(id),
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/merge-patch+json', ...headers },
  });

const create = (body: object) => call(createItem, { method: 'POST', body });

describe('PATCH /items/{id}', () => {
  it('merges, and null removes', async () => {
    await create({ id: 'bolt', size: { mm: 8, inch: '5/16' }, stock: 5, note: 'x' });

    const answer = await patch('bolt', { size: { inch: null }, stock: 4, note: null });

    const merged = { id: 'bolt', size: { mm: 8 }, stock: 4 };
    expect(answer).toMatchObject({ status: 200, body: merged });
    expect(await call(getItem, itemPath('bolt'))).toMatchObject({
      body: merged,
      headers: { etag: answer.headers.etag },
    });
  });

  it('answers 412 to a stale If-Match and changes nothing', async () => {
    const { etag } = (await create({ id: 'nut', n: 1 })).headers;
    await patch('nut', { n: 2 }, { 'if-match': String(etag) });

    expect(await patch('nut', { n: 3 }, { 'if-match': String(etag) })).toMatchObject({
      status: 412,
      body: { errors: [{ field: 'if-match' }] },
    });
    expect((await call(getItem, itemPath('nut'))).body).toEqual({ id: 'nut', n: 2 });
  });

  it('loses no patch of two that meet', async () => {
    await create({ id: 'washer' });

    const answers = await Promise.all([patch('washer', { a: 1 }), patch('washer', { b: 2 })]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await call(getItem, itemPath('washer'))).body).toEqual({ id: 'washer', a: 1, b: 2 });
  });

  it('answers 404 where there is no item, 412 where If-Match asks for one', async () => {
    expect(await patch('ghost', { a: 1 })).toMatchObject({ status: 404 });
    expect(await patch('ghost', { a: 1 }, { 'if-match': '*' })).toMatchObject({ status: 412 });
  });

  it('answers 413 when the item would outgrow the table', async () => {
    await create({ id: 'long', a: 'x'.repeat(300_000) });

    expect(await patch('long', { b: 'x'.repeat(200_000) })).toMatchObject({ status: 413 });
  });
});
