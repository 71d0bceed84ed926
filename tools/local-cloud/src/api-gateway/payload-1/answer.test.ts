import fc from 'fast-check';
import { payload1Answer } from './answer.ts';

const answer = (result: unknown) =>
  payload1Answer(Buffer.from(JSON.stringify(result)), 'application/json');
const json = { 'content-type': 'application/json' };

describe('payload1Answer', () => {
  it.each<[unknown, object]>([
    [{}, { status: 200, headers: json, body: '' }],
    [
      { statusCode: '202', body: 'x' },
      { status: 202, headers: json, body: 'x' },
    ],
    [
      { statusCode: 200, body: null, headers: null, multiValueHeaders: null },
      { status: 200, headers: json, body: '' },
    ],
    [
      { headers: { 'Content-Type': 'text/html', 'X-On': true, 'Content-Length': '9' } },
      { status: 200, headers: { 'content-type': 'text/html', 'x-on': 'true' }, body: '' },
    ],
    [
      { multiValueHeaders: { 'X-A': ['1', '2'] }, headers: { 'x-a': '3', 'x-b': '4' } },
      { status: 200, headers: { ...json, 'x-a': ['3', '1', '2'], 'x-b': '4' }, body: '' },
    ],
    [
      { multiValueHeaders: { 'X-A': ['1', '2'] }, headers: { 'x-a': '2' } },
      { status: 200, headers: { ...json, 'x-a': ['1', '2'] }, body: '' },
    ],
    [
      { body: 'JVBERg==', isBase64Encoded: true },
      { status: 200, headers: json, body: Buffer.from('%PDF') },
    ],
  ])('makes of %j the answer %j', (result, expected) => {
    expect(answer(result)).toEqual(expected);
  });

  it.each<[unknown]>([
    [null],
    ['Hello'],
    [[1]],
    [{ message: 'hi' }],
    [{ statusCode: 'abc' }],
    [{ statusCode: 600 }],
    [{ body: { a: 1 } }],
    [{ body: 7 }],
    [{ headers: { a: ['1', '2'] } }],
    [{ headers: { 'bad name': '1' } }],
    [{ multiValueHeaders: { a: 'x' } }],
    [{ multiValueHeaders: { a: ['line\r\nbreak'] } }],
    [{ cookies: ['a=1'] }],
  ])('finds no answer in %j', (result) => {
    expect(() => answer(result)).toThrow();
  });

  it('leaves base64 as it is for a client that takes no bytes', () => {
    const result = Buffer.from('{"body":"JVBERg==","isBase64Encoded":true}');
    expect(payload1Answer(result, 'application/json', false).body).toBe('JVBERg==');
  });

  it('hands on any body unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(answer({ body: text }).body).toBe(text);
      }),
    );
  });
});
