import { integrationKey } from '../../read/wire/integration-target.ts';
import { guide, type Rule, routesWith } from '../rule.ts';

const QUOTAS = guide('http-api-quotas');
const ON_REQUEST =
  'Ask AWS for more (Service Quotas), or split the API by path behind one custom domain.';

/** How much one HTTP API holds. */
export const apiQuotas: Rule[] = [
  {
    id: 'quota-routes',
    severity: 'quota',
    title: '300 routes',
    looksAt: 'number of routes',
    reason: 'An HTTP API has at most 300 routes.',
    remedy: `${ON_REQUEST} ANY and {proxy+} need fewer.`,
    cost: 'Nothing.',
    docs: QUOTAS,
    find: ({ routes, place }) =>
      over(routes.filter(({ isPreflight }) => !isPreflight).length, 300, 'routes', place),
  },
  {
    id: 'quota-integrations',
    severity: 'quota',
    fixed: true,
    title: '300 integrations',
    looksAt: 'number of different functions and backends',
    reason: 'An HTTP API has at most 300 integrations, and AWS does not raise that.',
    remedy: 'Split the API by path behind one custom domain.',
    cost: 'Nothing.',
    docs: QUOTAS,
    find: ({ routes, place }) => {
      const different = new Set(
        routes.flatMap(({ integration, isPreflight }) =>
          integration && !isPreflight ? integrationKey(integration) : [],
        ),
      );
      return over(different.size, 300, 'integrations', place);
    },
  },
  {
    id: 'quota-stages',
    severity: 'quota',
    title: '10 stages',
    looksAt: 'number of stages',
    reason: 'An HTTP API has at most 10 stages.',
    remedy: 'An API per stage, as Serverless Framework makes them; or ask AWS for more.',
    cost: 'Nothing.',
    docs: QUOTAS,
    find: ({ stages, place }) => over(stages.length, 10, 'stages', place),
  },
  {
    id: 'quota-authorizers',
    severity: 'quota',
    title: '10 authorizers',
    looksAt: 'number of authorizers',
    reason: 'An HTTP API has at most 10 authorizers.',
    remedy: ON_REQUEST,
    cost: 'Nothing.',
    docs: QUOTAS,
    find: ({ authorizers, place }) => over(authorizers.length, 10, 'authorizers', place),
  },
  {
    id: 'quota-scopes',
    severity: 'quota',
    fixed: true,
    title: '10 scopes per route',
    looksAt: 'scopes of methods',
    reason: 'A route names at most 10 scopes.',
    remedy: 'Name a broader scope, or check the scopes in the function.',
    cost: 'Nothing.',
    docs: QUOTAS,
    find: (api) =>
      routesWith(
        api,
        ({ authorization }) =>
          authorization.type === 'authorizer' &&
          authorization.scopes.length > 10 &&
          `${authorization.scopes.length} scopes`,
        ({ place }) => place,
      ),
  },
];

const over = <P>(count: number, most: number, what: string, place: P) =>
  count > most ? [{ detail: `${count} ${what}`, place }] : [];
