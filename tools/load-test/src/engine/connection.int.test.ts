import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { Connection } from './connection.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function aServer(handle: Handler) {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => handle(request, response, body));
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: new URL(`http://127.0.0.1:${port}`), close, connections: () => connections };
}

const get = { method: 'GET', path: '/items', headers: {} } as const;

describe('Connection', () => {
  let server: Awaited<ReturnType<typeof aServer>>;
  let connection: Connection;
  const start = async (handle: Handler, timeoutMs = 5000) => {
    server = await aServer(handle);
    connection = new Connection(server.url, timeoutMs);
  };
  afterEach(async () => {
    connection.close();
    await server.close();
  });

  it('sends what it is told, only then, over one connection', async () => {
    const seen: unknown[] = [];
    await start(({ method, url, headers }, response, body) => {
      seen.push([method, url, headers['x-a'], headers['content-length'], body]);
      response.writeHead(201, { 'content-type': 'text/plain' }).end('made');
    });

    const post = {
      method: 'POST',
      path: '/items?a=%20',
      headers: { 'x-a': 'b' },
      body: 'ä',
    } as const;
    expect(await connection.send(post)).toMatchObject({ status: 201, body: 'made' });
    expect(await connection.send(get)).toMatchObject({ status: 201 });

    expect(seen).toEqual([
      ['POST', '/items?a=%20', 'b', '2', 'ä'],
      ['GET', '/items', undefined, undefined, ''],
    ]);
    expect(server.connections()).toBe(1);
  });

  it('says that there is no answer in time, and goes on over a new connection', async () => {
    await start(({ url }, response) => void (url !== '/never' && response.end('ok')), 50);

    expect(await connection.send({ ...get, path: '/never' })).toMatchObject({ failure: 'timeout' });
    expect(await connection.send(get)).toMatchObject({ status: 200 });
  });

  it('says that the connection was reset, and goes on over a new one', async () => {
    await start(({ url, socket }, response) => {
      if (url === '/reset') socket.resetAndDestroy();
      else if (url === '/end') socket.end();
      else response.end('ok');
    });

    for (const path of ['/reset', '/end']) {
      expect(await connection.send({ ...get, path })).toMatchObject({ failure: 'reset' });
      expect(await connection.send(get)).toMatchObject({ status: 200 });
    }
  });

  it('goes on when the server does not keep connections', async () => {
    await start((_, response) => response.writeHead(200, { connection: 'close' }).end('ok'));

    for (let request = 0; request < 3; request += 1)
      expect(await connection.send(get)).toMatchObject({ status: 200 });
  });

  it.each([
    ['HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok'],
    ['HTTP/1.0 200 OK\r\n\r\nuntil the end', 'until the end'],
    ['HTTP/1.1 200 OK\r\nConnection: Close, x\r\n\r\nuntil the end', 'until the end'],
  ])('takes answers after which the connection ends: %j', async (answer, body) => {
    await start(() => undefined);
    const old = createSocketServer((socket) => socket.once('data', () => socket.end(answer)));
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
    const { port } = old.address() as AddressInfo;
    const toOld = new Connection(new URL(`http://127.0.0.1:${port}`), 5000);

    for (let request = 0; request < 3; request += 1) {
      const expected = { status: 200, body, bytes: answer.length };
      expect(await toOld.send(get)).toMatchObject(expected);
    }
    toOld.close();
    old.close();
  });

  it('says that the connection was reset when an answer is cut off', async () => {
    await start((_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('ok');
      setImmediate(() => response.socket?.end());
    });
    expect(await connection.send(get)).toMatchObject({ failure: 'reset' });
  });

  it('counts time for the whole answer, however often something of it comes', async () => {
    await start((_, response) => {
      response.writeHead(200, { 'content-length': 10_000 });
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drip));
    }, 100);
    expect(await connection.send(get)).toMatchObject({ failure: 'timeout' });
  });

  it('leaves no connection open that the server has closed', async () => {
    const closed: Promise<unknown>[] = [];
    await start(({ socket }, response) => {
      closed.push(new Promise((resolve) => socket.once('close', resolve)));
      response.end('ok', () => setImmediate(() => socket.end()));
    });
    await connection.send(get);
    await closed[0];
    expect(server.connections()).toBe(1);
    expect(await connection.send(get)).toMatchObject({ status: 200 });
    expect(server.connections()).toBe(2);
  });

  it('says that nobody listens', async () => {
    await start((_, response) => response.end());
    await server.close();

    expect(await connection.send(get)).toMatchObject({ failure: 'refused' });
  });

  it('says that a name is not known', async () => {
    await start((_, response) => response.end());
    const nowhere = new Connection(new URL('http://nowhere.invalid'), 5000);

    expect(await nowhere.send(get)).toMatchObject({ failure: 'unreachable' });
    nowhere.close();
  });

  it('waits for nothing when it is closed', async () => {
    await start(() => undefined);
    const answer = connection.send(get);
    connection.close();

    expect(await answer).toMatchObject({ failure: 'closed' });
  });
});
