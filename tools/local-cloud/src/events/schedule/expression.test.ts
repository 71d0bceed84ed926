import { parseSchedule } from './expression.ts';

const FRIDAY = new Date('2026-11-20T00:00:00Z');

const runs = (expression: string, count = 2): string[] => {
  const schedule = parseSchedule(expression);
  const times: string[] = [];
  for (let at = schedule.next(FRIDAY, FRIDAY); at && times.length < count;) {
    times.push(at.toISOString().slice(0, 16));
    at = schedule.next(at, FRIDAY);
  }
  return times;
};

describe('parseSchedule', () => {
  it.each([
    ['rate(1 minute)', ['2026-11-20T00:01', '2026-11-20T00:02']],
    ['rate(5 minutes)', ['2026-11-20T00:05', '2026-11-20T00:10']],
    ['rate(12 hours)', ['2026-11-20T12:00', '2026-11-21T00:00']],
    ['rate(1 day)', ['2026-11-21T00:00', '2026-11-22T00:00']],
    ['cron(0 12 * * ? *)', ['2026-11-20T12:00', '2026-11-21T12:00']],
    ['cron(5,35 14 * * ? *)', ['2026-11-20T14:05', '2026-11-20T14:35']],
    ['cron(0/15 * * * ? *)', ['2026-11-20T00:15', '2026-11-20T00:30']],
    ['cron(*/20 * * * ? *)', ['2026-11-20T00:20', '2026-11-20T00:40']],
    ['cron(0/30 20-23 ? * MON-FRI *)', ['2026-11-20T20:00', '2026-11-20T20:30']],
    ['cron(0 18 ? * MON-FRI *)', ['2026-11-20T18:00', '2026-11-23T18:00']],
    ['cron(0 0 ? * 1 *)', ['2026-11-22T00:00', '2026-11-29T00:00']],
    ['cron(0 0 ? * 2/3 *)', ['2026-11-23T00:00', '2026-11-26T00:00']],
    ['cron(0 0 ? * L *)', ['2026-11-21T00:00', '2026-11-28T00:00']],
    ['cron(0 0 ? * 6L *)', ['2026-11-27T00:00', '2026-12-25T00:00']],
    ['cron(0 2 ? * SAT#3 *)', ['2026-11-21T02:00', '2026-12-19T02:00']],
    ['cron(0 0 L * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 0 LW * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['cron(0 0 15W * ? *)', ['2026-12-15T00:00', '2027-01-15T00:00']],
    ['cron(0 0 1/10 * ? *)', ['2026-11-21T00:00', '2026-12-01T00:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(59 23 31 DEC ? 2199)', ['2199-12-31T23:59']],
    ['cron(15 10 ? * 6L 2002-2005)', []],
    ['cron(0/5 5 ? JAN 1-5 2022)', []],
  ])('runs %s at %j', (expression, expected) => {
    expect(runs(expression)).toEqual(expected);
  });

  it('never runs at the very moment it is asked from, however odd that moment', () => {
    const schedule = parseSchedule('rate(5 minutes)');
    const later = new Date(FRIDAY.getTime() + 12 * 60_000 + 345);
    expect(schedule.next(later, FRIDAY)).toEqual(new Date('2026-11-20T00:15:00Z'));
    expect(schedule.next(new Date(FRIDAY.getTime() - 1), FRIDAY)).toEqual(
      new Date('2026-11-20T00:05:00Z'),
    );
  });

  it.each([
    'rate(10 seconds)',
    'rate(10 years)',
    'rate(1 minutes)',
    'rate(1 hours)',
    'rate(10 minute)',
    'rate(10 day)',
    'rate()',
    'rate(10)',
    'rate(10 minutess)',
    'rate(foo minutes)',
    'rate(0 minutes)',
    'rate(-10 minutes)',
    'rate(10 MINUTES)',
    'rate( 10 minutes )',
    ' rate(10 minutes)',
    'cron(0 1 * * * *)',
    'cron(0 1 ? * ? *)',
    'cron(? 1 * * ? *)',
    'cron(7 20 * * NOT *)',
    'cron(INVALID)',
    'cron(0 dummy ? * MON-FRI *)',
    'cron(71 8 1 * ? *)',
    'cron(0 0 ? * 8 *)',
    'cron(0 0 ? * 0 *)',
    'cron(0 0 * 13 ? *)',
    'cron(0 12 * * ?)',
    '0 12 * * ? *',
    '',
  ])('refuses %j', (expression) => {
    expect(() => parseSchedule(expression)).toThrow('Parameter ScheduleExpression is not valid.');
  });
});
