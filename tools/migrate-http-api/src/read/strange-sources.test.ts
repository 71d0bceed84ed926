import { CommandError } from '@acado/command-line';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { analyse } from '../analyse/analyse.ts';
import type { RestApi } from '../model/rest-api.ts';
import { planOf } from '../config/plan.ts';
import { yamlOf } from '../config/yaml.ts';
import { RULES } from '../rules/rules.ts';
import { migrate } from '../testing/migrated.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import { readOpenApi } from './openapi/read-openapi.ts';
import { parseFile } from './parse-file.ts';
import { readServerless } from './serverless/read-serverless.ts';

/** Everything is given up, so that everything is written. */
const ALL = new Map(RULES.map(({ id }) => [id, '']));
const OPTIONS = { payload: '1.0', authorizerResponse: 'simple', audiences: ['a'] } as const;

type Json = Record<string, unknown>;

const EXAMPLES = join(import.meta.dirname, '../../examples');
const parsed = (file: string): Json => parseFile(readFileSync(join(EXAMPLES, file), 'utf8'), file);

const SERVICE = parseFile(
  `service: shop
provider: { name: aws, apiGateway: { usagePlan: [{ gold: { quota: { limit: 1 } } }] }, logs: { restApi: { level: INFO } } }
custom: { customDomain: { domainName: a.example }, auth: { jwt: aws_iam } }
functions:
  place:
    handler: a.b
    events:
      - http: { path: /a, method: get, cors: { origins: [a] }, authorizer: { name: x, scopes: [a] }, request: { schemas: { a/b: {} } } }
      - http: { path: /b, method: get, authorizer: '\${self:custom.auth.jwt, null}', response: { statusCodes: { 200: { pattern: '' } } } }
resources: { Resources: { Gate: { Type: AWS::ApiGateway::GatewayResponse, Properties: { RestApiId: !Ref ApiGatewayRestApi } } } }
`,
  'serverless.yml',
);

/** A copy with something else at the n-th place of all. */
function replaced(document: Json, place: number, by: unknown): Json {
  let left = place;
  const walk = (value: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each)]));
  };
  const copy = walk(document);
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy) ? { ...copy } : document;
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, true, [], {}, [null], '${x}', { Ref: 'Nothing' }),
  fc.constantFrom<unknown>({ 'Fn::If': ['a', 'b', 'c'] }, { 'Fn::Join': 5 }, { $ref: '#/x' }, [[]]),
  fc.jsonValue(),
);

describe('readers of strange sources', () => {
  it.each<[string, Json, (document: Json) => RestApi[]]>([
    ['template', parsed('proxy/template.yml'), (document) => readTemplate(document, 'x')],
    ['export', parsed('orders-export/openapi.yml'), (document) => [readOpenApi(document, 'x')]],
    ['service', SERVICE, (document) => readServerless(document, 'x', { stage: 'dev' })],
  ])('%s: whatever is in it is read, noted or refused', (_, document, read) => {
    const places = JSON.stringify(document).length / 8;
    fc.assert(
      fc.property(fc.nat({ max: Math.round(places) }), strange, (place, by) => {
        const traffic = { region: 'us-east-1' };
        try {
          for (const api of read(replaced(document, place, by)))
            yamlOf(planOf(analyse(api, { accepted: ALL, traffic }), OPTIONS));
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a service, as it is migrated', () => {
    fc.assert(
      fc.property(fc.nat({ max: 90 }), strange, (place, by) => {
        const decisions = { accepted: ALL, traffic: { region: 'us-east-1' } };
        try {
          migrate(stringify(replaced(SERVICE, place, by)), { decisions });
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
