import type { Route } from '@acado/nx-serverless/services';
import { functionsBehind } from './routes.ts';

const route = (method: string, path: string, functionKey: string): Route => ({
  ...{ method, path, functionKey },
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

  it('finds a function that is invoked by its name', () => {
    const url = '/2015-03-31/functions/acado-shop-{{stage}}-getSpecial/invocations';
    expect(behind(['POST', url])).toEqual(['getSpecial']);
  });

  it('leaves out what is never sent', () => {
    expect(behind(['GET', '/items', 0], ['POST', '/items'])).toEqual(['createItem']);
  });
});
