import { migrate, migrated } from '../testing/migrated.ts';

describe('migrateService', () => {
  it('keeps comments and formatting', () => {
    const text = `# a shop
service: shop   # its name

functions:
  place:
    # the entry
    handler: src/place.handler
    events:   # of two kinds
      # first
      - http:   # the old one
          path: orders/   # slashes make no difference
          method: post
          cors: false
          # why it is open
          authorizer: aws_iam # signed
      - sqs: { arn: x }
      - http: {method: get, integration: lambda-proxy, path: '/orders/{id}', private: false}
      - http: GET status
`;
    expect(migrated(text).after).toBe(`# a shop
service: shop   # its name

functions:
  place:
    # the entry
    handler: src/place.handler
    httpApi: { payload: '1.0' }
    events:   # of two kinds
      # first
      - httpApi:   # the old one
          path: /orders   # slashes make no difference
          method: post
          # why it is open
          authorizer: { type: aws_iam } # signed
      - sqs: { arn: x }
      - httpApi: {method: get, path: '/orders/{id}'}
      - httpApi: GET /status
`);
  });

  it('takes the first keys out with their own lines alone', () => {
    const text = `service: shop
functions:
  place:
    handler: a.b
    events:
    - http:
        async: false   # gone
        # about the path
        path: a
        private: false # gone, too
        method: get
resources:
- extensions:
    ApiGatewayRestApi: { Metadata: { a: b } }
  # stays
  Resources: {}`;
    expect(migrated(text).after).toBe(`service: shop
functions:
  place:
    handler: a.b
    httpApi: { payload: '1.0' }
    events:
    - httpApi:
        # about the path
        path: /a
        method: get
resources:
- Resources: {}`);
  });

  it.each([
    ['resources: { extensions: { ApiGatewayRestApi: {} } }\n', ''],
    [
      'resources:\n  extensions:\n    ApiGatewayStage: {}\n    Own: {}\n',
      'resources:\n  extensions:\n    Own: {}\n',
    ],
  ])('takes extensions of the REST API out: %j', (resources, left) => {
    const service =
      'service: shop\nfunctions: { f: { handler: a.b, events: [{ http: GET /a }] } }\n';
    const { after } = migrated(service + resources);
    expect(after.slice(after.indexOf('}\n') + 2)).toBe(left);
  });

  it('says what it did and what is left', () => {
    const {
      moved,
      refused,
      done: did,
      byHand,
    } = migrated(`service: shop
provider: { name: aws, endpointType: REGIONAL, apiGateway: { minimumCompressionSize: 5 } }
functions:
  place:
    handler: a.b
    events:
      - http: { path: '/orders/{order-id}', method: get, timeoutInMillis: 5000 }
resources:
  Outputs: { Url: { Value: !Ref ApiGatewayRestApi } }
  extensions:
    ApiGatewayRestApi: { Metadata: { a: b } }
`);
    expect(moved).toEqual(['GET /orders/{order-id}']);
    expect(refused).toEqual([]);
    expect(did).toEqual([
      'GET /orders/{order-id}: without timeoutInMillis',
      'place keeps events of payload format 1.0',
      'without the extension of ApiGatewayRestApi',
    ]);
    expect(byHand).toEqual([
      '/orders/{order-id} is /orders/{order_id} now: read the new name in pathParameters',
      expect.stringContaining('Compressed answers: '),
      expect.stringContaining('Stage in the URL: '),
      'Take out provider.apiGateway, provider.endpointType: they are of no use to an HTTP API',
      'ApiGatewayRestApi no longer exists; serverless.yml:10 must name HttpApi',
    ]);
  });

  it('leaves what is blocked, and its REST API, alone', () => {
    const text = `service: shop
functions:
  place:
    handler: a.b
    events:
      - http: GET /a
      - http: { path: /b, method: get, private: true }
resources:
  extensions:
    ApiGatewayRestApi: { Metadata: { a: b } }
`;
    const { after, refused, moved } = migrated(text);
    expect(refused).toEqual([{ route: 'GET /b', why: 'api-key' }]);
    expect(moved).toEqual(['GET /a']);
    expect(after).toBe(
      text
        .replace('- http: GET', '- httpApi: GET')
        .replace('    events:', "    httpApi: { payload: '1.0' }\n    events:"),
    );
  });

  it('edits an authorizer where the variable leads', () => {
    const text = `service: shop
params: { default: { auth: jwt } }
custom:
  authorizers: { jwt: aws_iam, none: null }
functions:
  one: { handler: a.b, events: [{ http: { path: /a, method: get, authorizer: '\${self:custom.authorizers.\${param:auth}, null}' } }] }
  two: { handler: a.b, events: [{ http: { path: /b, method: get, authorizer: '\${self:custom.authorizers.\${param:auth}, null}' } }] }
`;
    const { after } = migrated(text);
    expect(after).toContain('authorizers: { jwt: { type: aws_iam }, none: null }');
    expect(after).toContain(
      "one: { handler: a.b, httpApi: { payload: '1.0' }, events: [{ httpApi: {",
    );
  });

  it('writes authorizers and CORS into the provider', () => {
    const text = `service: shop
provider:
  name: aws
  runtime: nodejs24.x
  # the end
functions:
  check: { handler: c.d }
  place:
    handler: a.b
    events:
      - http:
          path: /a
          method: get
          cors: { origins: ['https://a.example', 'https://b.example'], maxAge: 60 }
          authorizer:
            name: check
            type: request
            identitySource: method.request.header.Authorization, method.request.querystring.k
            resultTtlInSeconds: 30
      - http: { path: /b, method: put, cors: true, authorizer: { name: pool, type: COGNITO_USER_POOLS, arn: !GetAtt Pool.Arn, scopes: [a/b] } }
`;
    const { after, refused } = migrated(text, { audiences: ['client-1'] });
    expect(refused).toEqual([]);
    expect(after).toContain(`  runtime: nodejs24.x
  httpApi:
    cors:
      allowedOrigins:
        - "*"
`);
    expect(after).toContain(`    authorizers:
      check:
        type: request
        functionName: check
        identitySource:
          - $request.header.Authorization
          - $request.querystring.k
        payloadVersion: "1.0"
        enableSimpleResponses: false
        resultTtlInSeconds: 30
      pool:
        type: jwt
        identitySource: $request.header.Authorization
        issuerUrl:
          Fn::Sub: https://cognito-idp.\${AWS::Region}.amazonaws.com/\${Pool}
        audience:
          - client-1
`);
    expect(after).toContain(
      `      - httpApi:
          path: /a
          method: get
          authorizer: { name: check }
      - httpApi: { path: /b, method: put, authorizer: { name: pool, scopes: [a/b] } }
`.replace('[a/b]', "['a/b']"),
    );
  });

  it('says where limits go', () => {
    const { byHand } = migrated(`service: a
custom: { apiGatewayThrottling: { maxRequestsPerSecond: 9, maxConcurrentRequests: 5 } }
functions: { f: { handler: a.b, events: [{ http: GET /a }] } }
`);
    expect(byHand).toContainEqual(
      `Throttling: write this below resources
extensions:
  HttpApiStage:
    Properties:
      DefaultRouteSettings:
        ThrottlingRateLimit: 9
        ThrottlingBurstLimit: 5`,
    );
  });

  it('has nothing to do where there is no http event', () => {
    expect(migrate('service: shop\nfunctions: {}\n')).toBeUndefined();
  });

  it('changes nothing the second time', () => {
    const text = 'service: a\nfunctions: { f: { handler: a.b, events: [{ http: GET /a }] } }\n';
    expect(migrate(migrated(text).after)).toBeUndefined();
  });
});
