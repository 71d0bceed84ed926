import { createRouter, type RouterOptions } from './router.ts';

const routerWith =
  (options: RouterOptions) =>
  (...routes: string[]) => {
    const select = createRouter(
      routes.map((route) => {
        const [method = '', path = ''] = route.split(' ');
        return { method, path };
      }),
      options,
    );
    return (method: string, path: string) => {
      const match = select(method, path);
      return match && [`${match.route.method} ${match.route.path}`, match.pathParameters];
    };
  };

const router = routerWith({ otherMethod: 'next path', parameters: 'decoded' });

describe('createRouter', () => {
  // The example of API Gateway's developer guide.
  const pets = router(
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );
  it.each([
    ['GET', '/pets/dog/1', ['GET /pets/dog/1', undefined]],
    ['GET', '/pets/dog/2', ['GET /pets/dog/{id}', { id: '2' }]],
    ['GET', '/pets/cat/1', ['GET /pets/{proxy+}', { proxy: 'cat/1' }]],
    ['POST', '/test/5', ['ANY /{proxy+}', { proxy: 'test/5' }]],
    ['POST', '/pets/dog/1', ['ANY /{proxy+}', { proxy: 'pets/dog/1' }]],
    ['POST', '/', undefined],
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

  it('ends at the most specific path when told to, whether it has the method or not', () => {
    const select = routerWith({ otherMethod: 'none', parameters: 'decoded' })(
      'GET /orders',
      'ANY /{proxy+}',
    );
    expect(select('POST', '/orders')).toBeUndefined();
    expect(select('POST', '/others')?.[0]).toBe('ANY /{proxy+}');
  });

  it('hands on path parameters as they were sent when told to', () => {
    const select = routerWith({ otherMethod: 'none', parameters: 'encoded' })('GET /items/{id}');
    expect(select('GET', '/items/a%20b%2Fc')?.[1]).toEqual({ id: 'a%20b%2Fc' });
  });

  it('throws for a path that is badly encoded', () => {
    expect(() => items('GET', '/items/%zz')).toThrow(URIError);
  });
});
