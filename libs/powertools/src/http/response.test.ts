import { aContext } from '../testing/a-context.ts';
import { anHttpApiEvent } from '../testing/an-http-api-event.ts';
import { call } from '../testing/call.ts';
import { createHttpHandler } from './create-http-handler.ts';

describe('toResponse', () => {
  it('passes headers such as ETag and Location through', async () => {
    const handler = createHttpHandler({
      services: () => ({}),
      handle: () => ({ status: 201, headers: { ETag: '"1"', Location: '/items/1' }, body: {} }),
    });
    const { headers } = await call(handler, {});
    expect(headers).toEqual({
      'content-type': 'application/json',
      ETag: '"1"',
      Location: '/items/1',
    });
  });

  it('keeps a content type of its own', async () => {
    const headers = { 'Content-Type': 'application/vnd.acado+json' };
    const handler = createHttpHandler({
      services: () => ({}),
      handle: () => ({ status: 200, headers, body: {} }),
    });
    expect((await call(handler, {})).headers).toEqual(headers);
  });

  it('sends bytes as base64', async () => {
    const handler = createHttpHandler({
      services: () => ({}),
      handle: () => ({
        status: 200,
        headers: { 'content-type': 'application/pdf' },
        binary: Buffer.from('%PDF'),
      }),
    });
    expect(await handler(anHttpApiEvent(), aContext())).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/pdf' },
      body: 'JVBERg==',
      isBase64Encoded: true,
    });
  });

  it('sends no content type without content', async () => {
    const handler = createHttpHandler({ services: () => ({}), handle: () => ({ status: 204 }) });
    expect(await handler(anHttpApiEvent(), aContext())).toEqual({
      statusCode: 204,
      headers: {},
      body: '',
    });
  });
});
