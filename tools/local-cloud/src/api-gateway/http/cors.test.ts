import { createCors } from './cors.ts';

const preflight = (origin: string) => ({ origin, 'access-control-request-method': 'POST' });
const answer = {
  status: 200,
  headers: { 'Access-Control-Allow-Origin': 'x', etag: '1' },
  body: '',
};

describe('createCors', () => {
  const cors = createCors({
    allowOrigins: ['https://shop.example'],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type', 'Authorization'],
    exposeHeaders: ['ETag'],
    maxAgeS: 600,
    allowCredentials: true,
  });

  it('answers a preflight request', () => {
    expect(cors.preflight('OPTIONS', preflight('https://shop.example'))).toEqual({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://shop.example',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'ETag',
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'content-type,authorization',
        'access-control-max-age': '600',
      },
      body: '',
    });
  });

  it('answers a preflight request of another origin without CORS headers', () => {
    expect(cors.preflight('OPTIONS', preflight('https://other.example'))).toEqual({
      status: 204,
      headers: {},
      body: '',
    });
  });

  it.each([
    ['GET', preflight('https://shop.example')],
    ['OPTIONS', { origin: 'https://shop.example' }],
    ['OPTIONS', { 'access-control-request-method': 'POST' }],
  ])('leaves %s %j to the routes', (method, headers) => {
    expect(cors.preflight(method, headers)).toBeUndefined();
  });

  it('replaces the CORS headers of the function by its own', () => {
    expect(cors.addHeaders(answer, 'https://shop.example').headers).toEqual({
      etag: '1',
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag',
    });
    expect(cors.addHeaders(answer, 'https://other.example').headers).toEqual({ etag: '1' });
    expect(cors.addHeaders(answer, undefined).headers).toEqual({ etag: '1' });
  });

  it.each([
    [['*'], 'https://any.example', '*'],
    [['https://*'], 'https://any.example', 'https://any.example'],
    [['https://*'], 'http://any.example', undefined],
    [[], 'https://any.example', undefined],
  ])('with the origins %j answers %s with %s', (allowOrigins, origin, expected) => {
    const { headers } = createCors({ allowOrigins }).addHeaders(answer, origin);
    expect(headers['access-control-allow-origin']).toBe(expected);
  });

  it('changes nothing when it is not configured', () => {
    const none = createCors(undefined);
    expect(none.preflight('OPTIONS', preflight('https://shop.example'))).toBeUndefined();
    expect(none.addHeaders(answer, 'https://shop.example')).toBe(answer);
  });
});
