import { affectedBase } from './affected-base.ts';

describe('affectedBase', () => {
  it.each([
    ['nx affected -t cost --base=origin/main', 'origin/main'],
    ['nx affected --base v1.2.0 -t cost', 'v1.2.0'],
    ['nx affected --base=main --base=next -t cost', 'next'],
    ['nx affected -t cost', 'trunk'],
    ['nx run-many -t cost', undefined],
    ['nx cost worker-b --base=main', undefined],
  ])('%s', (command, base) => {
    expect(affectedBase(['node', ...command.split(' ')], 'trunk')).toBe(base);
  });
});
