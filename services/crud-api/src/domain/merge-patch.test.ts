import fc from 'fast-check';
import type { JsonObject } from './json.ts';
import { mergePatch } from './merge-patch.ts';

const withoutNulls = (value: unknown): boolean =>
  value !== null && (typeof value !== 'object' || Object.values(value).every(withoutNulls));

const anObject = fc
  .dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
  .filter((value) => !JSON.stringify(value).includes('__proto__'))
  .map((value) => value as JsonObject);

describe('mergePatch', () => {
  // The examples of RFC 7396, appendix A, whose target and patch are objects.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j and %j is %j', (target: JsonObject, patch: JsonObject, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  it('changes nothing when it is empty', () => {
    fc.assert(fc.property(anObject, (target) => expect(mergePatch(target, {})).toEqual(target)));
  });

  it('changes nothing when it is applied again', () => {
    fc.assert(
      fc.property(anObject, anObject, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });

  it('makes the patch of nothing, where it removes nothing', () => {
    fc.assert(
      fc.property(anObject.filter(withoutNulls), (patch) => {
        expect(mergePatch({}, patch)).toEqual(patch);
      }),
    );
  });

  it('leaves target and patch as they were', () => {
    const target = { a: { b: 1 } };
    const patch = { a: { b: null, c: { d: 2 } } };

    mergePatch(target, patch);

    expect([target, patch]).toEqual([{ a: { b: 1 } }, { a: { b: null, c: { d: 2 } } }]);
  });
});
