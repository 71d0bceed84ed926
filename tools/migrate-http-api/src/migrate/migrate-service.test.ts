import { migrateService } from './migrate-service.ts';

const migrate = (text: string, more: Partial<Parameters<typeof migrateService>[1]> = {}) =>
  migrateService(text, {
    ...{ file: 'serverless.yml', stage: 'dev', payload: '1.0', authorizerResponse: 'policy' },
    audiences: [],
    decisions: {
      accepted: new Map([['edge-endpoint', '']]),
      traffic: { region: 'us-east-1' },
    },
    ...more,
  });

/** Somebody has looked at what could not be read. */
const unread = {
  accepted: new Map([
    ['edge-endpoint', ''],
    ['unread', ''],
  ]),
  traffic: { region: 'us-east-1' },
};

const done = (...parts: Parameters<typeof migrate>) => migrate(...parts)!;

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
    expect(done(text).after).toBe(`# a shop
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
    expect(done(text).after).toBe(`service: shop
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
    const { after } = done(service + resources);
    expect(after.slice(after.indexOf('}\n') + 2)).toBe(left);
  });

  it('says what it did and what is left', () => {
    const {
      moved,
      refused,
      done: did,
      byHand,
    } = done(`service: shop
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
    const { after, refused, moved } = done(text);
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
    const { after } = done(text);
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
    const { after, refused } = done(text, { audiences: ['client-1'] });
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

  it.each([
    ['provider: ${file(p.yml)}', 'the provider', 'provider is not written here as a map'],
    ['provider: { name: aws }', 'in one line', 'the provider is written in one line'],
    ['provider:\n  httpApi: { metrics: true }', 'its own', 'provider.httpApi exists'],
  ])('refuses what needs a provider that it can not edit: %s', (provider, _, why) => {
    const text = `service: shop
${provider}
functions:
  place:
    handler: a.b
    events:
      - http: { path: /a, method: get, cors: true }
      - http: GET /b
`;
    const { refused, moved } = done(text, { decisions: unread });
    expect(moved).toEqual(['GET /b']);
    expect(refused).toEqual([{ route: 'GET /a', why: expect.stringContaining(why) }]);
  });

  it.each([
    [
      '{ path: /a, method: get, authorizer: "${file(a.yml):x}" }',
      'the authorizer comes from file(a.yml):x',
    ],
    ['{ path: "${self:service}", method: get }', 'the path begins with a variable'],
    ['"${self:custom.event}"', 'the event is a variable'],
    ['{ <<: *shared, method: get }', 'the event is not written out here'],
  ])('refuses the event %s', (event, why) => {
    const text = `service: shop
custom: { event: GET /a, shared: &shared { path: /x } }
functions:
  place: { handler: a.b, events: [{ http: ${event} }] }
`;
    const { refused, after } = done(text, { decisions: unread, audiences: ['c'] });
    expect(refused).toMatchObject([{ why: expect.stringContaining(why) }]);
    expect(after).toBe(text);
  });

  it('moves the routes of a function together, or none of them', () => {
    const text = `service: shop
functions:
  place:
    handler: a.b
    httpApi: { payload: '2.0' }
    events: [{ http: GET /a }]
`;
    expect(done(text).refused).toMatchObject([
      { why: expect.stringContaining("give them payload '1.0'") },
    ]);
    expect(done(text, { payload: '2.0' }).after).toContain('events: [{ httpApi: GET /a }]');
  });

  it('asks for the clients of a user pool', () => {
    const text = `service: shop
provider:
  name: aws
functions:
  place:
    handler: a.b
    events: [{ http: { path: /a, method: get, authorizer: 'arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_x' } }]
`;
    expect(done(text).refused[0]!.why).toContain('say --audience');
    expect(done(text, { audiences: ['c'] }).after).toContain(
      'issuerUrl: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x',
    );
  });

  it('has nothing to do where there is no http event', () => {
    expect(migrate('service: shop\nfunctions: {}\n')).toBeUndefined();
  });

  it('changes nothing the second time', () => {
    const text = 'service: a\nfunctions: { f: { handler: a.b, events: [{ http: GET /a }] } }\n';
    expect(migrate(done(text).after)).toBeUndefined();
  });
});
