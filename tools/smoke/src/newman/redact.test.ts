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
});
