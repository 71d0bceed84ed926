import { call } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler } from './handler.ts';

describe('GET /status', () => {
  it('says what runs and whether its table answers', async () => {
    const about = { service: 'acado-crud-api', stage: 'test', version: '1.2.3' };
    const table = await startLocalTable();

    expect(await call(handler, { path: '/status' })).toMatchObject({
      status: 200,
      body: { status: 'ok', ...about, table: 'reachable' },
    });

    await table.stop();
    expect(await call(handler, { path: '/status' })).toMatchObject({
      status: 503,
      body: { status: 'degraded', ...about, table: 'unreachable' },
    });
  });
});
