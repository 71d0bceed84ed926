import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../rules/rules.ts';
import { CATALOGUE } from './catalogue.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

describe('CATALOGUE', () => {
  it('has ids of its own, since --accept takes rules as well', () => {
    const ids = [...CATALOGUE, ...RULES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(CATALOGUE.map(({ id }) => id))('%s is in the README', (id) => {
    expect(readme).toContain(`\`${id}\``);
  });
});
