import fc from 'fast-check';
import { jsonProblems } from './json.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('jsonProblems', () => {
  it('accepts ordinary JSON', () => {
    const value = { text: 'é', empty: '', list: [1, 2.5, -3, null, true, {}], deep: { x: [] } };

    expect(jsonProblems(value)).toEqual([]);
  });

  it.each([
    ['an integer that loses digits', { n: 2 ** 53 }, ['n'], /send it as a string/],
    ['a number that overflowed', { n: [Infinity] }, ['n', 0], /send it as a string/],
    ['a number that would become 0', { n: 1e-131 }, ['n'], /at least 1e-130/],
    ['half a surrogate pair', { s: '\ud800' }, ['s'], /valid Unicode/],
    ['an empty name', { a: { '': 1 } }, ['a', ''], /must not be empty/],
    ['the prototype', JSON.parse('{"__proto__":1}'), ['__proto__'], /reserved/],
    ['a broken name', { '\udfff': 1 }, ['\udfff'], /valid Unicode/],
    ['33 levels', nested(34), ['a'], /Nested deeper than 32 levels/],
  ])('refuses %s', (_what, value, path, message) => {
    expect(jsonProblems(value)).toEqual([
      { path, message: expect.stringMatching(message) as string },
    ]);
  });

  it('accepts 32 levels', () => {
    expect(jsonProblems(nested(32))).toEqual([]);
  });

  it('names at most 100 problems', () => {
    expect(jsonProblems(Array.from({ length: 1000 }, () => Infinity))).toHaveLength(100);
  });

  it('leaves no number that a text of it would change', () => {
    fc.assert(
      fc.property(fc.double(), (number) => {
        fc.pre(!Number.isNaN(number) && jsonProblems(number).length === 0);
        expect(Number(String(number)) === number).toBe(true);
      }),
    );
  });
});
