import { Undeliverable } from './failure.ts';
import { readPath } from './json-path.ts';
import { inputFor, validateTargets } from './target-input.ts';
import { type RuleTarget } from './types.ts';

const event = {
  version: '0',
  id: 'e1',
  'detail-type': 'Update',
  source: 'acado.test',
  time: '2026-01-01T00:00:00Z',
  resources: [],
  detail: {
    command: 'say "hi"',
    id: '0a787ecb-4015',
    payload: { acc_id: '0a787ecb', sf: 'baz' },
    one: ['HIGH'],
    many: ['ACTIVE', 'INACTIVE'],
    valid: true,
    items: [{ sku: 'a' }, { sku: 'b' }],
  },
};
const source = {
  event: JSON.stringify(event),
  ruleArn: 'arn:rule',
  ruleName: 'placed',
  ingestedAt: new Date(0),
};
const input = (target: Partial<RuleTarget>) => inputFor({ Id: '1', Arn: 'arn', ...target }, source);

const paths = {
  type: '$.detail-type',
  id: '$.detail.id',
  command: '$.detail.command',
  payload: '$.detail.payload',
  one: '$.detail.one',
  many: '$.detail.many',
  valid: '$.detail.valid',
  missing: '$.detail.nothing',
};
const transformed = (InputTemplate: string) =>
  input({ InputTransformer: { InputPathsMap: paths, InputTemplate } });

describe('inputFor', () => {
  it('gives the event as it came', () => {
    expect(input({})).toBe(source.event);
  });

  it('gives the constant input', () => {
    expect(input({ Input: '{"fixed":true}' })).toBe('{"fixed":true}');
  });

  it.each([
    ['$.detail.payload', '{"acc_id":"0a787ecb","sf":"baz"}'],
    ['$.detail.payload.sf', '"baz"'],
    ['$', source.event],
  ])('gives what the path %s finds', (InputPath, expected) => {
    expect(input({ InputPath })).toBe(expected);
  });

  it('cannot deliver a path that finds nothing', () => {
    expect(() => input({ InputPath: '$.detail.nothing' })).toThrow(Undeliverable);
  });

  it.each([
    ['"Event of <type>: <missing>!"', '"Event of Update: !"'],
    ['"{[/Check <type>"', '"{[/Check Update"'],
    ['"It is <valid>"', '"It is true"'],
    [
      '"Payload <payload> of <id> and <id>"',
      '"Payload {acc_id:0a787ecb,sf:baz} of 0a787ecb-4015 and 0a787ecb-4015"',
    ],
    ['"<one> one"\n"<many> many"', '"[HIGH] one"\n"[ACTIVE,INACTIVE] many"'],
    [
      '{"a": <payload>, "b": <missing>, "c": [<id>, "x"]}',
      '{"a": {"acc_id":"0a787ecb","sf":"baz"}, "b": "", "c": ["0a787ecb-4015", "x"]}',
    ],
    [
      '{"path": "users/<id>/x/<id>", "v": <valid>}',
      '{"path": "users/0a787ecb-4015/x/0a787ecb-4015", "v": true}',
    ],
    [
      '{"quoted": "\\"<id>\\"", "c": "<command>"}',
      '{"quoted": "\\"0a787ecb-4015\\"", "c": "say \\"hi\\""}',
    ],
    [
      '"<aws.events.rule-arn> <aws.events.rule-name> <aws.events.event.ingestion-time>"',
      '"arn:rule placed 1970-01-01T00:00:00.000Z"',
    ],
    ['{"all": <aws.events.event.json>}', `{"all": ${source.event}}`],
    [
      '{"head": <aws.events.event>}',
      '{"head": {"version":"0","id":"e1","source":"acado.test","time":"2026-01-01T00:00:00Z","resources":[],"detailType":"Update"}}',
    ],
  ])('fills the template %s', (template, expected) => {
    expect(transformed(template)).toBe(expected);
  });

  it.each(['{"list": "<many>"}', '<many> unquoted', '{"a": <id>'])(
    'cannot deliver the template %s, which makes no JSON',
    (template) => {
      expect(() => transformed(template)).toThrow('did not make valid JSON');
    },
  );
});

describe('validateTargets', () => {
  it.each<[Partial<RuleTarget>, string]>([
    [
      { Input: '1', InputPath: '$' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target 1.',
    ],
    [
      { InputTransformer: { InputTemplate: '"<x>"' } },
      'InputTemplate for target 1 contains invalid placeholder x.',
    ],
    [{ InputPath: 'detail' }, 'Invalid JSONPath detail provided for target 1.'],
  ])('refuses %j', (target, message) => {
    expect(() => validateTargets([{ Id: '1', Arn: 'arn', ...target }])).toThrow(message);
  });
});

describe('readPath', () => {
  it.each<[string, unknown]>([
    ["$['detail']['id']", '0a787ecb-4015'],
    ['$.detail.items[1].sku', 'b'],
    ['$.detail.items[*].sku', ['a', 'b']],
    ['$.detail.items[7].sku', undefined],
    ['$.detail.id.length', undefined],
    ['$.constructor', undefined],
    ['$.detail.items[1', undefined],
  ])('reads %s', (path, expected) => {
    expect(readPath(event, path)).toEqual(expected);
  });
});
