import { connect } from 'node:net';
import { once } from 'node:events';
import { type HttpApiDefinition } from './http/types.ts';
import { type Handler, apisOfTests, anApi, aRoute, send } from './testing.ts';
import { type ApiGatewayOptions } from './types.ts';

describe('the gateway', () => {
  const put = apisOfTests();
  const start = (
    handle?: Handler,
    definition: Partial<HttpApiDefinition> = {},
    mayInvoke?: ApiGatewayOptions['mayInvoke'],
  ) => put(anApi(definition), handle, mayInvoke);

  it('survives clients that go away in the middle of a body or of an answer', async () => {
    const { url, events, observed, reports } = await start(
      () => new Promise((resolve) => setTimeout(resolve, 50)),
      {
        routes: [aRoute(), aRoute({ routeKey: 'POST /items' })],
      },
    );
    const port = Number(new URL(url).port);
    for (const text of [
      'POST /items HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf',
      'GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n',
      'GARBAGE\r\n\r\n',
    ]) {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(text, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    expect((await send(url, 'GET /items/2')).status).toBe(200);
    expect(events.at(-1)).toMatchObject({ pathParameters: { id: '2' } });
    // Half a request is none, and so no failed one either.
    expect(observed.filter(({ status }) => status >= 500)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('says on the console what goes wrong in the gateway itself', async () => {
    const { url, reports } = await start(undefined, undefined, () => {
      throw new Error('no policies');
    });
    expect((await send(url, 'GET /items/1')).status).toBe(500);
    expect(reports).toEqual(['error items-api Error: no policies']);
  });

  it('answers although an observer throws', async () => {
    const { url, observed, reports } = await start(() => 'x'.repeat(4_000_000));
    observed.push = () => {
      throw new Error('out of order');
    };
    expect((await send(url, 'GET /items/1')).body).toHaveLength(4_000_000);
    expect(reports).toEqual(['error items-api Error: out of order']);
  });

  it('takes a body that comes slowly, and answers pipelined requests in order', async () => {
    const { url } = await start(
      (event) => ({ statusCode: 200, body: event.body ?? event.rawPath }),
      {
        routes: [aRoute(), aRoute({ routeKey: 'POST /items' })],
      },
    );
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const get = (id: number) => `GET /items/${id} HTTP/1.1\r\nHost: x\r\n\r\n`;
    socket.write(`${get(1)}${get(2)}POST /items HTTP/1.1\r\nHost: x\r\n`);
    socket.write('Content-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nsl');
    setTimeout(() => socket.write('ow!'), 30);
    let received = '';
    for await (const chunk of socket) received += String(chunk);
    expect(received.match(/\/items\/1|\/items\/2|slow!/g)).toEqual([
      '/items/1',
      '/items/2',
      'slow!',
    ]);
  });

  it('keeps the port of an API that is replaced', async () => {
    const { url, gateway } = await start(() => ({ statusCode: 200 }));
    expect((await send(url, 'GET /other')).status).toBe(404);
    const replaced = await gateway.putApi(anApi({ routes: [aRoute({ routeKey: 'GET /other' })] }));
    expect(replaced.url).toBe(url);
    expect((await send(url, 'GET /other')).status).toBe(200);
    await gateway.removeApi('a1b2c3');
    await expect(send(url, 'GET /other')).rejects.toThrow('ECONNREFUSED');
  });

  it('refuses a port that is taken', async () => {
    const { url, gateway } = await start();
    const port = Number(new URL(url).port);
    await expect(gateway.putApi(anApi({ apiId: 'other' }), port)).rejects.toThrow('EADDRINUSE');
  });

  it('stops although a function does not answer', async () => {
    const { url, gateway, events } = await start(() => new Promise(() => undefined));
    const hanging = send(url, 'GET /items/1').catch((error: Error) => error.message);
    while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await gateway.stop();
    expect(await hanging).toMatch(/socket hang up|ECONNRESET/);
  });
});
