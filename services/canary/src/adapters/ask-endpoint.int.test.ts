import { serve } from '../testing/serve.ts';
import { createAsk } from './ask-endpoint.ts';

describe('createAsk', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve(({ url, method, text, headers }, response) => {
      if (url === '/never') return;
      if (url === '/away') return void response.writeHead(302, { location: '/' }).end();
      response.writeHead(400, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ method, text, type: headers['content-type'] }));
    });
  });
  afterAll(() => server.stop());

  const ask = (path: string, timeoutMs = 5_000) =>
    createAsk(timeoutMs)({ url: `${server.url}${path}`, method: 'GET', headers: {} });

  it('gives status and content type, whatever they are', async () => {
    expect(await ask('/')).toEqual({ status: 400, contentType: 'application/problem+json' });
  });

  it('follows no redirect', async () => {
    expect(await ask('/away')).toEqual({ status: 302, contentType: '' });
  });

  it('says that it gave up', async () => {
    await expect(ask('/never', 50)).rejects.toThrow('No answer within 50 ms');
  });

  it('says why there is no connection', async () => {
    const request = { url: 'http://127.0.0.1:9', method: 'GET', headers: {} };
    await expect(createAsk(1_000)(request)).rejects.toThrow(/ECONNREFUSED|bad port/);
  });
});
