import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario, readVariables } from './read-scenario.ts';

const LOAD = `
variables: { id: a }
requests:
  - { name: read, path: '/{{id}}', weight: 3 }
  - { name: list, path: / }
`;
const COLLECTION = {
  info: {
    name: 'Shop',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  item: [{ name: 'Read', request: '{{baseUrl}}/a' }],
};

describe('readScenario', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'scenario-'));
    writeFileSync(join(root, 'load.yml'), LOAD);
    writeFileSync(join(root, 'shop.json'), JSON.stringify(COLLECTION));
    writeFileSync(join(root, 'broken.yml'), 'requests: [');
    writeFileSync(
      join(root, 'empty.json'),
      JSON.stringify({ ...COLLECTION, item: [{ item: [] }] }),
    );
    const requests = Array.from({ length: 1001 }, () => ({ path: '/' }));
    writeFileSync(join(root, 'long.json'), JSON.stringify({ requests }));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const read = (file: string, weights = {}) => readScenario({ root, file, variables: {}, weights });

  it('reads load files and Postman collections', () => {
    expect(read('load.yml').requests.map(({ name }) => name)).toEqual(['read', 'list']);
    expect(read('shop.json')).toMatchObject({ name: 'Shop', requests: [{ name: 'Read' }] });
  });

  it('takes other weights', () => {
    const { requests } = read('load.yml', { read: 0, list: 2 });
    expect(requests.map(({ weight }) => weight)).toEqual([0, 2]);
  });

  it.each([
    ['nope.yml', {}, /^There is no file .*nope\.yml/],
    ['broken.yml', {}, /^broken\.yml: .*line 1/s],
    ['empty.json', {}, 'empty.json: there is no request in it'],
    ['long.json', {}, 'long.json: 1001 requests are more than the 1000'],
    ['load.yml', { write: 1 }, '--weight: load.yml has no request "write"; it has read, list'],
    ['load.yml', { read: 0, list: 0 }, '--weight: no request is left'],
  ])('refuses %s %j', (file, weights, message) => {
    expect(() => read(file, weights)).toThrow(message);
  });
});

describe('readVariables', () => {
  it('takes those of the command line before those of an environment', () => {
    const root = mkdtempSync(join(tmpdir(), 'scenario-'));
    const values = [
      ...[
        { key: 'a', value: '1' },
        { key: 'b', value: 2 },
      ],
      { key: 'c', value: '3', enabled: false },
    ];
    writeFileSync(join(root, 'dev.json'), JSON.stringify({ values }));
    const given = { root, environment: 'dev.json', variables: { a: 'mine' } };
    expect(readVariables(given)).toEqual({ a: 'mine', b: '2' });
    writeFileSync(join(root, 'dev.json'), '{"values":[{"key":5}]}');
    expect(() => readVariables(given)).toThrow('dev.json: values[0].key');
    rmSync(root, { recursive: true });
  });
});
