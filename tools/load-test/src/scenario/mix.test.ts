import { aRequest } from '../testing/a-load.ts';
import { mixOf } from './mix.ts';

const base = 'https://api.example.com/dev/';

describe('mixOf', () => {
  it('mixes by weights', () => {
    const requests = [
      aRequest({ name: 'often', weight: 3 }),
      aRequest({ name: 'never', weight: 0 }),
      aRequest({ name: 'rarely', weight: 1 }),
    ];
    const at = [0, 0.74, 0.76, 0.99];
    const next = mixOf({ requests, variables: {} }, base, () => at.shift()!);
    expect([next(), next(), next(), next()].map(({ request }) => request.name)).toEqual([
      ...['often', 'often', 'rarely', 'rarely'],
    ]);
  });

  it('sends to the target, with placeholders filled in', () => {
    const request = aRequest({
      ...{ method: 'POST', url: '/items/{{id}}?q={{text}}', body: '{"id":"{{id}}"}' },
      headers: [
        ['Authorization', 'Bearer {{token}}'],
        ['Content-Length', '5'],
        ['Connection', 'close'],
      ],
    });
    const variables = { id: 'ä b', text: 'x', token: 'a\r\nb: c' };
    expect(mixOf({ requests: [request], variables }, base)().wire).toEqual({
      ...{ method: 'POST', path: '/dev/items/%C3%A4%20b?q=x', body: '{"id":"ä b"}' },
      headers: { authorization: 'Bearer a b: c' },
    });
  });

  it('takes URLs that begin with the target', () => {
    const requests = [aRequest({ url: '{{baseUrl}}/status' })];
    expect(mixOf({ requests, variables: {} }, base)().wire.path).toBe('/dev/status');
  });

  it.each([
    [{ url: '/{{id}}' }, 'load/a.yml: requests[0].path: {{id}} has no value'],
    [{ body: '{{id}}' }, 'load/a.yml: requests[0].body: {{id}} has no value'],
    [{ headers: [['a', '{{id}}']] as const }, 'requests[0].headers.a: {{id}} has no value'],
    [{ headers: [['a b', '']] as const }, 'requests[0].headers: "a b" is no name'],
    [
      { url: 'https://other.example.com/' },
      'goes to https://other.example.com, but the load goes to',
    ],
    [{ url: 'items' }, 'requests[0].path: expected a path such as /items, not "items"'],
  ])('refuses %j', (fields, message) => {
    expect(() => mixOf({ requests: [aRequest(fields)], variables: {} }, base)).toThrow(message);
  });
});
