import type { Step } from './collection-file.ts';
import { isOn, uncovered } from './coverage.ts';

const getItem = { functionKey: 'getItem', method: 'GET', path: '/items/{id}' };

describe('isOn', () => {
  it.each([
    ['GET', '/items/:id', true],
    ['GET', '/items/smoke-1?limit=1', true],
    ['POST', '/items/:id', false],
    ['GET', '/items', false],
    ['GET', '/orders/:id', false],
    ['GET', '/items/1/parts', false],
  ])('%s %s: %s', (method, path, expected) => {
    expect(isOn(getItem, method, path)).toBe(expected);
  });

  it('takes any method and path of a route that does', () => {
    expect(isOn({ functionKey: 'any', method: '*', path: '*' }, 'PUT', '/a/b')).toBe(true);
  });
});

describe('uncovered', () => {
  const step = (method: string, url: string): Step => ({ name: url, method, url });

  it('names the routes that nobody calls', () => {
    const putItem = { functionKey: 'putItem', method: 'PUT', path: '/items/{id}' };
    expect(uncovered([getItem, putItem], [step('GET', '{{baseUrl}}/items/:id')])).toEqual([
      putItem,
    ]);
  });

  it('does not count requests to another service', () => {
    expect(uncovered([getItem], [step('GET', '{{ordersUrl}}/items/:id')])).toEqual([getItem]);
  });
});
