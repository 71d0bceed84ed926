import { readOpenApi } from './read-openapi.ts';

const X = 'x-amazon-apigateway';
const proxy = { [`${X}-integration`]: { type: 'http_proxy', uri: 'https://backend.example' } };
const read = (rest: object, version: object = { openapi: '3.0.1' }) =>
  readOpenApi(
    { ...version, info: { title: 'shop' }, paths: { '/a': { get: proxy } }, ...rest },
    'shop.json',
  );

describe('readOpenApi', () => {
  it('reads operations, and one for any method', () => {
    const { routes, name, unread } = read({
      paths: { '/a': { get: proxy, [`${X}-any-method`]: proxy, parameters: [], summary: 'x' } },
    });
    expect({ name, unread }).toEqual({ name: 'shop', unread: [] });
    expect(routes.map(({ method }) => method)).toEqual(['GET', 'ANY']);
  });

  it('reads security schemes of OpenAPI 3 and definitions of Swagger 2', () => {
    const schemes = {
      key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      iam: { type: 'apiKey', name: 'Authorization', in: 'header', [`${X}-authtype`]: 'awsSigv4' },
      token: {
        ...{ type: 'apiKey', name: 'Authorization', in: 'header', [`${X}-authtype`]: 'custom' },
        [`${X}-authorizer`]: {
          type: 'token',
          authorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:auth/invocations',
        },
      },
    };
    const paths = {
      '/a': {
        get: { ...proxy, security: [{ token: ['read'] }, { key: [] }] },
        put: { ...proxy, security: [] },
        post: { ...proxy, [`${X}-auth`]: { type: 'AWS_IAM' } },
        patch: proxy,
      },
    };
    const security = [{ iam: [] }];
    for (const api of [
      read({ paths, security, components: { securitySchemes: schemes } }),
      read({ paths, security, securityDefinitions: schemes }, { swagger: '2.0' }),
    ]) {
      expect(api.unread).toEqual([]);
      expect(api.authorizers).toMatchObject([{ id: 'token', type: 'token', functionName: 'auth' }]);
      expect(api.routes).toMatchObject([
        { authorization: { authorizer: 'token', scopes: ['read'] }, apiKeyRequired: true },
        { authorization: { type: 'none' }, apiKeyRequired: false },
        { authorization: { type: 'iam' } },
        { authorization: { type: 'iam' } },
      ]);
    }
  });

  it('reads what concerns the API', () => {
    const api = read({
      servers: [
        {
          url: 'https://x/{basePath}',
          variables: { basePath: { default: '/prod' } },
          [`${X}-endpoint-configuration`]: { vpcEndpointIds: ['vpce-1'] },
        },
      ],
      [`${X}-policy`]: { Statement: [] },
      [`${X}-binary-media-types`]: ['*/*'],
      [`${X}-minimum-compression-size`]: 0,
      [`${X}-gateway-responses`]: { UNAUTHORIZED: { statusCode: 401 } },
      [`${X}-api-key-source`]: 'HEADER',
      'x-vendor': 1,
    });
    expect(api).toMatchObject({
      ...{ endpointTypes: ['PRIVATE'], binaryMediaTypes: ['*/*'], minimumCompressionBytes: 0 },
      resourcePolicy: { path: `${X}-policy` },
      gatewayResponses: [{ type: 'UNAUTHORIZED' }],
      stages: [{ name: 'prod' }],
      unread: [],
    });
  });

  it('reads validators, named by the API or the operation', () => {
    const { routes } = read({
      [`${X}-request-validators`]: {
        all: { validateRequestBody: true, validateRequestParameters: true },
        none: { validateRequestBody: false, validateRequestParameters: false },
      },
      [`${X}-request-validator`]: 'all',
      paths: { '/a': { get: proxy, put: { ...proxy, [`${X}-request-validator`]: 'none' } } },
    });
    expect(routes.map(({ validation }) => validation?.body)).toEqual([true, undefined]);
  });

  it('follows local references, and notes those that lead nowhere', () => {
    const { routes, unread } = read({
      'x-items': { item: { get: proxy } },
      paths: {
        '/a': { $ref: '#/x-items/item' },
        '/b': { $ref: '#/x-items/none' },
        '/c': { $ref: 'other.yml' },
        '/d': { $ref: '#/paths/~1d' },
        '/e': {
          get: { ...proxy, requestBody: { content: { a: { schema: { $ref: '#/loop' } } } } },
        },
      },
    });
    expect(routes.map(({ path }) => path)).toEqual(['/a', '/e']);
    expect(unread.map(({ place, what }) => `${place.path} ${what}`)).toEqual([
      'paths./b "#/x-items/none" leads nowhere',
      'paths./c "other.yml" is another file: bundle the definition first',
      'paths./d "#/paths/~1d" leads to itself',
    ]);
  });

  it('notes what it does not know', () => {
    const { unread } = read({
      [`${X}-quantum`]: 1,
      paths: {
        '/a': {
          get: { ...proxy, [`${X}-spin`]: 1, security: [{ ghost: [] }, { NONE: [] }] },
          post: { ...proxy, [`${X}-auth`]: { type: 'CUSTOM' } },
          trace: {},
          put: {},
        },
      },
    });
    expect(unread.map(({ what }) => what)).toEqual([
      'There is no security scheme "ghost"',
      `This tool does not know "${X}-spin"`,
      'Expected NONE or AWS_IAM, not "CUSTOM"',
      'API Gateway has no method TRACE',
      'It has no integration',
      `This tool does not know "${X}-quantum"`,
    ]);
  });

  it.each([
    [{ openapi: '1.2' }, 'Expected OpenAPI 3 or Swagger 2'],
    [{ openapi: '3.0.0', paths: { '/a': { get: {} } } }, 'export it with the extensions'],
  ])('refuses %j', (document, message) => {
    expect(() => readOpenApi(document, 'a.json')).toThrow(message);
  });
});
