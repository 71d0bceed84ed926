import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { serve } from '../testing/serve.ts';
import { createGatewayApis } from './gateway-apis.ts';

const pages: Record<string, object> = {
  '': {
    items: [
      { name: 'acado-crud-api-prod', apiEndpoint: 'https://prod' },
      { name: 'other', apiEndpoint: 'https://other' },
    ],
    nextToken: 'more',
  },
  more: { items: [{ name: 'acado-crud-api-dev', apiEndpoint: 'https://dev' }] },
};

describe('createGatewayApis', () => {
  let gateway: Awaited<ReturnType<typeof serve>>;
  let asked: string[];
  beforeAll(async () => {
    gateway = await serve(({ url = '' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://gateway');
      asked.push(pathname);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(pages[searchParams.get('nextToken') ?? '']));
    });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    asked = [];
  });

  const find = (services: string[], known = new Map<string, string>()) => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new ApiGatewayV2Client({
      ...{ endpoint: gateway.url, region: 'us-east-1', credentials },
    });
    return createGatewayApis({ client, stage: 'dev', known }).find(services);
  };

  it('finds APIs of the stage by their names, on every page', async () => {
    expect(await find(['crud-api', 'worker-b'])).toEqual(new Map([['crud-api', 'https://dev']]));
    expect(asked).toEqual(['/v2/apis', '/v2/apis']);
  });

  it('does not look for what is known', async () => {
    const known = new Map([['crud-api', 'https://api.example.com']]);

    expect(await find(['crud-api'], known)).toEqual(known);
    expect(asked).toEqual([]);
  });
});
