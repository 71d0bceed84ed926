import { awsProblem } from './aws-problem.ts';

describe('awsProblem', () => {
  const before = process.env.AWS_ENDPOINT_URL;
  beforeEach(() => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4566';
  });
  afterEach(() => {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = before;
  });
  const problem = (fields: object) =>
    awsProblem(Object.assign(new Error('raw'), fields), 'eu-west-1')?.message;

  it.each([
    [{ code: 'ECONNREFUSED' }, 'Nothing answers at http://127.0.0.1:4566'],
    [{ code: 'ENOTFOUND' }, 'AWS cannot be reached in eu-west-1: raw'],
    [{ name: 'SyntaxError', $metadata: {} }, 'http://127.0.0.1:4566 does not answer as AWS does'],
    [{ code: 'EPROTO', $metadata: {} }, 'http://127.0.0.1:4566 does not speak TLS'],
    [{ name: 'AccessDenied', $metadata: {} }, 'AccessDenied: raw'],
  ])('says what %j means', (fields, message) => {
    expect(problem(fields)).toContain(message);
  });

  it('leaves what AWS has nothing to do with alone', () => {
    expect(problem({})).toBeUndefined();
    expect(awsProblem('text', 'eu-west-1')).toBeUndefined();
  });
});
