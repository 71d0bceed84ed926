import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { aws, outputOf, quoted, variable } from './shell.ts';

describe('quoted', () => {
  it('leaves harmless words alone', () => {
    expect(quoted('arn:aws:sns:eu-west-1:111122223333:t')).not.toContain("'");
    expect(quoted('$default')).toBe("'$default'");
    expect(quoted('')).toBe("''");
  });

  it('keeps any text one word of a shell', () => {
    const texts = fc.array(
      fc.string({ unit: 'binary-ascii' }).map((text) => text.replaceAll('\0', '')),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(texts, (words) => {
        const script = `printf '%s\\0' ${words.map(quoted).join(' ')}`;
        const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
        expect(stdout.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 20 },
    );
  });
});

describe('aws', () => {
  it('quotes values, not what the shell is to fill in', () => {
    const id = outputOf(aws('a get', { query: 'Items[?x==`1`]' }));
    expect(aws('b put', { force: true, id, name: variable('NAME'), stage: '$default' })).toBe(
      `aws b put --force --id "$(aws a get --query 'Items[?x==\`1\`]')" --name "$NAME" --stage '$default'`,
    );
  });
});
