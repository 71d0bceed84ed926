import { createRouter } from './router.ts';
import { aRoute } from './testing.ts';

const router = (...routeKeys: string[]) => {
  const select = createRouter(routeKeys.map((routeKey) => aRoute({ routeKey })));
  return (method: string, path: string) => {
    const match = select(method, path);
    return match && [match.route.routeKey, match.pathParameters];
  };
};

describe('createRouter', () => {
  // The example of API Gateway's developer guide.
  const pets = router(
    'ANY /{proxy+}',
    '$default',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );
  it.each([
    ['GET', '/pets/dog/1', ['GET /pets/dog/1', undefined]],
    ['GET', '/pets/dog/2', ['GET /pets/dog/{id}', { id: '2' }]],
    ['GET', '/pets/cat/1', ['GET /pets/{proxy+}', { proxy: 'cat/1' }]],
    ['POST', '/test/5', ['ANY /{proxy+}', { proxy: 'test/5' }]],
    ['POST', '/', ['$default', undefined]],
  ])('routes %s %s', (method, path, expected) => {
    expect(pets(method, path)).toEqual(expected);
  });

  it('prefers the own route of a method to ANY, and a more specific path to both', () => {
    const select = router('ANY /items/{id}', 'GET /items/{id}', 'ANY /items/new');
    expect(select('GET', '/items/7')?.[0]).toBe('GET /items/{id}');
    expect(select('PUT', '/items/7')?.[0]).toBe('ANY /items/{id}');
    expect(select('GET', '/items/new')?.[0]).toBe('ANY /items/new');
  });

  const items = router('GET /items', 'GET /items/{id}', 'POST /items/{id}/lines/{line}');
  it.each([
    ['POST', '/items'],
    ['GET', '/items/'],
    ['GET', '/items/7/'],
    ['GET', '/items/7/lines/8'],
    ['HEAD', '/items'],
    ['GET', '/Items'],
    ['GET', '/'],
    ['GET', ''],
  ])('has no route for %s %s', (method, path) => {
    expect(items(method, path)).toBeUndefined();
  });

  it('decodes path parameters', () => {
    expect(items('GET', '/items/a%20b%2Fc')).toEqual(['GET /items/{id}', { id: 'a b/c' }]);
    expect(items('POST', '/items/1/lines/2')?.[1]).toEqual({ id: '1', line: '2' });
  });
});
