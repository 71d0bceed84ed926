import { readLoadFile } from './load-file.ts';

const read = (content: unknown) => readLoadFile('load/a.yml', content);

describe('readLoadFile', () => {
  it('fills in what a file leaves out', () => {
    expect(read({ requests: [{ path: '/items' }] })).toEqual({
      ...{
        name: 'load/a.yml',
        file: 'load/a.yml',
        api: 'http',
        variables: {},
        setup: [],
        thinkTimeMs: 0,
      },
      requests: [
        {
          ...{ name: 'GET /items', method: 'GET', url: '/items', headers: [], body: undefined },
          ...{ weight: 1, expect: ['2xx'], at: 'load/a.yml: requests[0]' },
        },
      ],
    });
  });

  it('sends objects as JSON and texts as they are', () => {
    const body = { a: [1] };
    const { requests, setup } = read({
      setup: [{ method: 'PUT', path: '/a', body, times: 3 }],
      requests: [
        { method: 'POST', path: '/a', headers: { 'Content-Type': 'text/csv' }, body: 'a,b' },
      ],
    });
    expect(setup[0]).toMatchObject({
      request: { body: '{"a":[1]}', headers: [['content-type', 'application/json']] },
      times: 3,
    });
    expect(requests[0]).toMatchObject({ body: 'a,b', headers: [['Content-Type', 'text/csv']] });
  });

  it('takes statuses, classes and lists of them', () => {
    const { requests } = read({
      requests: [201, '4xx', [200, '3xx']].map((expect) => ({ path: '/', expect })),
    });
    expect(requests.map(({ expect }) => expect)).toEqual([[201], ['4xx'], [200, '3xx']]);
  });

  it.each([
    [undefined, 'load/a.yml: Invalid input'],
    [{ requests: [] }, 'load/a.yml: requests: Too small'],
    [{ requests: [{ path: '/', weight: 0 }] }, 'load/a.yml: requests: none has a weight over 0'],
    [{ requests: [{ path: '/', weight: -1 }] }, 'load/a.yml: requests[0].weight: Too small'],
    [{ thinkTime: '5 s', requests: [{ path: '/' }] }, 'load/a.yml: thinkTime: expected a duration'],
    [{ thinkTime: '25h', requests: [{ path: '/' }] }, 'load/a.yml: thinkTime: expected a duration'],
    [{ requests: [{ path: 'items' }] }, 'load/a.yml: requests[0].path: expected a path'],
    [
      { requests: [{ path: '/', method: 'HEAD' }] },
      'load/a.yml: requests[0].method: Invalid option',
    ],
    [
      { requests: [{ path: '/', expect: 99 }] },
      'load/a.yml: requests[0].expect: expected a status',
    ],
    [
      { requests: [{ path: '/', weigth: 2 }] },
      'load/a.yml: requests[0]: Unrecognized key: "weigth"',
    ],
    [
      { requests: [{ path: '/', headers: { accept: {} } }] },
      'load/a.yml: requests[0].headers.accept: Invalid input',
    ],
  ])('names what is wrong with %j', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it('names all that is wrong', () => {
    const content = { requests: [{ path: 'a' }, { path: 'b' }] };
    expect(() => read(content)).toThrow(/requests\[0\]\.path.*\n.*requests\[1\]\.path/);
  });
});
