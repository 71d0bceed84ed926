import { isOwnAction, isOwnHost, isOwnPage } from './guard.ts';

describe('isOwnHost', () => {
  it.each([
    ['127.0.0.1:4665', true],
    ['localhost:4665', true],
    ['127.0.0.1:4666', false],
    ['evil.example:4665', false],
    ['localhost.evil.example:4665', false],
    [undefined, false],
  ])('%s: %s', (host, expected) => {
    expect(isOwnHost({ host }, 4665)).toBe(expected);
  });
});

describe('isOwnPage', () => {
  const host = '127.0.0.1:4665';
  it.each([
    [{}, true],
    [{ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'http://evil.example' }, false],
    [{ origin: 'http://127.0.0.1:9999' }, false],
    [{ origin: 'null' }, false],
  ])('%j: %s', (headers, expected) => {
    expect(isOwnPage({ host, ...headers })).toBe(expected);
  });
});

describe('isOwnAction', () => {
  const host = '127.0.0.1:4665';
  it('wants to be told the origin', () => {
    expect(isOwnAction({ host })).toBe(false);
    expect(isOwnAction({ host, origin: `http://${host}` })).toBe(true);
    expect(isOwnAction({ host, origin: `https://${host}` })).toBe(false);
  });
});
