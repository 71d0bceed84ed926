import { isCollection, readCollection } from './read-collection.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const collection = (fields: object) => ({ info: { name: 'Shop', schema }, ...fields });
const read = (fields: object) => readCollection('shop.json', collection(fields));
const url = '{{baseUrl}}/items';

describe('isCollection', () => {
  it('tells collections from other files', () => {
    expect(isCollection(collection({ item: [] }))).toBe(true);
    expect(isCollection({ requests: [] })).toBe(false);
  });
});

describe('readCollection', () => {
  it('finds requests in folders, with the names of those', () => {
    const { name, requests } = read({
      item: [
        { name: 'List', request: url },
        { name: 'One', item: [{ name: 'Read', item: [{ name: 'By id', request: { url } }] }] },
      ],
    });
    expect(name).toBe('Shop');
    expect(requests).toMatchObject([
      { name: 'List', method: 'GET', url, weight: 1, expect: ['2xx'] },
      { name: 'One / Read / By id', at: 'shop.json: item[1].item[0].item[0].request' },
    ]);
  });

  it('takes variables, and those of a path', () => {
    const { variables, requests } = read({
      variable: [
        { key: 'id', value: 5 },
        { key: 'off', value: 'x', disabled: true },
      ],
      item: [
        {
          name: 'Read',
          request: {
            url: { raw: '{{baseUrl}}/:id/:idea?a=:id', variable: [{ key: 'id', value: '{{id}}' }] },
          },
        },
      ],
    });
    expect(variables).toEqual({ id: '5' });
    expect(requests[0]!.url).toBe('{{baseUrl}}/{{id}}/:idea?a=:id');
  });

  it('takes headers and bodies', () => {
    const header = [
      { key: 'X-A', value: '{{a}}' },
      { key: 'X-Off', value: 'x', disabled: true },
    ];
    const raw = { mode: 'raw', raw: '{"a":1}', options: { raw: { language: 'json' } } };
    const form = { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '{{b}}' }] };
    const { requests } = read({
      item: [raw, form].map((body) => ({ request: { method: 'POST', url, header, body } })),
    });
    expect(requests).toMatchObject([
      {
        body: '{"a":1}',
        headers: [
          ['X-A', '{{a}}'],
          ['content-type', 'application/json'],
        ],
      },
      {
        body: 'a={{b}}',
        headers: [
          ['X-A', '{{a}}'],
          ['content-type', expect.any(String)],
        ],
      },
    ]);
  });

  it('takes a query of GraphQL with its variables', () => {
    const graphql = { query: '{ items(id: "a") { id } }', variables: '{ "n": {{n}} }' };
    const { requests } = read({
      item: [graphql, { query: '{ all }' }].map((one) => ({
        request: { method: 'POST', url, body: { mode: 'graphql', graphql: one } },
      })),
    });
    expect(requests.map(({ body }) => body)).toEqual([
      '{"query":"{ items(id: \\"a\\") { id } }","variables":{ "n": {{n}} }}',
      '{"query":"{ all }","variables":{}}',
    ]);
  });

  it('takes URLs in parts', () => {
    const host = ['{{baseUrl}}'];
    const query = [
      { key: 'a', value: '1' },
      { key: 'b', value: '{{b}}' },
      { key: 'off', value: '2', disabled: true },
    ];
    const variable = [{ key: 'id', value: '5' }];
    const { requests } = read({
      item: [
        { request: { url: { host, path: ['items', ':id'], query, variable } } },
        { request: { url: { protocol: 'https', host: ['api', 'test'], port: '8443' } } },
      ],
    });
    expect(requests.map((request) => request.url)).toEqual([
      '{{baseUrl}}/items/5?a=1&b={{b}}',
      'https://api.test:8443/',
    ]);
  });

  it('takes authorization and headers as format 2.0 writes them', () => {
    const auth = { type: 'bearer', bearer: { token: '{{token}}' } };
    const { requests } = read({
      item: [{ request: { url, auth, header: 'X-A: b: c\r\nX-D:e\n' } }],
    });
    expect(requests[0]!.headers).toEqual([
      ['X-A', 'b: c'],
      ['X-D', 'e'],
      ['authorization', 'Bearer {{token}}'],
    ]);
  });

  it('expects the statuses that tests name', () => {
    const script = (listen: string, exec: string | string[]) => ({ listen, script: { exec } });
    const { requests } = read({
      item: [
        { request: url, event: [script('test', ['let a;', 'pm.response.to.have.status(409);'])] },
        { request: url, event: [script('prerequest', 'pm.response.to.have.status(409)')] },
      ],
    });
    expect(requests.map(({ expect }) => expect)).toEqual([[409], ['2xx']]);
  });

  it('hands authorization down, unless something below has its own', () => {
    const bearer = (token: string) => ({
      type: 'bearer',
      bearer: [{ key: 'token', value: token }],
    });
    const { requests } = read({
      auth: bearer('{{token}}'),
      item: [
        { request: { url } },
        { auth: bearer('folder'), item: [{ request: { url } }] },
        { request: { url, auth: { type: 'noauth' } } },
      ],
    });
    expect(requests.map(({ headers }) => headers)).toEqual([
      [['authorization', 'Bearer {{token}}']],
      [['authorization', 'Bearer folder']],
      [],
    ]);
  });

  it.each([
    [{ item: [] }, 'shop.json: item: Too small'],
    [{ item: [{ name: 'a' }] }, 'shop.json: item[0]: is neither a request nor a folder'],
    [{ item: [{ request: { url: 5 } }] }, 'shop.json: item[0].request'],
    [{ item: [{ request: { url, method: 'HEAD' } }] }, 'item[0].request.method: "HEAD" can not be'],
    [
      { item: [{ request: { url, auth: { type: 'oauth2' } } }] },
      'item[0].request.auth: "oauth2" is not supported',
    ],
    [
      { item: [{ request: { url, body: { mode: 'formdata' } } }] },
      'item[0].request.body.mode: "formdata" is not supported',
    ],
  ])('names what is wrong with %j', (fields, message) => {
    expect(() => read(fields)).toThrow(message);
  });
});
