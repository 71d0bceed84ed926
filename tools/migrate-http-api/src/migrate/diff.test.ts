import { diffOf } from './diff.ts';

describe('diffOf', () => {
  it('shows changed lines with two around them', () => {
    expect(diffOf('1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\nx\n5\n6\n7\n8\n9\n')).toBe(
      ['…', '  2', '  3', '- 4', '+ x', '  5', '  6', '  7', '  8', '+ 9', ''].join('\n') + '\n',
    );
    expect(diffOf('same\n', 'same\n')).toBe('');
  });
});
