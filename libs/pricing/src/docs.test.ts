import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meters } from './meters/index.ts';
import { usageReference } from './testing/usage-reference.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');

describe('the documentation', () => {
  it('has the reference that the schemas make', () => {
    expect(read('USAGE.md')).toBe(usageReference());
  });

  it.each(meters.map(({ name, example }) => ({ name, example })))(
    'shows the example of $name in the README',
    ({ example }) => {
      const lines = /```jsonl\n([^`]*)```/.exec(read('README.md'))?.[1]?.trim().split('\n') ?? [];
      expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(example);
    },
  );
});
