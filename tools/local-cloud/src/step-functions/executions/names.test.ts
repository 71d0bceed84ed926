import { checkName } from './names.ts';

describe('checkName', () => {
  it.each(['a', 'run-1_2.3', 'é–漢字', "it's(1)=2+2@!", 'x'.repeat(80)])('takes %s', (name) => {
    expect(() => checkName(name)).not.toThrow();
  });

  it.each(['', 'x'.repeat(81), 'a b', 'a/b', 'a:b', 'a*', '{a}', 'a\u0000', 'a\u0085', 'a\ud800'])(
    'refuses %j',
    (name) => {
      expect(() => checkName(name)).toThrow('Invalid Name');
    },
  );
});
