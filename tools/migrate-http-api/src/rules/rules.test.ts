import { aDomain, anApi } from '../testing/an-api.ts';
import { FIXTURES } from '../testing/rule-fixtures.ts';
import { RULES } from './rules.ts';

const traffic = { region: 'us-east-1' };

describe('RULES', () => {
  it('have a fixture each, and ids of their own', () => {
    expect(RULES.map(({ id }) => id).toSorted()).toEqual(Object.keys(FIXTURES).toSorted());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s is found, and only then',
    (id, rule) => {
      const { found, absent, with: context } = FIXTURES[id]!;
      expect(rule.find(found, { traffic, ...context?.found })).not.toEqual([]);
      expect(rule.find(absent, { traffic, ...context?.absent })).toEqual([]);
    },
  );

  it('finds custom domains that are edge-optimised', () => {
    const rule = RULES.find(({ id }) => id === 'edge-endpoint')!;
    const api = anApi({ domains: [aDomain({ endpointTypes: ['EDGE'] })] });
    expect(rule.find(api, { traffic })).toMatchObject([{ detail: 'EDGE of api.example.com' }]);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s says everything', (_, rule) => {
    for (const text of [rule.title, rule.looksAt, rule.reason, rule.remedy, rule.cost])
      expect(text).not.toBe('');
    expect(rule.docs).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/apigateway\/[\w/-]+\.html$/);
  });
});
