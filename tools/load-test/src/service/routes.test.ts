import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionsBehind, type Route, routesOf } from './routes.ts';

const route = (method: string, path: string, key: string): Route => ({
  ...{ method, path, function: key },
});

describe('functionsBehind', () => {
  const routes = [
    route('GET', '/items/{id}', 'getItem'),
    route('GET', '/items', 'listItems'),
    route('POST', '/items', 'createItem'),
    route('GET', '/items/special', 'getSpecial'),
    route('*', '/{proxy+}', 'others'),
  ];
  const behind = (...requests: [method: 'GET' | 'POST' | 'PUT', url: string, weight?: number][]) =>
    functionsBehind(
      routes,
      requests.map(([method, url, weight = 1]) => ({ method, url, weight })),
    );

  it('finds the functions that answer', () => {
    expect(behind(['POST', '/items'], ['GET', '/items/{{id}}'])).toEqual(['getItem', 'createItem']);
  });

  it('takes the most specific route, and leaves out queries and the base', () => {
    expect(behind(['GET', '{{baseUrl}}/items/special'])).toEqual(['getSpecial']);
    expect(behind(['GET', '/items?limit=5'])).toEqual(['listItems']);
    expect(behind(['PUT', '/items/5'])).toEqual(['others']);
  });

  it('leaves out what is never sent', () => {
    expect(behind(['GET', '/items', 0], ['POST', '/items'])).toEqual(['createItem']);
  });
});

describe('routesOf', () => {
  it('reads the routes of HTTP and REST APIs', () => {
    const root = mkdtempSync(join(tmpdir(), 'load-test-'));
    mkdirSync(join(root, 'shop'));
    writeFileSync(
      join(root, 'shop/serverless.yml'),
      `functions:
  a: { events: [{ httpApi: { method: get, path: /a } }, { sqs: arn }] }
  b: { events: [{ http: 'POST b/{id}' }, { httpApi: '*' }] }
  c: { handler: c }
`,
    );
    const service = { name: 'shop', folder: 'shop', prefix: 'shop', functions: [], together: [] };
    expect(routesOf(root, service)).toEqual([
      route('GET', '/a', 'a'),
      route('POST', '/b/{id}', 'b'),
      route('*', '/*', 'b'),
    ]);
    rmSync(root, { recursive: true });
  });
});
