import { fakeApiGateway } from '../testing/fake-api-gateway.ts';
import { readSources } from './sources.ts';

const lambda =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:a/invocations';
const ANSWERS = {
  '/restapis': [{ id: 'a1', name: 'orders' }],
  '/restapis/a1/resources': [
    {
      ...{ id: 'r', path: '/' },
      resourceMethods: { GET: { methodIntegration: { type: 'AWS_PROXY', uri: lambda } } },
    },
  ],
  '/restapis/a1/stages': { item: [] },
};

describe('readSources, of an account', () => {
  const before = process.env;
  let fake: Awaited<ReturnType<typeof fakeApiGateway>>;
  beforeEach(async () => {
    fake = await fakeApiGateway(ANSWERS);
    const { protocol, hostname, port = '' } = await fake.client.config.endpoint!();
    process.env = {
      ...before,
      AWS_ENDPOINT_URL: `${protocol}//${hostname}:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    };
  });
  afterEach(() => {
    process.env = before;
    fake.close();
  });
  const read = (only: string[]) =>
    readSources(
      { paths: [], stage: 'dev', account: true, only, target: 'aws' },
      { stderr: { write: () => true } },
    );

  it('finds APIs by id and by name, and names one that is missing', async () => {
    expect(await read(['a1'])).toMatchObject([{ id: 'a1', name: 'orders' }]);
    expect(await read(['orders'])).toHaveLength(1);
    await expect(read(['orders', 'gone'])).rejects.toThrow(
      '--api: there is no REST API "gone" in us-east-1',
    );
  });
});
