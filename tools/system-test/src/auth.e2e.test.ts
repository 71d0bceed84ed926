import { z } from 'zod';
import { request } from './http.ts';
import { httpApiOf } from './outputs.ts';
import { startSystem, type System } from './system.ts';

const tokenSchema = z.object({ access_token: z.string() });

describe('npm start -- --auth', () => {
  let system: System;
  let api: string;

  beforeAll(async () => {
    system = await startSystem({ args: ['--auth'] });
    api = httpApiOf(system.outputs, 'crud-api');
  }, 180_000);

  afterAll(() => system?.stop());

  const token = async (query: string) => {
    const answer = await request(
      'GET',
      `${system.outputs.awsEndpoint}/_local/issuer/token?${query}`,
    );
    return tokenSchema.parse(answer.json()).access_token;
  };
  const list = (headers?: Record<string, string>) =>
    request('GET', `${api}/items`, undefined, headers);

  it('asks for a token of the right issuer and audience on every route but /status', async () => {
    expect((await request('GET', `${api}/status`)).status).toBe(200);

    const bare = await list();
    expect([bare.status, bare.json()]).toEqual([401, { message: 'Unauthorized' }]);
    const foreign = await token('sub=somebody&aud=somebody-else');
    expect((await list({ authorization: `Bearer ${foreign}` })).status).toBe(401);

    const own = await token('sub=somebody');
    expect((await list({ authorization: `Bearer ${own}` })).status).toBe(200);
    expect((await list({ authorization: `Bearer ${own.slice(0, -4)}AAAA` })).status).toBe(401);
  });
});
