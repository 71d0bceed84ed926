import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSchedule } from './expression.ts';
import { createScheduler } from './scheduler.ts';

const START = new Date('2026-11-20T10:00:30Z');

describe('createScheduler', () => {
  let file: string;
  let ran: string[];
  beforeEach(() => {
    jest.useFakeTimers({ now: START });
    file = join(mkdtempSync(join(tmpdir(), 'scheduler-')), 'schedules.json');
    ran = [];
  });
  afterEach(() => jest.useRealTimers());

  const put = (scheduler: ReturnType<typeof createScheduler>, expression: string) =>
    scheduler.put({
      id: 'rule',
      expression,
      schedule: parseSchedule(expression),
      run: (at) => ran.push(at.toISOString().slice(11, 19)),
    });
  const minutes = (count: number) => jest.advanceTimersByTime(count * 60_000);

  it('runs a rate from the moment it was made, without drift', () => {
    put(createScheduler(file), 'rate(2 minutes)');
    minutes(6.5);
    expect(ran).toEqual(['10:02:30', '10:04:30', '10:06:30']);
  });

  it('runs cron on the minute', () => {
    put(createScheduler(file), 'cron(0/5 * * * ? *)');
    minutes(11);
    expect(ran).toEqual(['10:05:00', '10:10:00']);
  });

  it('waits longer than one timer can', () => {
    put(createScheduler(file), 'cron(0 0 1 1 ? *)');
    minutes(42 * 24 * 60);
    expect(ran).toEqual(['00:00:00']);
  });

  it('keeps the beat of a rate over a restart and makes up for nothing', () => {
    const before = createScheduler(file);
    put(before, 'rate(2 minutes)');
    minutes(3);
    before.stop();
    minutes(4);
    expect(ran).toEqual(['10:02:30']);
    put(createScheduler(file), 'rate(2 minutes)');
    minutes(2);
    expect(ran).toEqual(['10:02:30', '10:08:30']);
  });

  it('begins anew when the expression changes', () => {
    const scheduler = createScheduler(file);
    put(scheduler, 'rate(2 minutes)');
    minutes(1);
    put(scheduler, 'rate(3 minutes)');
    minutes(3);
    expect(ran).toEqual(['10:04:30']);
  });

  it('skips what was missed while the machine slept', () => {
    put(createScheduler(file), 'rate(2 minutes)');
    jest.setSystemTime(new Date('2026-11-20T12:00:00Z'));
    minutes(3);
    expect(ran).toEqual(['12:02:30']);
  });

  it('stops on cancel', () => {
    const scheduler = createScheduler(file);
    put(scheduler, 'rate(2 minutes)');
    scheduler.cancel('rule');
    minutes(10);
    expect(ran).toEqual([]);
  });
});
