import fc from 'fast-check';
import { matchesPattern } from './pattern.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), maxLength: 6 });
const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null));
const leaves = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), scalar, { minKeys: 1 });
const check = (tests: unknown[], value: unknown) => matchesPattern({ a: tests }, { a: value });

describe('the pattern language', () => {
  it('matches every event by its own leaves, whatever else the event holds', () => {
    fc.assert(
      fc.property(leaves, fc.jsonValue(), (event, other) => {
        const pattern = Object.fromEntries(
          Object.entries(event).map(([name, value]) => [name, [value]]),
        );
        expect(matchesPattern(pattern, { ...event, other })).toBe(true);
      }),
    );
  });

  it('lets anything-but say the opposite of the test it negates', () => {
    fc.assert(
      fc.property(
        word,
        word.filter((text) => text !== ''),
        (value, operand) => {
          expect(check([{ 'anything-but': operand }], value)).toBe(!check([operand], value));
          for (const kind of ['prefix', 'suffix', 'wildcard', 'equals-ignore-case'])
            expect(check([{ 'anything-but': { [kind]: operand } }], value)).toBe(
              !check([{ [kind]: operand }], value),
            );
        },
      ),
    );
  });

  it('lets exists false say the opposite of exists true', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (event) => {
        const exists = (value: boolean) => matchesPattern({ a: [{ exists: value }] }, { a: event });
        expect(exists(true)).toBe(!exists(false));
      }),
    );
  });

  it('agrees with a regular expression on wildcards', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, part, (parts, x, y) => {
        const wildcard = parts.join('*').replace(/\*+/g, '*');
        const expression = new RegExp(`^${wildcard.replaceAll('*', '.*')}$`);
        for (const text of [x + y, parts.join(x), x + parts.join(y)])
          expect(check([{ wildcard }], text)).toBe(expression.test(text));
      }),
    );
  });

  it('agrees with arithmetic on CIDR blocks', () => {
    const address = fc.nat(0xffffffff);
    const dotted = (ip: number) => [24, 16, 8, 0].map((shift) => (ip >>> shift) & 255).join('.');
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 31 }), (ip, near, bits) => {
        const inside = BigInt(ip) >> BigInt(32 - bits) === BigInt(near) >> BigInt(32 - bits);
        expect(check([{ cidr: `${dotted(near)}/${bits}` }], dotted(ip))).toBe(inside);
      }),
    );
  });

  it('agrees with comparison on numeric ranges', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.integer(), fc.integer(), (value, a, b) => {
        fc.pre(a !== b);
        const [bottom, top] = a < b ? [a, b] : [b, a];
        expect(check([{ numeric: ['>=', bottom, '<', top] }], value)).toBe(
          value >= bottom && value < top,
        );
      }),
    );
  });

  it('matches $or exactly when one of the branches matches', () => {
    fc.assert(
      fc.property(leaves, scalar, scalar, (event, a, b) => {
        const one = { a: [a] };
        const other = { b: [b] };
        expect(matchesPattern({ $or: [one, other] }, event)).toBe(
          matchesPattern(one, event) || matchesPattern(other, event),
        );
      }),
    );
  });

  it('takes nested fields of an array from one element, as a search of the elements does', () => {
    const element = fc.record({ x: fc.nat(2), y: fc.nat(2) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(element), fc.nat(2), fc.nat(2), (elements, x, y) => {
        expect(matchesPattern({ list: { x: [x], y: [y] } }, { list: elements })).toBe(
          elements.some((one) => one.x === x && one.y === y),
        );
      }),
    );
  });
});
