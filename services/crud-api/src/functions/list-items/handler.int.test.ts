import { call } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler as createItem } from '../create-item/handler.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

type Page = { items: { id: string }[]; nextCursor?: string };

const list = async (query: Record<string, string> = {}): Promise<Page> => {
  const answer = await call(handler, { path: '/items', query });
  expect(answer.status).toBe(200);
  return answer.body as Page;
};

describe('GET /items', () => {
  const ids = Array.from({ length: 10 }, (_, i) => `item-${i}`);

  it('is empty at first', async () => {
    expect(await list()).toEqual({ items: [] });
  });

  it.each([1, 3, 5, 10, 100])('shows every item once in pages of %s', async (limit) => {
    for (const id of ids) await call(createItem, { method: 'POST', body: { id } });

    const pages: Page[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: String(limit), ...(cursor && { cursor }) });
      pages.push(page);
      cursor = page.nextCursor;
    } while (cursor);

    expect(pages).toHaveLength(Math.ceil(ids.length / limit));
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id)).sort()).toEqual(ids);
  });

  it('hides how items are stored', async () => {
    expect((await list({ limit: '1' })).items.map((item) => Object.keys(item))).toEqual([['id']]);
  });

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: 'all' }, 'limit'],
    [{ cursor: 'bm9uc2Vuc2U' }, 'cursor'],
    [{ cursor: '' }, 'cursor'],
  ])('answers 400 to %j', async (query, field) => {
    expect(await call(handler, { path: '/items', query })).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    });
  });
});
