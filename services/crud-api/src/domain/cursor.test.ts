import fc from 'fast-check';
import { decodeCursor, encodeCursor, listQuerySchema } from './cursor.ts';

describe('decodeCursor', () => {
  it('gives back the id that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        expect(decodeCursor('items', encodeCursor('items', id))).toBe(id);
      }),
    );
  });

  it('refuses a cursor of another table', () => {
    expect(decodeCursor('items', encodeCursor('others', 'a'))).toBeUndefined();
  });

  it('refuses a cursor with any one character changed, added or removed', () => {
    const cursor = encodeCursor('items', '1234ABCD');
    const damaged = [...cursor].flatMap((character, i) => [
      `${cursor.slice(0, i)}${character === 'x' ? 'y' : 'x'}${cursor.slice(i + 1)}`,
      `${cursor.slice(0, i)}${cursor.slice(i + 1)}`,
      `${cursor.slice(0, i)}x${cursor.slice(i)}`,
    ]);

    expect(damaged.filter((text) => decodeCursor('items', text) !== undefined)).toEqual([]);
  });

  it.each(['', '.', 'abc', 'a.b.c'])('refuses "%s"', (text) => {
    expect(decodeCursor('items', text)).toBeUndefined();
  });
});

describe('listQuerySchema', () => {
  it('lists 25 unless told', () => {
    expect(listQuerySchema.parse({})).toEqual({ limit: 25 });
    expect(listQuerySchema.parse({ limit: '100' })).toEqual({ limit: 100 });
  });

  it.each(['0', '101', '-1', '1.5', 'ten', '', '1e2', '0x10'])(
    'refuses the limit "%s"',
    (limit) => {
      expect(listQuerySchema.safeParse({ limit }).error?.issues[0]).toMatchObject({
        path: ['limit'],
        message: 'A whole number from 1 to 100',
      });
    },
  );
});
