import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesDocument } from './rules-document.ts';

describe('RULES.md', () => {
  it('is what the rules say (node tools/guardrails/src/cli.ts rules --markdown)', () => {
    const file = join(import.meta.dirname, '../../RULES.md');

    expect(readFileSync(file, 'utf8')).toBe(rulesDocument());
  });
});
