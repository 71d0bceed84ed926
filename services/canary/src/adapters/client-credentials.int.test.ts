import { SSMClient } from '@aws-sdk/client-ssm';
import { serve } from '../testing/serve.ts';
import { createClientCredentials } from './client-credentials.ts';

describe('createClientCredentials', () => {
  let issuer: Awaited<ReturnType<typeof serve>>;
  let store: Awaited<ReturnType<typeof serve>>;
  /** What is in the parameter, as text. */
  let parameter: string | undefined;
  let wanted: unknown[];
  let grants: { authorization: string | undefined; form: string }[];
  let status: number;
  let clock: number;

  beforeAll(async () => {
    issuer = await serve(({ headers, text }, response) => {
      grants.push({ authorization: headers.authorization, form: text });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `token-${grants.length}`, expires_in: 300 }));
    });
    store = await serve(({ text }, response) => {
      wanted.push(JSON.parse(text));
      response.writeHead(parameter === undefined ? 400 : 200, {
        'content-type': 'application/x-amz-json-1.1',
      });
      const answer =
        parameter === undefined
          ? { __type: 'ParameterNotFound' }
          : { Parameter: { Value: parameter } };
      response.end(JSON.stringify(answer));
    });
  });
  afterAll(() => {
    issuer.stop();
    store.stop();
  });
  beforeEach(() => {
    parameter = undefined;
    wanted = [];
    grants = [];
    status = 200;
    clock = 0;
  });

  const credentials = () => ({ tokenUrl: issuer.url, clientId: 'canary', clientSecret: 's:1' });
  const holds = (value: object | string) => {
    parameter = typeof value === 'string' ? value : JSON.stringify(value);
  };
  const tokens = () =>
    createClientCredentials({
      ssm: new SSMClient({
        ...{ endpoint: store.url, region: 'us-east-1' },
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
      ...{ parameter: '/p', timeoutMs: 5_000, now: () => clock },
    });

  it('exchanges the credentials of the parameter for a token', async () => {
    holds({ ...credentials(), scope: 'read' });

    expect(await tokens().get()).toBe('token-1');
    expect(wanted).toEqual([{ Name: '/p', WithDecryption: true }]);
    expect(grants).toEqual([
      {
        authorization: `Basic ${Buffer.from('canary:s%3A1').toString('base64')}`,
        form: 'grant_type=client_credentials&scope=read',
      },
    ]);
  });

  it('keeps a token until a minute before its end', async () => {
    holds(credentials());
    const kept = tokens();

    expect(await kept.get()).toBe('token-1');
    clock = 239_000;
    expect(await kept.get()).toBe('token-1');
    clock = 240_000;
    expect(await kept.get()).toBe('token-2');
  });

  it('has none where there is no parameter', async () => {
    expect(await tokens().get()).toBeUndefined();
  });

  it('says what is wrong with the parameter without showing it', async () => {
    for (const wrong of ['s3cret', { clientSecret: 's3cret' }]) {
      holds(wrong);
      const error = await tokens()
        .get()
        .catch((reason: unknown) => reason);
      expect(String(error)).toMatch(/^Error: \/p is no JSON with tokenUrl/);
      expect(String(error)).not.toContain('s3cret');
    }
  });

  it('says that the issuer refuses', async () => {
    holds(credentials());
    status = 401;

    await expect(tokens().get()).rejects.toThrow(/answered 401$/);
  });
});
