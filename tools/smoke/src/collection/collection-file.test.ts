import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collectionPath, readCollection, stepsOf } from './collection-file.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const request = { method: 'GET', url: { raw: '{{baseUrl}}/status' } };

describe('readCollection', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'smoke-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = (content: string) => {
    const file = collectionPath(root, 'shop');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return readCollection(root, 'shop');
  };

  it('reads requests in their order, in folders too', () => {
    const { item } = read(
      JSON.stringify({
        info: { name: 'shop', schema },
        item: [
          { name: 'Status', request },
          { name: 'Items', item: [{ name: 'Lists', request }] },
        ],
      }),
    );

    expect(stepsOf(item)).toEqual([
      { name: 'Status', method: 'GET', url: '{{baseUrl}}/status' },
      { name: 'Lists', folder: 'Items', method: 'GET', url: '{{baseUrl}}/status' },
    ]);
  });

  it.each([
    ['{', 'is no JSON'],
    [JSON.stringify({ info: { name: 'shop', schema }, item: [] }), 'item: '],
    [JSON.stringify({ info: { name: 'a', schema: 'v1' }, item: [{ name: 'b' }] }), 'v2.1'],
  ])('names the file and what is wrong with it: %s', (content, expected) => {
    expect(() => read(content)).toThrow(/shop\.postman_collection\.json/);
    expect(() => read(content)).toThrow(expected);
  });

  it('says when there is none', () => {
    expect(() => readCollection(root, 'shop')).toThrow('There are no tests of shop');
  });
});
