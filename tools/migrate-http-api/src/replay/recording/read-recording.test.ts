import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecording } from './read-recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'recording-'));
const file = join(folder, 'r.json');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: unknown, prefix = '', variables: Record<string, string> = {}) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const { requests, notes } = readRecording(file, { prefix, variables });
  return {
    notes,
    requests: requests.map(({ body, ...rest }) => ({
      ...rest,
      ...(body && { body: Buffer.from(body).toString() }),
    })),
  };
};

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

describe('readRecording, of its own format', () => {
  it('takes headers with several values, and bodies of all kinds', () => {
    const path = '/a?b=%20&b=2';
    const { requests } = read({
      requests: [
        { path, headers: { Accept: ['a', 'b'], Host: 'x', 'Content-Length': '9' } },
        { method: 'POST', path, name: 'long', json: { note: { $repeat: 'é', times: 3 } } },
        { method: 'PUT', path, text: '{' },
        { method: 'PUT', path, base64: 'aGk=' },
      ],
    });
    expect(requests).toEqual([
      {
        ...{ name: `GET ${path}`, method: 'GET', path },
        headers: [
          ['Accept', 'a'],
          ['Accept', 'b'],
        ],
      },
      { name: 'long', method: 'POST', path, headers: [], body: '{"note":"ééé"}' },
      { name: `PUT ${path}`, method: 'PUT', path, headers: [], body: '{' },
      { name: `PUT ${path}`, method: 'PUT', path, headers: [], body: 'hi' },
    ]);
  });

  it('takes a request per line', () => {
    const { requests } = read('{"path":"/a"}\n\n{"path":"/b","method":"POST","json":1}\n');
    expect(requests).toMatchObject([{ path: '/a' }, { path: '/b', body: '1' }]);
    expect(read('{"path":"/a"}').requests).toHaveLength(1);
  });

  it.each([
    [{ requests: [] }, 'requests: Too small'],
    [{ requests: [{ path: 'a' }] }, 'requests[0].path: Expected a path'],
    [{ requests: [{ path: '/a b' }] }, 'requests[0].path: Expected a path'],
    [{ requests: [{ path: '/', colour: 1 }] }, 'requests[0]: Unrecognized key: "colour"'],
    [{ requests: [{ path: '/', text: '', json: 1 }] }, 'requests[0]: Expected one of json'],
    [{ requests: [{ path: '/', headers: { a: 'b\r\nc' } }] }, 'requests[0].headers.a'],
    ['{"path":"/a"}\n{"path":5}', ':2: path'],
    ['{"path":"/a"}\n{"path":}', ':2: '],
    ['{', 'r.json: '],
    ['hello', 'Expected a recording'],
  ])('names what is wrong with %j', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});

describe('readRecording, of an HTTP archive', () => {
  it('takes what browsers save, without the stage', () => {
    const request = {
      method: 'POST',
      url: 'https://x.execute-api.eu-west-1.amazonaws.com/dev/orders?x=1#top',
      headers: [
        { name: ':authority', value: 'x' },
        { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      ],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [{ name: 'a', value: 'b c' }],
      },
    };
    expect(read({ log: { entries: [{ request }] } }, '/dev').requests).toMatchObject([
      {
        path: '/orders?x=1',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: 'a=b+c',
      },
    ]);
    expect(() => read({ log: { entries: [{ request: { method: 'GET' } }] } })).toThrow(
      'log.entries[0].request.url',
    );
  });
});

describe('readRecording, of a Postman collection', () => {
  const collection = (fields: object) => ({ info: { name: 'Shop', schema }, ...fields });
  const raw = { mode: 'raw', raw: '{"id":"{{id}}"}', options: { raw: { language: 'json' } } };

  it('takes requests of folders with their placeholders filled in, the same each time', () => {
    const { requests, notes } = read(
      collection({
        auth: { type: 'awsv4' },
        variable: [
          { key: 'baseUrl', value: 'http://127.0.0.1:3000/local' },
          { key: 'id', value: '5' },
          { key: 'run', value: '{{$guid}}' },
        ],
        item: [
          { name: 'List', request: '{{baseUrl}}/items?after={{after}}' },
          {
            name: 'folder',
            item: [
              {
                name: 'Write',
                event: [{ listen: 'prerequest', script: { exec: [] } }],
                request: {
                  method: 'PUT',
                  url: { raw: '{{baseUrl}}/items/:id', variable: [{ key: 'id', value: '{{id}}' }] },
                  header: [{ key: 'X-Run', value: '{{run}}' }],
                  body: raw,
                },
              },
            ],
          },
        ],
      }),
      '',
      { after: 'x' },
    );
    expect(requests).toMatchObject([
      { name: 'List', method: 'GET', path: '/items?after=x' },
      {
        ...{ name: 'Write', method: 'PUT', path: '/items/5', body: '{"id":"5"}' },
        headers: [
          ['X-Run', expect.stringMatching(/^[0-9a-f-]{36}$/)],
          ['Content-Type', 'application/json'],
        ],
      },
    ]);
    expect(notes.join()).toMatch(/scripts are not run \(Write\).*awsv4/);
  });

  it.each([
    [{ item: [{ name: 'a', request: '{{baseUrl}}/{{id}}' }] }, '"a": {{id}} has no value'],
    [{ item: [{ name: 'a' }] }, 'item[0]: is neither a request nor a folder'],
    [
      { item: [{ name: 'a', request: { url: '/', body: { mode: 'formdata' } } }] },
      '"a": body: "formdata" can not be sent',
    ],
  ])('names what is wrong with %j', (fields, message) => {
    expect(() => read(collection(fields))).toThrow(message);
  });
});

describe('readRecording, of an access log', () => {
  it('takes what holds enough, and says what is missing', () => {
    const line = (httpMethod: string, path: string) =>
      JSON.stringify({ requestId: '1', httpMethod, path, status: '200' });
    const { requests, notes } = read(
      [
        line('GET', '/dev/items/1'),
        line('GET', '/dev/items/1'),
        line('POST', '/dev/items'),
        line('DELETE', '/dev/items/{id}'),
      ].join('\n'),
      '/dev',
    );
    expect(requests).toEqual([
      { name: 'GET /dev/items/1', method: 'GET', path: '/items/1', headers: [] },
    ]);
    expect(notes.join()).toMatch(/neither headers.*1 of POST.*1 are left out, whose.*1 repeat/);
  });

  it('takes the common log format', () => {
    const log = '1.2.3.4 - - [12/Mar/2026:19:03:58 +0000] "GET /items HTTP/1.1" 200 5 id';
    expect(read(log).requests).toMatchObject([{ path: '/items' }]);
    expect(() => read(log.replace('GET', 'POST'))).toThrow('access logs hold no bodies');
  });
});
