import { migrated, unread } from '../testing/migrated.ts';

describe('migrateService, of what it can not edit', () => {
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
    const { refused, moved } = migrated(text, { decisions: unread });
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
    const { refused, after } = migrated(text, { decisions: unread, audiences: ['c'] });
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
    expect(migrated(text).refused).toMatchObject([
      { why: expect.stringContaining("give them payload '1.0'") },
    ]);
    expect(migrated(text, { payload: '2.0' }).after).toContain('events: [{ httpApi: GET /a }]');
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
    expect(migrated(text).refused[0]!.why).toContain('say --audience');
    expect(migrated(text, { audiences: ['c'] }).after).toContain(
      'issuerUrl: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x',
    );
  });
});
