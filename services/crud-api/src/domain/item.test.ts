import { itemBodySchema, itemIdSchema } from './item.ts';

const issuesOf = (body: unknown) =>
  itemBodySchema.safeParse(body).error?.issues.map(({ path, message }) => ({ path, message })) ??
  [];

describe('itemBodySchema', () => {
  it('keeps the id apart from the attributes', () => {
    expect(itemBodySchema.parse({ id: 'bolt-1', price: { amount: 5 } })).toEqual({
      id: 'bolt-1',
      attributes: { price: { amount: 5 } },
    });
  });

  it('needs no id', () => {
    expect(itemBodySchema.parse({})).toEqual({ id: undefined, attributes: {} });
  });

  it.each([[[]], ['text'], [5], [null], [undefined]])('refuses %j', (body) => {
    expect(issuesOf(body)).toEqual([{ path: [], message: 'An item is a JSON object' }]);
  });

  it('names every reserved name and every value that cannot be kept', () => {
    expect(issuesOf({ _version: 'x', size: { height: 1e300 } })).toEqual([
      { path: ['_version'], message: 'Names beginning with "_" are reserved' },
      { path: ['size', 'height'], message: expect.stringContaining('2^53') as string },
    ]);
  });

  it('names an id of the wrong type', () => {
    expect(issuesOf({ id: 7 })).toMatchObject([{ path: ['id'] }]);
  });
});

describe('itemIdSchema', () => {
  it.each(['1234ABCD', 'a', 'a.b_c~d-e', 'x'.repeat(128)])('accepts %s', (id) => {
    expect(itemIdSchema.parse(id)).toBe(id);
  });

  it.each(['', 'a b', 'a/b', 'é', 'x'.repeat(129)])('refuses "%s"', (id) => {
    expect(itemIdSchema.safeParse(id).success).toBe(false);
  });
});
