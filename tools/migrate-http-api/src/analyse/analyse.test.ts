import { anApi, aRoute, aFunction } from '../testing/an-api.ts';
import { analyse } from './analyse.ts';

const decisions = { accepted: new Map<string, string>(), traffic: { region: 'us-east-1' } };

describe('analyse', () => {
  it('calls an API ready that nothing stands in the way of', () => {
    expect(analyse(anApi(), decisions)).toMatchObject({
      verdict: 'ready',
      routes: [{ key: 'GET /orders', verdict: 'ready' }],
    });
  });

  it('gives each route the worst of its own findings', () => {
    const api = anApi({
      routes: [
        aRoute(),
        aRoute({ method: 'POST', integration: aFunction() }),
        aRoute({ method: 'PUT', integration: aFunction({ streams: true }) }),
      ],
    });
    expect(analyse(api, decisions).routes.map(({ verdict }) => verdict)).toEqual([
      ...['ready', 'needs rewrite', 'blocked'],
    ]);
  });

  it('holds what concerns the API against every route', () => {
    const api = anApi({
      endpointTypes: ['PRIVATE'],
      routes: [aRoute(), aRoute({ method: 'PUT' })],
    });
    expect(analyse(api, decisions).routes.map(({ verdict }) => verdict)).toEqual([
      ...['blocked', 'blocked'],
    ]);
  });

  it('takes what the operator gives up for decided', () => {
    const accepted = new Map([['edge-endpoint', 'all clients are here']]);
    const { verdict, findings } = analyse(anApi({ endpointTypes: ['EDGE'] }), {
      ...decisions,
      accepted,
    });
    expect(verdict).toBe('ready');
    expect(findings.find(({ rule }) => rule.id === 'edge-endpoint')?.accepted).toBe(
      'all clients are here',
    );
  });

  it('knows what the operator says is used', () => {
    const uses = [{ feature: 'test-invoke' as const, place: { file: '--uses', path: '' } }];
    expect(analyse(anApi(), { ...decisions, uses }).verdict).toBe('blocked');
  });

  it('never calls a route ready of which something was not understood', () => {
    const place = { file: 'api.json', path: 'paths./orders.get' };
    const api = anApi({
      routes: [aRoute(), aRoute({ method: 'PUT' })],
      unread: [{ place, what: 'strange', route: 'GET /orders' }],
    });
    expect(analyse(api, decisions).routes.map(({ verdict }) => verdict)).toEqual([
      'blocked',
      'ready',
    ]);
  });
});
