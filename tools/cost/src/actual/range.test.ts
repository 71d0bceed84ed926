import { hoursOf, readRange } from './range.ts';

const NOW = Date.parse('2026-11-20T09:30:20Z');
const at = (text: string) => Date.parse(text);
const read = (from?: string, to?: string) => readRange(from, to, NOW);

describe('readRange', () => {
  it('takes days and minutes, in UTC, and the longest data points that fit', () => {
    expect(read('2026-11-01', '2026-11-20')).toEqual({
      from: at('2026-11-01T00:00Z'),
      to: at('2026-11-20T00:00Z'),
      periodS: 86_400,
    });
    expect(read('2026-11-19T08:00Z', '2026-11-20T09:00:00Z').periodS).toBe(3600);
    expect(read('2026-11-19T08:00Z', '2026-11-20T09:05Z').periodS).toBe(300);
    expect(read('2026-11-20T09:01Z', '2026-11-20T09:05Z').periodS).toBe(60);
  });

  it('takes minutes for as long as CloudWatch keeps them', () => {
    expect(read('2026-11-05T09:31Z', '2026-11-06').periodS).toBe(60);
    expect(() => read('2026-11-05T09:29Z', '2026-11-06')).toThrow(/steps of 5 minutes/);
  });

  it('ends with the step that now is in', () => {
    expect(read('2026-11-20T09:01Z').to).toBe(at('2026-11-20T09:31Z'));
    expect(read('2026-11-01')).toMatchObject({ to: at('2026-11-21T00:00Z'), periodS: 86_400 });
  });

  it.each<[string, string | undefined, string | undefined, RegExp]>([
    ['no beginning', undefined, '2026-11-20', /^Expected --from /],
    ['a text', 'yesterday', undefined, /^--from: Expected a day such as .*"yesterday"$/],
    ['a day that is none', '2026-02-30', undefined, /^--from: .*"2026-02-30"$/],
    ['a local time', '2026-11-19T08:00', undefined, /^--from: .* UTC /],
    ['seconds', '2026-11-19T08:00:30Z', undefined, /^--from: .* minute /],
    ['an end that is none', '2026-11-19', '20.11.2026', /^--to: .*"20.11.2026"$/],
    ['an end before the beginning', '2026-11-19', '2026-11-18', /^--to: Expected a time after/],
    ['an end at the beginning', '2026-11-19', '2026-11-19', /^--to: Expected a time after/],
    ['the future', '2026-11-21', undefined, /^--from: Expected a time in the past/],
    ['more than a month', '2026-10-01', '2026-11-02', /^--to: Expected at most 31 days/],
    ['more than a month until now', '2026-10-01', undefined, /^--to: .*not now/],
    ['what is gone', '2025-01-01', '2025-01-02', /^--from: CloudWatch keeps metrics for 455 days/],
    ['minutes of last month', '2026-10-30T08:01Z', '2026-11-01', /^--from: .*steps of 5 minutes/],
    ['minutes at the end', '2026-10-30', '2026-11-01T08:01Z', /^--to: .*steps of 5 minutes/],
    ['minutes of last summer', '2026-07-30T08:05Z', '2026-08-01', /^--from: .*full hours/],
  ])('refuses %s', (_what, from, to, message) => {
    expect(() => read(from, to)).toThrow(message);
  });
});

describe('hoursOf', () => {
  it('counts hours that are over', () => {
    expect(hoursOf(read('2026-11-19', '2026-11-20'), NOW)).toBe(24);
    expect(hoursOf(read('2026-11-20T09:00Z', '2026-11-20T10:00Z'), at('2026-11-20T09:30Z'))).toBe(
      0.5,
    );
  });
});
