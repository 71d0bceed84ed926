import { ignoredFields } from '../compare/ignored-fields.ts';
import { judge } from '../judge.ts';
import type { Answer } from '../send/answer.ts';
import { anAnswer, restRefusal } from '../testing/an-answer.ts';
import { markdownOf } from './markdown.ts';
import { pageOf } from './page.ts';
import { isSame, latencyOf, type ReplayReport } from './replay-report.ts';
import { textOf } from './text.ts';

const replayed = (name: string, before: Answer, after: Answer) => {
  const pair = { method: 'GET', path: '/', before, after };
  const terms = { accepted: new Map<string, string>(), ignores: ignoredFields([]), strict: false };
  const request = { name, method: 'GET', path: '/', headers: [] };
  return { request, pair, judgement: judge(pair, terms) };
};

const report: ReplayReport = {
  ...{ recording: 'r.json', notes: ['no <headers>'], before: 'http://a', after: 'http://b' },
  replayed: [
    replayed('same', anAnswer(), anAnswer()),
    replayed('<script>', anAnswer({ body: '<i>' }), anAnswer({ body: '<u>' })),
    replayed(
      'missing',
      restRefusal(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
      anAnswer({ status: 404, body: { message: 'Not Found' } }),
    ),
  ],
};

describe('reports', () => {
  it('say what differs and what is known, escaped', () => {
    const page = pageOf(report);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&#60;u&#62;');
    for (const text of [page, markdownOf(report), textOf(report)]) {
      expect(text).toContain('2 requests reached the function: 1 answered differently.');
      expect(text).toContain('no-route');
    }
  });

  it('call nothing alike whose functions did something else', () => {
    const same = { ...report, replayed: report.replayed.filter((_, index) => index !== 1) };
    expect(isSame(same)).toBe(true);
    expect(isSame({ ...same, effects: [{ field: 'calls of s3', before: '1', after: '0' }] })).toBe(
      false,
    );
  });
});

describe('latencyOf', () => {
  it('takes values that occurred', () => {
    expect(latencyOf([5, 1, 3, 2, 4])).toEqual({ p50: 3, p95: 5 });
    expect(latencyOf([])).toEqual({ p50: 0, p95: 0 });
  });
});
