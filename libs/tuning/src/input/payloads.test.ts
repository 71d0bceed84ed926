import fc from 'fast-check';
import { InputError } from './input-error.ts';
import { parsePayloadText, payloadsOf } from './payloads.ts';

const input = { num: 10, sampling: 'fixed' as const, dynamicPayload: false };

const all = (of: Parameters<typeof payloadsOf>[0]): string[] => {
  const payloadAt = payloadsOf(of);
  return Array.from({ length: of.num }, (_, index) => payloadAt(index));
};

describe('payloadsOf', () => {
  it.each([
    [undefined, 'null'],
    [null, 'null'],
    [{ a: [1] }, '{"a":[1]}'],
    ['{"a": 1}', '{"a": 1}'],
    ['plain words', '"plain words"'],
    ['', '""'],
    [0, '0'],
    [false, 'false'],
    [[], '[]'],
    [[{ payload: 1 }, { payload: 2 }], '[{"payload":1},{"payload":2}]'],
    [[{ weight: 5, id: 'parcel' }], '[{"weight":5,"id":"parcel"}]'],
  ])('sends %j as %s', (payload, json) => {
    expect(new Set(all({ ...input, payload }))).toEqual(new Set([json]));
  });

  it('gives weighted payloads their share in blocks, the last one the rest', () => {
    const payload = [
      { payload: 'a', weight: 1 },
      { payload: 'b', weight: '1' },
      { payload: 'c', weight: 1 },
    ];

    expect(all({ ...input, payload }).join('')).toBe(
      '"a"'.repeat(3) + '"b"'.repeat(3) + '"c"'.repeat(4),
    );
  });

  it('interleaves them when samples are taken as needed', () => {
    const payload = [
      { payload: 1, weight: 60 },
      { payload: 2, weight: 20 },
      { payload: 3, weight: 20 },
    ];

    const first = all({ ...input, sampling: 'adaptive', payload })
      .slice(0, 5)
      .sort();

    expect(first).toEqual(['1', '1', '1', '2', '3']);
  });

  it('takes what was fetched before what is in the input', () => {
    expect(payloadsOf({ ...input, payload: 1, payloadS3: 's3://b/k' }, { a: 2 })(0)).toBe(
      '{"a":2}',
    );
    expect(payloadsOf({ ...input, payload: 1 }, null)(0)).toBe('null');
  });

  it('refuses fetched weights that do not fit', () => {
    const fetched = [
      { payload: 1, weight: 1 },
      { payload: 2, weight: 99 },
    ];

    expect(() => payloadsOf(input, fetched)).toThrow(InputError);
    expect(() => payloadsOf(input, fetched)).toThrow(/^payloadS3\[0\].weight: Too small/);
  });

  it('fills placeholders in, anew for each invocation', () => {
    let made = 0;
    const sources = { uuid: () => `id-${(made += 1)}`, now: () => new Date(0) };
    const payload = {
      a: '{{uuid}}',
      b: '{{uuid:x}}',
      c: '{{uuid:x}}',
      n: '{{index}}',
      t: '{{now}}',
    };

    const payloadAt = payloadsOf({ ...input, payload, dynamicPayload: true }, undefined, sources);

    const t = '1970-01-01T00:00:00.000Z';
    expect(JSON.parse(payloadAt(0))).toEqual({ a: 'id-1', b: 'id-2', c: 'id-2', n: '0', t });
    expect(JSON.parse(payloadAt(3))).toEqual({ a: 'id-3', b: 'id-4', c: 'id-4', n: '3', t });
  });

  it('leaves placeholders alone unless asked', () => {
    expect(payloadsOf({ ...input, payload: '{{uuid}}' })(0)).toBe('"{{uuid}}"');
  });

  it('makes UUIDs of its own', () => {
    const payloadAt = payloadsOf({ ...input, payload: '{{uuid}}', dynamicPayload: true });

    expect(payloadAt(0)).toMatch(/^"[0-9a-f]{8}-[0-9a-f-]{27}"$/);
    expect(payloadAt(0)).not.toBe(payloadAt(1));
  });

  it('uses every payload at least once, in order, and num times in all', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 200, max: 500 }), (given, num) => {
        const payload = given.map((weight, index) => ({ payload: index, weight }));
        const sent = all({ ...input, num, payload }).map(Number);

        expect(sent).toHaveLength(num);
        expect(sent).toEqual([...sent].sort((a, b) => a - b));
        expect(new Set(sent).size).toBe(given.length);
        const total = given.reduce((sum, weight) => sum + weight, 0);
        given.slice(0, -1).forEach((weight, index) => {
          const count = sent.filter((one) => one === index).length;
          expect(count).toBe(Math.floor((weight * num) / total));
        });
      }),
    );
  });

  it('has, interleaved, after any number of invocations every payload close to its share', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 60 }), (given, taken) => {
        const payload = given.map((weight, index) => ({ payload: index, weight }));
        const sent = all({ num: 60, sampling: 'adaptive', dynamicPayload: false, payload })
          .slice(0, taken)
          .map(Number);
        const total = given.reduce((sum, weight) => sum + weight, 0);
        given.forEach((weight, index) => {
          const count = sent.filter((one) => one === index).length;
          expect(Math.abs(count - (taken * weight) / total)).toBeLessThan(given.length);
        });
      }),
    );
  });
});

describe('parsePayloadText', () => {
  it('reads JSON, and anything else as a string', () => {
    expect(parsePayloadText('[{"payload":1,"weight":2}]')).toEqual([{ payload: 1, weight: 2 }]);
    expect(parsePayloadText('no json')).toBe('no json');
  });
});
