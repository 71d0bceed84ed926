import fc from 'fast-check';
import { anAnswer } from '../testing/an-answer.ts';
import { compareAnswers } from './compare-answers.ts';
import { compareJson } from './compare-json.ts';
import { ignoredFields } from './ignored-fields.ts';

const name = fc.stringMatching(/^x-[a-z]{1,8}$/);
const value = fc.stringMatching(/^[!-~]{1,12}$/);
const headers = fc.dictionary(name, value, { maxKeys: 5 });
const status = fc.integer({ min: 200, max: 599 });
const bytes = fc.uint8Array({ maxLength: 40 });
const answer = fc.record({ status, headers, body: fc.oneof(fc.jsonValue(), bytes) });

type Parts = { status: number; headers: Record<string, string>; body: unknown };
const fieldsOf = (before: Parts, after: Parts): string[] =>
  compareAnswers(anAnswer(before), anAnswer(after)).map(({ field }) => field);

describe('compareAnswers, of any answer', () => {
  it('finds no difference to itself', () => {
    fc.assert(fc.property(answer, (one) => expect(fieldsOf(one, one)).toEqual([])));
  });

  it('finds another status, and that alone', () => {
    fc.assert(
      fc.property(answer, status, (one, other) => {
        fc.pre(other !== one.status);
        expect(fieldsOf(one, { ...one, status: other })).toEqual(['status']);
      }),
    );
  });

  it('finds a header that is changed, new or gone, and that alone', () => {
    fc.assert(
      fc.property(answer, name, value, (one, key, text) => {
        fc.pre(one.headers[key] !== text);
        const changed = { ...one, headers: { ...one.headers, [key]: text } };
        expect(fieldsOf(one, changed)).toEqual([`header ${key}`]);
        expect(fieldsOf(changed, one)).toEqual([`header ${key}`]);
      }),
    );
  });

  it('finds any byte that is changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (body, position) => {
        const at = position % body.length;
        const changed = body.map((byte, index) => (index === at ? byte ^ 1 : byte));
        const fields = fieldsOf(
          { status: 200, headers: {}, body },
          { status: 200, headers: {}, body: changed },
        );
        expect(fields).toHaveLength(1);
        expect(fields[0]).toMatch(/^body from (byte|character) \d+$/);
      }),
    );
  });

  it('finds any value of JSON that is replaced, wherever it lies', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.string(), { maxLength: 4 }), (json, path) => {
        const within = (inner: unknown): unknown =>
          path.reduce<unknown>((value, key) => ({ other: 1, [`k${key}`]: [value] }), inner);
        expect(compareJson(within(json), within(json))).toEqual([]);
        expect(compareJson(within(json), within({ changed: json }))).not.toEqual([]);
      }),
    );
  });
});

describe('compareAnswers', () => {
  const json = (before: unknown, after: unknown) =>
    compareAnswers(anAnswer({ body: before }), anAnswer({ body: after }));

  it('names fields of JSON, whatever their order', () => {
    expect(json({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'y' }], a: 1 })).toEqual([
      { field: 'body b[0].c', before: '"x"', after: '"y"' },
    ]);
    expect(json({ 'a b': null }, {})).toEqual([{ field: 'body ["a b"]', before: 'null' }]);
    expect(json([1], [1, 2])).toEqual([{ field: 'body [1]', after: '2' }]);
    expect(json({ a: [] }, { a: {} })).toEqual([{ field: 'body a', before: '[]', after: '{}' }]);
  });

  it('leaves out what every answer has of its own', () => {
    const own = (id: string) =>
      anAnswer({ headers: { date: id, via: id, 'x-amzn-requestid': id } });
    expect(compareAnswers(own('request-1'), own('request-2'))).toEqual([]);
  });

  it('knows the id of its request again where the function repeats it, and no other id', () => {
    const rest = (requestId: string) =>
      anAnswer({ headers: { 'x-amzn-requestid': 'aaaa-bbbb-1' }, body: { requestId } });
    const http = (requestId: string) =>
      anAnswer({ headers: { 'apigw-requestid': 'QwErTyUiOp1=' }, body: { requestId } });
    expect(compareAnswers(rest('aaaa-bbbb-1'), http('QwErTyUiOp1='))).toEqual([]);
    expect(compareAnswers(rest('aaaa-bbbb-2'), http('QwErTyUiOp1='))).toEqual([
      { field: 'body requestId', before: '"aaaa-bbbb-2"', after: '"<request id>"' },
    ]);
  });

  it('compares lengths only where there is no body to compare', () => {
    const long = (length: string, body: string) =>
      anAnswer({ headers: { 'content-length': length }, body });
    expect(compareAnswers(long('7', '{"a":1}'), long('8', '{"a":1}'))).toEqual([]);
    expect(compareAnswers(long('7', ''), long('8', ''))).toHaveLength(1);
  });

  it('takes values on several lines for those on one, and cookies in any order', () => {
    const cookies = (...all: string[]) => anAnswer({ headers: { 'set-cookie': all } });
    expect(compareAnswers(cookies('a=1', 'b=2'), cookies('b=2', 'a=1'))).toEqual([]);
    expect(compareAnswers(cookies('a=1', 'b=2'), cookies('a=1'))).toHaveLength(1);
    const vary = (value: string | string[]) => anAnswer({ headers: { vary: value } });
    expect(compareAnswers(vary(['a', 'b']), vary('a, b'))).toEqual([]);
  });
});

describe('ignoredFields', () => {
  it.each([
    ['header etag', 'header etag', true],
    ['header etag', 'header etags', false],
    ['body results[*].orderId', 'body results[12].orderId', true],
    ['body results', 'body results[0].a', true],
    ['body a', 'body ab', false],
    ['body', 'body from byte 3', true],
  ])('%s covers %s: %s', (pattern, field, expected) => {
    expect(ignoredFields([pattern])({ field })).toBe(expected);
  });

  it('refuses what is no field', () => {
    expect(() => ignoredFields(['etag'])).toThrow('--ignore: Expected a field');
  });
});
