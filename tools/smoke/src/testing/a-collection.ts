import type { CollectionFile } from '../collection/collection-file.ts';

const script = (listen: 'prerequest' | 'test', lines: string[]) => ({
  listen,
  script: { type: 'text/javascript', exec: lines },
});

/** A request of a collection, with the lines of its scripts. */
export const anItem = (
  name: string,
  [method, path]: [method: string, path: string],
  test: string[],
  before: string[] = [],
) => ({
  name,
  event: [script('prerequest', before), script('test', test)],
  request: {
    method,
    header: [],
    url: { raw: `{{baseUrl}}${path}`, host: ['{{baseUrl}}'], path: path.slice(1).split('/') },
  },
});

/** A collection that sends its token. */
export const aCollection = (item: CollectionFile['item']): CollectionFile => ({
  info: {
    name: 'shop',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
  variable: ['baseUrl', 'token', 'runId'].map((key) => ({ key, value: '' })),
  item,
});

export const isOk = "pm.test('200 OK', () => pm.response.to.have.status(200));";
