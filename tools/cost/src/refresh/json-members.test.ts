import fc from 'fast-check';
import { readJsonMembers } from './json-members.ts';

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

async function pick(
  text: string,
  wanted: (path: readonly string[]) => boolean,
  size = 1000,
): Promise<{ path: readonly string[]; value: unknown }[]> {
  const members: { path: readonly string[]; value: unknown }[] = [];
  const take = (path: readonly string[], value: unknown) => void members.push({ path, value });
  await readJsonMembers(cut(text, size), { wanted, take });
  return members;
}

const document = JSON.stringify({
  version: '1',
  products: { a: { sku: 'a', list: [{ sku: 'x' }, '}'] }, b: { sku: 'b "{[' } },
  terms: { OnDemand: { a: { price: '0.5', rate: { unit: 'GB' } } } },
  last: null,
});

describe('readJsonMembers', () => {
  it('picks members by path', async () => {
    expect(await pick(document, ([top, , sku]) => top === 'version' || sku === 'a')).toEqual([
      { path: ['version'], value: '1' },
      { path: ['terms', 'OnDemand', 'a'], value: { price: '0.5', rate: { unit: 'GB' } } },
    ]);
  });

  it('finds the same wherever the text is cut', async () => {
    const wanted = (path: readonly string[]) => path.length === 2;
    const whole = await pick(document, wanted);
    expect(whole.map(({ path }) => path.join('.'))).toEqual([
      'products.a',
      'products.b',
      'terms.OnDemand',
    ]);
    for (let size = 1; size < 40; size += 1) {
      expect(await pick(document, wanted, size)).toEqual(whole);
    }
  });

  it('lets what was taken decide what is wanted next', async () => {
    const taken: string[] = [];
    await readJsonMembers(cut(document, 1000), {
      wanted: ([top, , sku = '']) => (top === 'terms' ? taken.includes(sku) : sku === 'sku'),
      take: (path) => void taken.push(path[1]!, path.join('.')),
    });
    expect(taken).toContain('terms.OnDemand.a');
  });

  it('reads any document as JSON.parse does', async () => {
    const keys = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(keys, fc.jsonValue({ stringUnit: 'grapheme' }), { noNullPrototype: true }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(undefined, 2),
        async (value, size, indent) => {
          const text = JSON.stringify(value, null, indent);
          const members = await pick(text, ({ length }) => length === 1, size);
          const picked = members.map(({ path, value: member }) => [path[0], member] as const);
          expect(Object.fromEntries(picked)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each(['', '  ', '{', '{"a":1', '{"a":{"b":1}', '[1', '"text'])(
    'refuses the document %j, which is not complete',
    async (text) => {
      await expect(pick(text, () => true)).rejects.toThrow(SyntaxError);
    },
  );

  it.each(['<html><a href="x:y">', '{"a": nope}', '{a:1}'])('refuses %j', async (text) => {
    await expect(pick(text, () => true)).rejects.toThrow(SyntaxError);
  });
});
