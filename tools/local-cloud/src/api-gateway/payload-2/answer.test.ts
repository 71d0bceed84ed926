import fc from 'fast-check';
import { payload2Answer } from './answer.ts';

const answer = (result: unknown) => payload2Answer(Buffer.from(JSON.stringify(result)));
const json = { 'content-type': 'application/json' };
const plain = { 'content-type': 'text/plain;charset=utf-8' };

describe('payload2Answer', () => {
  it.each<[unknown, object]>([
    [{ message: 'hi' }, { status: 200, headers: json, body: '{"message":"hi"}' }],
    ['Hello', { status: 200, headers: json, body: 'Hello' }],
    [[1, 2], { status: 200, headers: json, body: '[1,2]' }],
    [7, { status: 200, headers: json, body: '7' }],
    [null, { status: 200, headers: json, body: 'null' }],
    [{ statusCode: 201 }, { status: 201, headers: plain, body: '' }],
    [
      { statusCode: '202', body: 'x' },
      { status: 202, headers: plain, body: 'x' },
    ],
    [
      { statusCode: 200, body: null, headers: null },
      { status: 200, headers: plain, body: '' },
    ],
    [
      { statusCode: 200, headers: { 'Content-Type': 'text/html', 'X-Count': 3, 'X-On': true } },
      {
        status: 200,
        headers: { 'content-type': 'text/html', 'x-count': '3', 'x-on': 'true' },
        body: '',
      },
    ],
    [
      { statusCode: 200, cookies: ['a=1; HttpOnly', 'b=2'] },
      { status: 200, headers: { ...plain, 'set-cookie': ['a=1; HttpOnly', 'b=2'] }, body: '' },
    ],
    [
      { statusCode: 200, body: 'JVBERg==', isBase64Encoded: true },
      { status: 200, headers: plain, body: Buffer.from('%PDF') },
    ],
    [
      { statusCode: 200, headers: { 'Content-Length': '9', Connection: 'close' } },
      { status: 200, headers: plain, body: '' },
    ],
  ])('makes of %j the answer %j', (result, expected) => {
    expect(answer(result)).toEqual(expected);
  });

  it('answers an empty result with an empty body', () => {
    expect(payload2Answer(Buffer.alloc(0))).toMatchObject({ status: 200, body: '' });
  });

  it.each<[unknown]>([
    [{ statusCode: 'abc' }],
    [{ statusCode: null }],
    [{ statusCode: 101 }],
    [{ statusCode: 600 }],
    [{ statusCode: 200.5 }],
    [{ statusCode: 200, body: { a: 1 } }],
    [{ statusCode: 200, headers: { a: ['1', '2'] } }],
    [{ statusCode: 200, headers: { 'bad name': '1' } }],
    [{ statusCode: 200, headers: { a: 'line\r\nbreak' } }],
    [{ statusCode: 200, cookies: 'a=1' }],
    [{ statusCode: 200, cookies: ['a=1\r\nx: y'] }],
  ])('finds no answer in %j', (result) => {
    expect(() => answer(result)).toThrow();
  });

  it('hands on any body unchanged, as text and as base64', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        expect(answer({ statusCode: 200, body: text }).body).toBe(text);
        const base64 = Buffer.from(bytes).toString('base64');
        expect(answer({ statusCode: 200, body: base64, isBase64Encoded: true }).body).toEqual(
          Buffer.from(bytes),
        );
      }),
    );
  });
});
