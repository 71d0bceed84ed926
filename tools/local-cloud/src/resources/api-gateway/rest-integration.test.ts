import { integrationOf } from './rest-integration.ts';
import { methodProperties } from './rest-api-properties.ts';

const integration = (properties: Record<string, unknown>) =>
  integrationOf(
    methodProperties.parse({
      RestApiId: 'a',
      ResourceId: 'r',
      HttpMethod: 'GET',
      Integration: properties,
    }).Integration,
  );

/** As Serverless Framework writes it for `cors`. */
const preflight = (parameters: Record<string, string>, template = '') =>
  integration({
    Type: 'MOCK',
    RequestTemplates: { 'application/json': '{statusCode:200}' },
    IntegrationResponses: [
      {
        StatusCode: '200',
        ResponseParameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [
            `method.response.header.${name}`,
            value,
          ]),
        ),
        ResponseTemplates: { 'application/json': template },
      },
    ],
  });

describe('integrationOf', () => {
  it('finds the function in the URI of a proxy integration', () => {
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:orders';
    expect(
      integration({
        Type: 'AWS_PROXY',
        Uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      }),
    ).toEqual({ kind: 'lambda', functionName: 'orders', timeoutMs: 29_000 });
  });

  it('makes an answer of a mock integration', () => {
    const given = preflight({ 'Access-Control-Allow-Origin': "'*'", 'X-A': "'it''s'" });
    expect(given).toEqual({
      kind: 'mock',
      status: 200,
      headers: { 'access-control-allow-origin': '*', 'x-a': "it''s" },
      body: '',
      allowedOrigins: [],
    });
  });

  it('finds the further origins in the template of Serverless Framework', () => {
    const given = preflight(
      { 'Access-Control-Allow-Origin': "'https://a.example'" },
      '#set($origin = $input.params("Origin"))\n#if($origin == "") #set($origin = $input.params("origin")) #end\n' +
        '#if($origin.matches("https://a[.]example") || $origin.matches("https://.+[.]b[.]example")) ' +
        '#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end',
    );
    const origins = given.kind === 'mock' ? given.allowedOrigins : [];
    const isAllowed = (origin: string) => origins.some((allowed) => allowed.test(origin));
    expect(isAllowed('https://a.example')).toBe(true);
    expect(isAllowed('https://www.b.example')).toBe(true);
    expect(isAllowed('https://a-example')).toBe(false);
    expect(isAllowed('https://a.example.org')).toBe(false);
  });

  it.each([
    ['another type', { Type: 'HTTP_PROXY', Uri: 'https://elsewhere' }],
    ['a proxy of another service', { Type: 'AWS_PROXY', Uri: 'arn:aws:apigateway:…:sqs:path/q' }],
    ['a mock without a response', { Type: 'MOCK' }],
  ])('says what it can not do: %s', (_name, properties) => {
    expect(integration(properties)).toMatchObject({ kind: 'unmodelled' });
  });

  it.each([
    ['a mapped header', preflight({ 'X-A': 'integration.response.header.A' })],
    ['a template that is a program', preflight({}, '$input.body')],
    ['no integration', integrationOf(undefined)],
  ])('says what it can not do: %s', (_name, given) => {
    expect(given).toMatchObject({ kind: 'unmodelled' });
  });
});
