import { ignoredFields } from './compare/ignored-fields.ts';
import { acceptable, judge } from './judge.ts';
import type { Answer } from './send/answer.ts';
import { anAnswer, restRefusal } from './testing/an-answer.ts';

const terms = (accepted: string[] = [], strict = false) => ({
  accepted: new Map(accepted.map((id) => [id, 'clients are told'])),
  ignores: ignoredFields([]),
  strict,
});
const pair = (before: Answer, after: Answer, method = 'GET', path = '/') => ({
  ...{ method, path, before, after },
});
const http = (status: number, message: string) => anAnswer({ status, body: { message } });
const missing = restRefusal(
  403,
  'MissingAuthenticationTokenException',
  'Missing Authentication Token',
);
const error = 'InternalServerErrorException';

describe('judge', () => {
  it.each<[string, Answer, Answer]>([
    ['no-route', missing, http(404, 'Not Found')],
    ['unsigned', missing, http(403, 'Forbidden')],
    ['denied', restRefusal(403, 'AccessDeniedException', 'User: …'), http(403, 'Forbidden')],
    [
      'body-too-large',
      restRefusal(413, 'RequestTooLargeException', 'Request Too Long'),
      http(413, 'Request Entity Too Large'),
    ],
    [
      'function-failed',
      restRefusal(502, error, 'Internal server error'),
      http(500, 'Internal Server Error'),
    ],
    [
      'not-invoked',
      restRefusal(500, error, 'Internal server error'),
      http(500, 'Internal Server Error'),
    ],
    [
      'function-throttled',
      restRefusal(500, error, 'Internal server error'),
      http(503, 'Service Unavailable'),
    ],
    [
      'integration-timeout',
      restRefusal(504, error, 'Endpoint request timed out'),
      http(503, 'Service Unavailable'),
    ],
  ])('lists %s, which both APIs answer by themselves', (id, before, after) => {
    const judgement = judge(pair(before, after), terms());
    expect(judgement).toMatchObject({
      verdict: 'explained',
      answeredBy: { before: 'gateway', after: 'gateway' },
      differences: [],
      explained: [{ expected: { id } }],
    });
    expect(judge(pair(before, after), terms([], true)).verdict).toBe('differs');
    expect(judge(pair(before, after), terms([id], true)).explained[0]).toMatchObject({
      accepted: 'clients are told',
    });
  });

  it('counts a header that differs beside what is known', () => {
    const after = anAnswer({
      status: 404,
      headers: { server: 'x' },
      body: { message: 'Not Found' },
    });
    expect(judge(pair(missing, after), terms())).toMatchObject({
      verdict: 'differs',
      differences: [{ field: 'header server' }],
    });
  });

  it('counts the refusal of one API alone', () => {
    const found = anAnswer({ body: { id: 1 } });
    const judgement = judge(pair(found, http(404, 'Not Found')), terms());
    expect(judgement.verdict).toBe('differs');
    expect(judgement.answeredBy).toEqual({ before: 'function', after: 'gateway' });
    expect(judge(pair(missing, found), terms()).verdict).toBe('differs');
  });

  it('counts a refusal that a function says in an API’s words', () => {
    const own = anAnswer({ status: 403, body: { message: 'Missing Authentication Token' } });
    expect(judge(pair(own, http(404, 'Not Found')), terms()).verdict).toBe('differs');
  });

  it('knows answers to HEAD by their headers', () => {
    const empty = (status: number, headers: Record<string, string>) =>
      anAnswer({ status, headers: { 'content-type': 'application/json', ...headers } });
    const before = empty(403, {
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
      'content-length': '42',
    });
    const after = empty(404, { 'content-length': '23' });
    expect(judge(pair(before, after, 'HEAD'), terms()).verdict).toBe('explained');
    const other = empty(404, { 'content-length': '24' });
    expect(judge(pair(before, other, 'HEAD'), terms()).verdict).toBe('differs');
  });

  it('compares what preflight requests allow, not how they are answered', () => {
    const allow = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET' };
    const before = anAnswer({ headers: { ...allow, 'content-type': 'application/json' } });
    const after = anAnswer({ status: 204, headers: allow });
    expect(judge(pair(before, after, 'OPTIONS'), terms()).verdict).toBe('explained');
    const less = anAnswer({ status: 204, headers: { 'access-control-allow-origin': '*' } });
    expect(judge(pair(before, less, 'OPTIONS'), terms()).differences).toMatchObject([
      { field: 'header access-control-allow-methods' },
    ]);
  });

  it.each([
    [
      'default-content-type',
      pair(
        anAnswer({ headers: { 'content-type': 'application/json' }, body: 'hi' }),
        anAnswer({ headers: { 'content-type': 'text/plain;charset=utf-8' }, body: 'hi' }),
      ),
    ],
    [
      'remapped-header',
      pair(
        anAnswer({ headers: { 'x-amzn-remapped-www-authenticate': 'Basic' }, status: 401 }),
        anAnswer({ headers: { 'www-authenticate': 'Basic' }, status: 401 }),
      ),
    ],
    [
      'trailing-slash',
      pair(anAnswer({ body: { id: 1 } }), http(404, 'Not Found'), 'GET', '/a/?b=1'),
    ],
  ])('counts %s until it is accepted, and names it', (id, both) => {
    const judgement = judge(both, terms());
    expect(judgement.verdict).toBe('differs');
    expect(acceptable(both, judgement).map((one) => one.id)).toEqual([id]);
    expect(judge(both, terms([id])).verdict).toBe('explained');
  });

  it('keeps what is ignored', () => {
    const judgement = judge(pair(anAnswer({ body: { id: 1 } }), anAnswer({ body: { id: 2 } })), {
      ...terms(),
      ignores: ignoredFields(['body id']),
    });
    expect(judgement).toMatchObject({ verdict: 'same', ignored: [{ field: 'body id' }] });
  });
});
