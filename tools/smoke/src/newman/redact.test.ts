import { redaction } from './redact.ts';

describe('redaction', () => {
  const redact = redaction(['s3cret', '']);

  it('hides the values of headers that let somebody in', () => {
    for (const name of ['Authorization', 'cookie', 'Set-Cookie', 'X-Amz-Security-Token'])
      expect(redact.header(name, 'anything')).toBe('(redacted)');
    expect(redact.header('etag', '"1"')).toBe('"1"');
  });

  it('hides what it is told to hide, and tokens, anywhere', () => {
    expect(redact.text('a s3cret here')).toBe('a (redacted) here');
    expect(redact.text('{"token":"eyJhbGciOi.eyJzdWIi.c2ln-_"}')).toBe('{"token":"(redacted)"}');
  });

  it('hides secrets by the names of fields and parameters, which nobody knew before', () => {
    for (const [from, to] of [
      ['{"access_token": "a\\"b", "id": "1"}', '{"access_token": "(redacted)", "id": "1"}'],
      ["expected { client_secret: 'abc' } to be", "expected { client_secret: '(redacted)' } to be"],
      ['grant_type=x&client_secret=abc&b=1', 'grant_type=x&client_secret=(redacted)&b=1'],
      ['https://a/?X-Amz-Signature=ab12&b=1', 'https://a/?X-Amz-Signature=(redacted)&b=1'],
      ['Authorization: Basic dXNlcjpwdw==', 'Authorization: Basic (redacted)'],
    ])
      expect(redact.text(from!)).toBe(to);
    expect(redact.header('X-Auth-Token', 'abc')).toBe('(redacted)');
  });

  it('hides a secret as a URL or JSON spells it', () => {
    const { text } = redaction(['a/b"c']);
    expect(text('?q=a%2Fb%22c {"x":"a/b\\"c"}')).toBe('?q=(redacted) {"x":"(redacted)"}');
  });

  it('leaves words that speak of tokens', () => {
    const reason = '401 without a token: expected response to have status code 401';
    expect(redact.text(reason)).toBe(reason);
  });
});
