import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from './rules/rules.ts';
import { rulesTable } from './testing/rules-table.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** Prettier aligns the columns. */
const plain = (text: string): string => text.replace(/ +/g, ' ').replace(/-+/g, '-');

describe('the README', () => {
  it('has the table of all rules', () => {
    const [, table = ''] = /<!-- rules -->\n\n([^]*?)\n\n<!-- \/rules -->/.exec(readme) ?? [];
    expect(plain(table).split('\n')).toEqual(plain(rulesTable()).split('\n'));
    for (const { id } of RULES) expect(table).toContain(`\`${id}\``);
  });
});
