import { randomUUID } from 'node:crypto';
import { request } from './http.ts';
import { httpApiOf, resourceOf } from './outputs.ts';
import { startSystem, type System } from './system.ts';

describe('crud-api', () => {
  let system: System;
  let api: string;
  let table: string;

  beforeAll(async () => {
    system = await startSystem();
    api = httpApiOf(system.outputs, 'crud-api');
    table = resourceOf(system.outputs, 'crud-api', 'ItemsTable');
  }, 180_000);

  afterAll(() => system?.stop());

  const manage = (operation: string, payload: unknown, tableName = table) =>
    request('POST', `${api}/DynamoDBManager`, { operation, tableName, payload });

  describe('POST /DynamoDBManager', () => {
    it('creates, reads, updates, lists and deletes', async () => {
      const created = await manage('create', { Item: { id: '1234ABCD', number: 5 } });
      expect(created.json()).toMatchObject({ $metadata: { httpStatusCode: 200 } });

      const read = await manage('read', { Key: { id: '1234ABCD' } });
      expect(read.json()).toMatchObject({ Item: { id: '1234ABCD', number: 5 } });

      await manage('update', {
        Key: { id: '1234ABCD' },
        UpdateExpression: 'SET #number = :number',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':number': 10 },
      });
      const listed = await manage('list', {});
      expect(listed.json()).toMatchObject({ Items: [{ id: '1234ABCD', number: 10 }], Count: 1 });

      await manage('delete', { Key: { id: '1234ABCD' } });
      expect((await manage('list', {})).json()).toMatchObject({ Items: [], Count: 0 });
    });

    it('echoes and pings', async () => {
      expect((await manage('echo', { hello: 'world' })).json()).toEqual({ hello: 'world' });
      expect((await manage('ping', {})).json()).toBe('pong');
    });

    it('refuses an unknown operation by name, and a table that is not allowed', async () => {
      const unknown = await manage('explode', {});
      expect(unknown.status).toBe(400);
      expect(unknown.text).toContain('explode');

      const foreign = await manage('list', {}, 'somebody-elses-table');
      expect(foreign.status).toBe(403);
      expect(foreign.text).toContain('somebody-elses-table');
    });
  });

  describe('/items', () => {
    it('keeps an item through create, read, replace, update and delete', async () => {
      const id = randomUUID();
      const created = await request('POST', `${api}/items`, { id, name: 'lamp', stock: 1 });
      expect(created.status).toBe(201);
      const etag = created.headers.get('etag') ?? '';
      expect(etag).not.toBe('');

      const read = await request('GET', `${api}/items/${id}`);
      expect([read.status, read.json()]).toEqual([
        200,
        expect.objectContaining({ id, name: 'lamp', stock: 1 }),
      ]);

      const replaced = await request(
        'PUT',
        `${api}/items/${id}`,
        { name: 'lamp', stock: 2 },
        { 'if-match': etag },
      );
      expect(replaced.status).toBe(200);

      const stale = await request(
        'PUT',
        `${api}/items/${id}`,
        { name: 'lamp', stock: 3 },
        { 'if-match': etag },
      );
      expect([stale.status, stale.headers.get('content-type')]).toEqual([
        412,
        expect.stringContaining('application/problem+json'),
      ]);

      const patched = await request('PATCH', `${api}/items/${id}`, { stock: 9 });
      expect([patched.status, patched.json()]).toEqual([
        200,
        expect.objectContaining({ name: 'lamp', stock: 9 }),
      ]);

      expect((await request('DELETE', `${api}/items/${id}`)).status).toBe(204);
      expect((await request('GET', `${api}/items/${id}`)).status).toBe(404);
    });

    it('pages through a list with an opaque cursor and refuses a bad one', async () => {
      const ids = Array.from({ length: 5 }, () => randomUUID()).sort();
      for (const id of ids) await request('POST', `${api}/items`, { id });

      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await request(
          'GET',
          `${api}/items?limit=2${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        const body = page.json() as { items: { id: string }[]; nextCursor?: string };
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen.sort()).toEqual(ids);

      const bad = await request('GET', `${api}/items?cursor=nonsense`);
      expect(bad.status).toBe(400);
      expect(bad.text).toContain('cursor');
    });
  });

  it('answers what no route takes as API Gateway does', async () => {
    const answer = await request('GET', `${api}/nowhere`);
    expect([answer.status, answer.json()]).toEqual([404, { message: 'Not Found' }]);
  });
});
